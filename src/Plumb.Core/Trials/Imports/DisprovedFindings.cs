using System.Collections.Immutable;
using Plumb.Checks.Sources;
using Plumb.Environments;
using Plumb.Findings;

namespace Plumb.Trials.Imports;

/// <summary>What the sources said cannot be imported, and was: the interpreter is right.</summary>
public static class DisprovedFindings
{
    /// <summary>The findings without those whose packages were all imported.</summary>
    /// <param name="findings">What was found without running anything.</param>
    /// <param name="failures">The imports that the sources said to fail.</param>
    /// <param name="imports">What was tried.</param>
    public static ImmutableArray<Finding> Without(
        ImmutableArray<Finding> findings,
        ImmutableArray<ImportFailure> failures,
        ImmutableArray<JoinedImport> imports
    )
    {
        var imported = imports
            .Where(i => i.Outcome.Kind == ImportOutcomeKind.Imported)
            .Select(i => i.Target.Module)
            .ToHashSet(StringComparer.Ordinal);
        return [.. findings.Where(f => !IsDisproved(f, failures, imported))];
    }

    private static bool IsDisproved(Finding finding, ImmutableArray<ImportFailure> failures, HashSet<string> imported)
    {
        if (
            finding.Rule != SourceRules.NoModule
            && finding.Rule != SourceRules.NoSubmodule
            && finding.Rule != SourceRules.NoName
            && finding.Rule != SourceRules.RemovedOnImport
        )
        {
            return false;
        }

        var meant = failures.Where(f => f.FullName == finding.About).ToList();
        return meant.Count > 0 && meant.TrueForAll(f => imported.Contains(f.Package));
    }
}
