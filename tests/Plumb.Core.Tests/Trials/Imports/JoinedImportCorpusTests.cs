using System.Collections.Immutable;
using Plumb.Checks;
using Plumb.Core.Tests.Checks;
using Plumb.Core.Tests.Corpus;
using Plumb.Trials.Imports;
using Xunit;

namespace Plumb.Core.Tests.Trials.Imports;

/// <summary>Imports that CPython really made, as they were recorded, joined with what the files of those environments tell.</summary>
public sealed class JoinedImportCorpusTests(SkeletonStore skeletons)
{
    /// <summary>Failures of which the files that were kept tell nothing, with the reason.</summary>
    private static readonly ImmutableDictionary<string, string> _unexplained = new Dictionary<string, string>(
        StringComparer.Ordinal
    )
    {
        ["d-shadow-cwd pandas"] =
            "the folder that hides numpy is the current one, which was not recorded as the application",
        ["s3-xformers xformers"] =
            "both names that a try and its handler ask torch for are gone; a handler's import is taken for a choice",
        ["s4-guide transformers"] =
            "huggingface_hub lacks two modules; the sources tell the first, the record the second",
    }.ToImmutableDictionary(StringComparer.Ordinal);

    public static TheoryData<string> Environments => [.. CheckedSkeleton.WithVerdicts];

    [Theory]
    [MemberData(nameof(Environments))]
    public void Every_failure_that_was_recorded_gets_its_cause(string id)
    {
        using var truth = SkeletonLibrary.TruthOf(id);
        if (truth is null || !truth.RootElement.TryGetProperty("imports", out var imports))
        {
            return;
        }

        var result = CheckedSkeleton.Check(skeletons.Shared(id));
        var context = new CheckContext(result.Snapshot);
        var outcomes = imports.EnumerateObject().Select(RecordedImport.Read).ToImmutableArray();
        var targets = ImportTargets.Named(result.Snapshot, [.. outcomes.Select(o => o.Module)]);
        var joined = JoinedImport.Of(context, result.Findings, targets, outcomes);

        var unexplained = joined
            .Where(j =>
                j.Outcome.Kind is not (ImportOutcomeKind.Imported or ImportOutcomeKind.Timeout)
                && j is { Cause: null, Deliberate: null }
            )
            .Where(j => !_unexplained.ContainsKey($"{id} {j.Target.Module}"))
            .Select(j => $"{id} {j.Target.Module}: {j.Root?.ToString() ?? j.Outcome.Signal}");
        Assert.Empty(unexplained);
    }
}
