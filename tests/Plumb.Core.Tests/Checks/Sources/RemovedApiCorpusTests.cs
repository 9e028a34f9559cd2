using System.Text.Json;
using System.Text.RegularExpressions;
using Plumb.Checks;
using Plumb.Core.Tests.Corpus;
using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Sources;

/// <summary>The oracle: code that was run in recorded environments and ended because a module lacks an attribute.</summary>
public sealed partial class RemovedApiCorpusTests(SkeletonStore skeletons)
{
    public static TheoryData<string> Environments => [.. CheckedSkeleton.WithVerdicts.Where(id => id != "d-base-gone")];

    [Theory]
    [MemberData(nameof(Environments))]
    public void Attributes_that_were_lacking_when_functions_were_called_are_named_before(string id)
    {
        var tree = skeletons.Shared(id);
        using var truth = tree.ReadTruth();
        var named = CheckedSkeleton
            .Check(tree, selection: new RuleSelection(["PLB26"], []))
            .Findings.Where(f => f.Severity >= Severity.Warning)
            .SelectMany(f => f.Evidence)
            .Select(e => e.Text)
            .ToList();

        Assert.All(
            Lacking(truth!.RootElement),
            name => Assert.Contains(named, text => text.EndsWith(": " + name, StringComparison.Ordinal))
        );
    }

    // The last frame is the module's own __getattr__, or a file of the environment; what the probe itself asked for is no fault of it.
    private static IEnumerable<string> Lacking(JsonElement truth) =>
        from probe in truth.TryGetProperty("code", out var code) ? code.EnumerateArray() : default
        where probe.GetProperty("outcome").GetString() == "exc"
        let value = probe.GetProperty("value")
        let lacks = Lacks().Match(value.GetProperty("message").GetString() ?? "")
        where
            lacks.Success
            && value.GetProperty("type").GetString() == "AttributeError"
            && value.GetProperty("last").GetProperty("module").GetString() != "probe"
        select lacks.Groups["module"] + "." + lacks.Groups["name"];

    [GeneratedRegex("^module '(?<module>[^']+)' has no attribute '(?<name>[^']+)'", RegexOptions.NonBacktracking)]
    private static partial Regex Lacks();
}
