using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;
using Plumb.Checks;
using Plumb.Core.Tests.Checks;
using Plumb.Core.Tests.Corpus;
using Plumb.Environments;
using Xunit;

namespace Plumb.Core.Tests.Environments.Observing.Imports;

/// <summary>The oracle: what happened when each top-level module of recorded environments was imported, each in a process of its own.</summary>
public sealed partial class ImportFailureCorpusTests(SkeletonStore skeletons)
{
    // Out of the reach of sources: what stands behind a test (`if not IS_WASM: import …`), and a name that a lazy package brings from
    // a module which then fails. In the last, two modules are missing and the order of lazy imports decides which is met first.
    private static readonly FrozenSet<string> _outOfReach = new[]
    {
        "s5-gradio5-spacy gradio",
        "s4-guide diffusers",
        "s4-guide transformers",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static TheoryData<string> Environments => [.. CheckedSkeleton.WithVerdicts.Where(id => id != "d-base-gone")];

    [Theory]
    [MemberData(nameof(Environments))]
    public void No_module_that_was_imported_is_said_to_fail(string id)
    {
        var tree = skeletons.Shared(id);
        using var truth = tree.ReadTruth();
        var imports = truth!.RootElement.GetProperty("imports");
        var wrong = Failures(tree)
            .Where(f => f.IsCertain && imports.TryGetProperty(f.Package, out var said) && Outcome(said) == "ok");
        Assert.Empty(wrong.Select(f => f.ToString()));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void Modules_and_names_that_were_lacking_are_named(string id)
    {
        var tree = skeletons.Shared(id);
        using var truth = tree.ReadTruth();
        var failures = Failures(tree).ToLookup(f => f.Package, StringComparer.Ordinal);
        var missed =
            from said in truth!.RootElement.GetProperty("imports").EnumerateObject()
            where Outcome(said.Value) == "exc"
            let lacking = Lacking(said.Value.GetProperty("message").GetString()!)
            where lacking is not null && !_outOfReach.Contains($"{id} {said.Name}")
            where !failures[said.Name].Any(f => f.Module == lacking || f.Name == lacking)
            select $"{id} {said.Name}: {lacking}, found [{string.Join("; ", failures[said.Name])}]";
        Assert.True(!missed.Any(), string.Join("\n", missed));
    }

    private static System.Collections.Immutable.ImmutableArray<ImportFailure> Failures(SkeletonTree tree) =>
        CheckedSkeleton.Check(tree, selection: new RuleSelection(["PLB25"], [])).Snapshot.Imports.Failures;

    private static string? Outcome(JsonElement said) => said.GetProperty("outcome").GetString();

    private static string? Lacking(string message) =>
        LackingName().Match(message) is { Success: true } match ? match.Groups["name"].Value : null;

    [GeneratedRegex("(?:No module named|cannot import name) '(?<name>[^']+)'", RegexOptions.NonBacktracking)]
    private static partial Regex LackingName();
}
