using Plumb.Checks;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Environment;

public sealed class EnvironmentNotesTests
{
    [Fact]
    public void A_Python_that_the_system_manages_is_worth_knowing()
    {
        using var world = new SmallEnvironment(EnvironmentKind.System);
        world.With(i => i with { ExternallyManaged = "/usr/lib/python3.11/EXTERNALLY-MANAGED" });

        var finding = Assert.Single(world.Check("PLB1706"));

        Assert.Equal(Severity.Info, finding.Severity);
        Assert.Equal("The packages of this Python 3.11.7 belong to the operating system.", finding.Title);
    }

    [Theory]
    [InlineData("2025-10-31", "3.9.18", false)]
    [InlineData("2025-11-01", "3.9.18", true)]
    [InlineData("2026-11-24", "3.11.7", false)]
    [InlineData("2026-11-24", "2.7.18", true)]
    [InlineData("2026-11-24", "3.99.0", false)]
    public void The_end_of_a_Python_is_judged_by_the_day_of_the_observation(string day, string python, bool ended)
    {
        using var world = new SmallEnvironment(python: python);

        var findings = world.Check(
            "PLB1709",
            date: DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)
        );

        Assert.Equal(ended, !findings.IsEmpty);
        Assert.Empty(world.Check("PLB1709"));
    }

    [Fact]
    public void Several_installers_are_counted_without_what_every_environment_is_born_with()
    {
        using var world = new SmallEnvironment();
        world
            .Install("pip", "26.3", ["pip/__init__.py"])
            .Install("a", "1", ["a.py"], installer: "uv")
            .Install("b", "1", ["b.py"], installer: "uv");

        Assert.Empty(world.Check("PLB1707"));
        world.Install("c", "1", ["c.py"]);
        var finding = Assert.Single(world.Check("PLB1707"));
        Assert.Equal("Several installers were at work in this environment: uv (2), pip (1).", finding.Title);
        Assert.Equal(Severity.Info, finding.Severity);
    }

    [Fact]
    public void Pip_over_what_conda_has_on_record_is_a_warning()
    {
        using var world = new SmallEnvironment(EnvironmentKind.Conda);
        world
            .File(SmallEnvironment.Prefix + "/conda-meta/numpy-1.26.4-py311h64a7726_0.json", "{}")
            .File(SmallEnvironment.Prefix + "/conda-meta/scikit-learn-1.4.0-py311_0.json", "{}")
            .File(SmallEnvironment.Prefix + "/conda-meta/history", "")
            .Install("numpy", "2.2.6", ["numpy/__init__.py"])
            .Install("scikit-learn", "1.4.0", ["sklearn/__init__.py"], installer: "conda");

        var finding = Assert.Single(world.Check("PLB1707"), f => f.Severity == Severity.Warning);

        Assert.Equal("pip installed numpy 2.2.6 over numpy 1.26.4, which conda still has on record.", finding.Title);
        Assert.True(Assert.Single(finding.Fixes).Verified);
        Assert.Equal(2, finding.Fixes[0].Commands.Length);
    }

    [Fact]
    public void Folders_that_could_not_be_read_are_one_finding()
    {
        using var world = new SmallEnvironment();
        var snapshot = world.Observe();
        var unread = new DirectoryListing("/opt/app/venv/lib/secret", FileFailure.PermissionDenied, []);
        var tree = snapshot.Tree with { Unread = [unread, unread with { Path = "/opt/app/venv/lib/z" }] };

        var findings = CheckRunner.Run(
            new CheckContext(snapshot with { Tree = tree }),
            new RuleSelection(["PLB1708"], []),
            TestContext.Current.CancellationToken
        );

        var finding = Assert.Single(findings).Finding;
        Assert.Equal("/opt/app/venv/lib/secret and 1 more folder cannot be read: permission denied.", finding.Title);
        Assert.Equal(2, finding.Evidence.Length);
    }

    [Fact]
    public void A_tree_that_was_too_large_says_that_some_of_it_was_left_out()
    {
        using var world = new SmallEnvironment();
        var snapshot = world.Observe();

        var findings = CheckRunner.Run(
            new CheckContext(snapshot with { Tree = snapshot.Tree with { IsComplete = false } }),
            new RuleSelection(["PLB1708"], []),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(Severity.Warning, Assert.Single(findings).Finding.Severity);
    }

    [Fact]
    public void A_version_or_capitals_in_INSTALLER_make_no_other_installer()
    {
        using var world = new SmallEnvironment();
        world
            .Install("a", "1", [], installer: "Poetry 1.8.3")
            .Install("b", "1", [], installer: "poetry 2.0.0")
            .Install("c", "1", [], installer: "Poetry");

        Assert.Empty(world.Check("PLB1707"));
    }

    [Theory]
    [InlineData("Poetry 1.8.3", true)]
    [InlineData("pdm", true)]
    [InlineData("pip", true)]
    [InlineData("rpm", false)]
    [InlineData("conda", false)]
    public void A_RECORD_is_missed_only_of_tools_that_write_one(string installer, bool missed)
    {
        using var world = new SmallEnvironment();
        world.Install("tool", "1", ["tool.py"], installer: installer).Delete(world.Site + "/tool-1.dist-info/RECORD");

        Assert.Equal(missed, !world.Check("PLB1104").IsEmpty);
    }
}
