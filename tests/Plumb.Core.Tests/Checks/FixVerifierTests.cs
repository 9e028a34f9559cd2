using System.Collections.Immutable;
using Plumb.Checks;
using Plumb.Environments;
using Plumb.Findings;
using Plumb.Repairs;
using Xunit;

namespace Plumb.Core.Tests.Checks;

public sealed class FixVerifierTests
{
    private static readonly RuleSelection _selection = new(["PLB1001", "PLB1703"], []);

    [Fact]
    public void A_fix_that_makes_another_finding_worse_is_not_verified()
    {
        using var world = new SmallEnvironment();
        world
            .File(SmallEnvironment.Prefix + "/bin/tool", "#!/usr/local/bin/python3.11\n")
            .Install("tool", "1", ["../../../bin/tool"], metadata: "Requires-Dist: absent");
        var context = new CheckContext(world.Observe());
        var judgements = CheckRunner.Run(context, _selection, TestContext.Current.CancellationToken);

        Assert.Equal([Severity.Error, Severity.Warning], judgements.Select(j => j.Finding.Severity));
        Assert.True(Tried(context, judgements, s => s).Verified);
        Assert.False(Tried(context, judgements, WithDeadScripts).Verified);
    }

    /// <summary>A fix of the missing requirement that does something else besides.</summary>
    private static Fix Tried(
        CheckContext context,
        ImmutableArray<Judgement> judgements,
        Func<EnvironmentSnapshot, EnvironmentSnapshot> besides
    )
    {
        var edit = Assert.Single(judgements[0].Fixes).Edit!;
        var fix = new ProposedFix("a fix", ["true"], 1, s => besides(edit(s)));
        var findings = FixVerifier.Attach(
            context,
            judgements.SetItem(0, new Judgement(judgements[0].Finding, [fix])),
            _selection,
            TestContext.Current.CancellationToken
        );
        return Assert.Single(findings[0].Fixes);
    }

    private static EnvironmentSnapshot WithDeadScripts(EnvironmentSnapshot snapshot) =>
        snapshot with
        {
            Scripts = [.. snapshot.Scripts.Select(s => s with { InterpreterExists = false })],
        };
}
