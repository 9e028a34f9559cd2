using Plumb.Environments;
using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Environment;

public sealed class OtherPackagesCheckTests
{
    private const string Libraries = SmallEnvironment.Prefix + "/lib/";

    [Theory]
    [InlineData(EnvironmentKind.Venv, "python3.12 -m venv /opt/app/venv")]
    [InlineData(EnvironmentKind.Uv, "uv venv --allow-existing --python 3.12 /opt/app/venv")]
    public void Packages_of_the_Python_from_before_are_an_error_with_the_way_back(EnvironmentKind kind, string command)
    {
        using var world = new SmallEnvironment(kind, "3.13.1").WithoutPip();
        Fill(world, "python3.12/site-packages");

        var finding = Assert.Single(world.Check("PLB1710"));

        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal(
            "2 distributions lie in lib/python3.12/site-packages, where this Python 3.13.1 does not look.",
            finding.Title
        );
        Assert.Contains("they were installed for 3.12", finding.Message, StringComparison.Ordinal);
        Assert.Equal(command, finding.Fixes[0].Commands[^1]);
    }

    [Fact]
    public void Beside_packages_of_its_own_the_old_ones_are_a_warning()
    {
        using var world = new SmallEnvironment(python: "3.13.1");
        Fill(world, "python3.12/site-packages").Install("tool", "1", ["tool.py"]);

        Assert.Equal(Severity.Warning, Assert.Single(world.Check("PLB1710")).Severity);
    }

    [Theory]
    [InlineData("site-packages.old")]
    [InlineData("backup")]
    public void A_folder_that_was_given_another_name_gets_its_own_again(string name)
    {
        using var world = new SmallEnvironment().WithoutPip();
        Fill(world, "python3.11/" + name).Delete(world.Site);

        var finding = Assert.Single(world.Check("PLB1710"));

        Assert.Equal([$"mv {Libraries}python3.11/{name} {world.Site}"], Assert.Single(finding.Fixes).Commands);
        Assert.Contains(", which is not there.", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_environment_with_the_commands_of_packages_is_not_healthy()
    {
        using var world = new SmallEnvironment()
            .WithoutPip()
            .File(SmallEnvironment.Prefix + "/bin/black", "#!/opt/app/venv/bin/python\n");
        world.Delete(world.Site);

        Assert.Equal(
            "Nothing lies in lib/python3.11/site-packages, but bin/ has the commands of packages: black.",
            Assert.Single(world.Check("PLB1710")).Title
        );
    }

    [Theory]
    [InlineData(EnvironmentKind.Interpreter)]
    [InlineData(EnvironmentKind.System)]
    public void Interpreters_that_share_a_prefix_are_no_trouble(EnvironmentKind kind)
    {
        using var world = new SmallEnvironment(kind);
        Fill(world, "python3.12/site-packages");

        Assert.Empty(world.Check("PLB1710"));
    }

    [Fact]
    public void Environments_without_packages_and_links_of_lib64_are_no_trouble()
    {
        using var world = new SmallEnvironment().WithoutPip().Link(SmallEnvironment.Prefix + "/lib64", "lib");
        Assert.Empty(world.Check("PLB1710"));
        world
            .Install("tool", "1", ["tool.py"])
            .File(SmallEnvironment.Prefix + "/bin/own", "#!/opt/app/venv/bin/python\n");

        Assert.Empty(world.Check("PLB1710"));
    }

    private static SmallEnvironment Fill(SmallEnvironment world, string folder) =>
        world
            .Install("numpy", "2.2.6", ["numpy/__init__.py"], site: Libraries + folder)
            .Install("click", "8.2", ["click/__init__.py"], site: Libraries + folder);
}
