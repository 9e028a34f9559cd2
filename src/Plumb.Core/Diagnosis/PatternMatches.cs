namespace Plumb.Diagnosis;

/// <summary>What was found of some patterns so far.</summary>
/// <param name="patterns">How many patterns there are.</param>
internal sealed class PatternMatches(int patterns)
{
    /// <summary>For each pattern its first matches and the last one; null where there is none.</summary>
    public List<PatternMatch>?[] Of { get; } = new List<PatternMatch>?[patterns];

    /// <summary>How often each pattern was held against a place.</summary>
    internal int[] Tries { get; } = new int[patterns];
}
