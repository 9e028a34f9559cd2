namespace Plumb.Environments.Observing.Imports;

/// <summary>
/// One import followed from a fresh start: what is being imported, what was within the same cycle, and what ran on the way. Modules of
/// other cycles are followed by themselves, so that the outcome depends on nothing that others ask.
/// </summary>
/// <param name="cycle">The cycle of the module; null for a program.</param>
/// <param name="before">The import of the package that comes before, where that lies in the same cycle.</param>
internal sealed class FollowedImport(ImportCycle? cycle, FollowedImport? before)
{
    private readonly Dictionary<string, ImportOutcome> _done = new(StringComparer.Ordinal);

    /// <summary>The cycle of the module; null for a program.</summary>
    public ImportCycle? Cycle { get; } = cycle;

    /// <summary>The import of the package that comes before, where that lies in the same cycle.</summary>
    public FollowedImport? Before { get; } = before;

    /// <summary>The modules that are being imported.</summary>
    public HashSet<string> Open { get; } = new(StringComparer.Ordinal);

    /// <summary>The files that ran.</summary>
    public Dictionary<string, ModuleSource> Run { get; } = new(StringComparer.Ordinal);

    /// <summary>Modules without a source that are imported without a guard.</summary>
    public HashSet<string> Reached { get; } = new(StringComparer.Ordinal);

    /// <summary>Modules without a source whose import is tried, its failure caught.</summary>
    public HashSet<string> Tried { get; } = new(StringComparer.Ordinal);

    /// <summary>Modules without a source that are imported in a function or under a test, and nothing catches a failure.</summary>
    public HashSet<string> Untried { get; } = new(StringComparer.Ordinal);

    /// <summary>The imports of other cycles on the way.</summary>
    public HashSet<FollowedImport> Others { get; } = [];

    /// <summary>How a module of the cycle ended; null when it was not imported yet.</summary>
    public ImportOutcome? Of(string module)
    {
        for (var at = this; at is not null; at = at.Before)
        {
            if (at._done.TryGetValue(module, out var outcome))
            {
                return outcome;
            }
        }

        return null;
    }

    /// <summary>Notes how a module of the cycle ended.</summary>
    public void End(string module, ImportOutcome outcome) => _done[module] = outcome;
}
