using System.Collections.Immutable;
using System.Text.Json;
using Plumb.Checks;
using Plumb.Checkups;
using Plumb.Core.Tests.Corpus;
using Plumb.Environments;
using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks;

/// <summary>
/// Tags, imports, paths and the environment itself (PLB14 to PLB17) on recorded environments, found and observed as the program does it.
/// What is right was recorded from pip, uv and CPython.
/// </summary>
public sealed class EnvironmentTruthCorpusTests(SkeletonStore skeletons)
{
    private static readonly RuleSelection _selection = new(
        ["PLB1003", "PLB1004", "PLB14", "PLB15", "PLB16", "PLB17"],
        []
    );

    /// <summary>What the recipe of a damaged environment did, as the rules that must say so; all others of its kind stay silent.</summary>
    private static readonly ImmutableDictionary<string, string[]> _expected = new Dictionary<string, string[]>(
        StringComparer.Ordinal
    )
    {
        ["d-base-gone"] = ["PLB1701 Error", "PLB1703 Error"],
        ["d-editable"] = ["PLB1601 Error"],
        ["d-shadow-cwd"] = ["PLB1503 Error", "PLB1503 Error"],
        ["d-usersite"] = ["PLB1704 Warning"],
        ["d-wrong-python"] = ["PLB1401 Error", "PLB1401 Error", "PLB1402 Error", "PLB1402 Error"],
        ["s3-xformers"] = ["PLB1401 Warning"],
        ["s1-opencv-broken-a"] = ["PLB1503 Error"],
    }.ToImmutableDictionary(StringComparer.Ordinal);

    public static TheoryData<string> Faulty =>
        [.. SkeletonLibrary.Environments.Where(id => SkeletonLibrary.Kinds[id] is "damage" or "broken")];

    [Theory]
    [MemberData(nameof(Faulty))]
    public void A_faulty_environment_gives_exactly_the_warnings_of_its_fault(string id)
    {
        var findings = Check(skeletons.Shared(id));

        var loud = findings.Where(f => f.Severity > Severity.Info).Select(f => $"{f.Rule.Code} {f.Severity}");
        Assert.Equal(_expected.GetValueOrDefault(id) ?? [], loud.Order(StringComparer.Ordinal));
        var refused = findings.Where(f => f.Rule.Code == "PLB1401").Select(f => f.Subject.Name);
        Assert.Equal(RefusedByPip(id), refused.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void PYTHONPATH_is_named_as_the_place_that_packages_come_from()
    {
        var tree = skeletons.Shared("d-target");
        var found = Assert.IsType<InstallationFound>(InstallationProbe.Probe(tree.World, tree.Variables, tree.Prefix));

        var finding = Assert.Single(
            EnvironmentCheckup
                .Run(
                    tree.World,
                    tree.Variables,
                    found.Installation,
                    application: null,
                    declared: null,
                    new RuleSelection(["PLB1705"], []),
                    verify: false,
                    stack: null,
                    today: null,
                    TestContext.Current.CancellationToken
                )
                .Findings
        );

        Assert.Equal("PYTHONPATH holds /srv/app/vendor", Assert.Single(finding.Evidence).Text);
        Assert.Contains("requests 2.32.5", finding.Title, StringComparison.Ordinal);
    }

    [Fact]
    public void What_comes_from_the_user_site_is_named_and_what_it_does_not_change_too()
    {
        var finding = Assert.Single(Check(skeletons.Shared("d-usersite")), f => f.Rule.Code == "PLB1704");

        Assert.Equal(
            "attrs 25.3.0 and PyYAML 6.0.2 are imported from the user site, not from this environment.",
            finding.Title
        );
        Assert.Contains("numpy 2.2.6", finding.Message, StringComparison.Ordinal);
        Assert.True(finding.Fixes[0].Verified);
    }

    [Theory]
    [InlineData("base-cpython-3.9")]
    [InlineData("base-cpython-3.11")]
    public void An_interpreter_by_itself_is_healthy(string id)
    {
        var tree = skeletons.Shared(id);
        var found = Assert.IsType<InstallationFound>(InstallationProbe.Probe(tree.World, tree.Variables, "/usr/local"));

        var findings = EnvironmentCheckup
            .Run(
                tree.World,
                tree.Variables,
                found.Installation,
                application: null,
                declared: null,
                _selection,
                verify: false,
                stack: null,
                today: null,
                TestContext.Current.CancellationToken
            )
            .Findings;

        Assert.Empty(findings.Where(f => f.Severity > Severity.Info).Select(f => f.Title));
    }

    private static IEnumerable<string?> RefusedByPip(string id)
    {
        using var truth = SkeletonLibrary.TruthOf(id);
        if (
            truth is null
            || !truth.RootElement.TryGetProperty("pip_check", out var pip)
            || pip.ValueKind != JsonValueKind.Object
        )
        {
            // pip could not run where there is no interpreter.
            return [];
        }

        return
        [
            .. pip.GetProperty("findings")
                .EnumerateArray()
                .Where(f => f.GetProperty("kind").GetString() == "platform")
                .Select(f => f.GetProperty("dist").GetString())
                .Order(StringComparer.Ordinal),
        ];
    }

    private static ImmutableArray<Finding> Check(SkeletonTree tree) =>
        CheckedSkeleton.Check(tree, selection: _selection).Findings;
}
