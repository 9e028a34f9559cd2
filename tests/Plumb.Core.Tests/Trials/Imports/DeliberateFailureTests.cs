using Plumb.Checks;
using Plumb.Core.Tests.Trials.Devices;
using Plumb.Trials.Imports;
using Xunit;

namespace Plumb.Core.Tests.Trials.Imports;

public sealed class DeliberateFailureTests(TriedEnvironment environment) : IClassFixture<TriedEnvironment>
{
    [Theory]
    [InlineData(
        "Requires-Dist: drawing; extra == 'plots'\n",
        "drawing belongs to the extra plots of parent, which was not asked for."
    )]
    [InlineData(
        "Requires-Dist: drawing; 'plots' == extra\n",
        "drawing belongs to the extra plots of parent, which was not asked for."
    )]
    [InlineData("Requires-Dist: drawing; os_name == 'posix' or extra == 'plots'\n", null)]
    [InlineData("Requires-Dist: drawing; platform_version != 'extra \"plots\"'\n", null)]
    [InlineData("Requires-Dist: drawing; extra == 'plots'\nRequires-Dist: parent[plots]\n", null)]
    public void An_extra_excuses_only_where_nobody_asked_for_it(string metadata, string? reason)
    {
        using var package = new StandInPackage(environment.Site, "parent", "1.0", "parent", "", metadata);

        Assert.Equal(reason, Reason("parent", "ModuleNotFoundError", "No module named 'drawing'"));
    }

    [Theory]
    [InlineData("parent", null)]
    [InlineData("parent.plots", "It says itself what is to be installed for it.")]
    public void Advice_excuses_a_part_and_not_the_whole(string module, string? reason)
    {
        using var package = new StandInPackage(environment.Site, "parent", "1.0", "parent", "");

        Assert.Equal(reason, Reason(module, "ImportError", "Plots want drawing: pip install drawing"));
    }

    private string? Reason(string module, string type, string message)
    {
        var context = new CheckContext(environment.Observe());
        var root = new RaisedException(type, message, ExceptionLink.Raised, []);
        var target = Assert.Single(ImportTargets.Named(context.Snapshot, [module]));
        var outcome = new ImportOutcome(module, ImportOutcomeKind.Exception, 1) { Chain = [root] };
        return DeliberateFailure.Of(context, target, outcome, root);
    }
}
