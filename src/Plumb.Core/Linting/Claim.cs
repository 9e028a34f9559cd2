namespace Plumb.Linting;

/// <summary>What facts say of a claim.</summary>
public enum ClaimVerdict
{
    /// <summary>The facts confirm it.</summary>
    True,

    /// <summary>The facts contradict it.</summary>
    False,

    /// <summary>It holds in part, or is stricter or looser than the facts.</summary>
    Imprecise,

    /// <summary>There is no fact about it.</summary>
    Unknown,
}

/// <summary>A claim of a document with its judgement.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Text">The words that make the claim.</param>
/// <param name="Verdict">What the facts say.</param>
/// <param name="Correct">What is right, a sentence; "" where the claim is true and there is no more to say.</param>
/// <param name="Source">Where that can be checked; "" for unknown.</param>
/// <param name="Rule">The form of claim: <c>requires</c>.</param>
public sealed record Claim(int Line, string Text, ClaimVerdict Verdict, string Correct, string Source, string Rule)
{
    /// <summary>A claim that holds or does not; what is right is told only where it does not.</summary>
    internal static Claim Judged(int line, string text, bool holds, string correct, string source, string rule) =>
        new(line, text, holds ? ClaimVerdict.True : ClaimVerdict.False, holds ? "" : correct, source, rule);

    /// <summary>What makes the line right, where that is certain; null otherwise.</summary>
    public ClaimEdit? Edit { get; init; }
}

/// <summary>A change of one line.</summary>
/// <param name="Old">What stands there, literally.</param>
/// <param name="New">What is right.</param>
public sealed record ClaimEdit(string Old, string New);
