using Plumb.Checks;
using Plumb.Checkups;
using Plumb.Core.Tests.Corpus;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks;

public sealed class CheckRunnerTests
{
    private static CheckResult Check(RuleSelection selection)
    {
        var world = new FileWorld(Path.Combine(CorpusFile.RepositoryRoot, "examples", "broken"));
        var found = Assert.IsType<InstallationFound>(
            InstallationProbe.Probe(world, WorldVariables.None, "/srv/app/.venv")
        );
        return EnvironmentCheckup.Run(
            world,
            WorldVariables.None,
            found.Installation,
            "/srv/app",
            declared: null,
            selection,
            verify: false,
            stack: null,
            today: null,
            CancellationToken.None
        );
    }

    [Fact]
    public void Findings_come_in_the_one_order()
    {
        var findings = Check(RuleSelection.All).Findings;
        Assert.Equal(FindingOrder.Sort(findings), findings);
        Assert.Contains(findings, f => f.IsConsequence);
    }

    [Fact]
    public void A_consequence_whose_head_was_not_selected_stands_on_its_own()
    {
        var all = Check(RuleSelection.All).Findings;
        foreach (var code in all.Where(f => f.IsConsequence).Select(f => f.Rule.Code).Distinct())
        {
            var selected = Check(new RuleSelection([code], [])).Findings;
            Assert.Equal(all.Count(f => f.Rule.Code == code), selected.Length);
            Assert.All(
                selected.Where(f => f.IsConsequence),
                f => Assert.Contains(selected, h => h.Cause == f.Cause && !h.IsConsequence)
            );
        }
    }
}
