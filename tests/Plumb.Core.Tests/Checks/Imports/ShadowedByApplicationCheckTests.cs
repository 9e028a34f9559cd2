using Plumb.Environments;
using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Imports;

public sealed class ShadowedByApplicationCheckTests
{
    private const string App = "/opt/app";

    [Theory]
    [InlineData(
        "torch.py",
        "torch.py in the application's folder hides torch 2.1.2 from every script that is started there."
    )]
    [InlineData(
        "torch/__init__.py",
        "torch/ in the application's folder hides torch 2.1.2 from every script that is started there."
    )]
    [InlineData(
        "torch.cpython-311-x86_64-linux-gnu.so",
        "torch.cpython-311-x86_64-linux-gnu.so in the application's folder hides torch 2.1.2 from every script that is started there."
    )]
    [InlineData(
        "random.py",
        "random.py in the application's folder hides the standard module random from every script that is started there."
    )]
    [InlineData(
        "typing/__init__.py",
        "typing/ in the application's folder hides the standard module typing from every script that is started there."
    )]
    public void A_file_or_package_with_the_name_of_a_module_hides_it(string file, string title)
    {
        using var world = Torch().File($"{App}/{file}");

        var finding = Assert.Single(world.Check("PLB1501", App));

        Assert.Equal((title, Severity.Warning), (finding.Title, finding.Severity));
        Assert.True(Assert.Single(finding.Fixes).Verified);
    }

    [Theory]
    [InlineData("torch/weights.bin", "a folder without __init__.py is only a namespace portion")]
    [InlineData("main.py", "nobody else has the name")]
    [InlineData("os.py", "os is loaded before a script begins")]
    [InlineData("time.py", "time is built in")]
    [InlineData("imp.txt", "no module")]
    [InlineData("tomllib-old.py", "no identifier")]
    [InlineData("distutils.py", "gone from the standard library since 3.12", "3.12.1")]
    [InlineData("tomllib.py", "not yet in the standard library", "3.10.13")]
    [InlineData("tests/__init__.py", "every project has it, and a library's own is a mistake")]
    public void What_hides_nothing_is_passed_in_silence(string file, string why, string python = "3.11.7")
    {
        using var world = Torch(python).Install("badly-packed", "1", ["tests/__init__.py"]).File($"{App}/{file}");

        var findings = world.Check("PLB1501", App);

        Assert.True(findings.IsEmpty, why);
    }

    [Theory]
    [InlineData("file:///opt/app", "{\"url\":\"file:///opt/app\",\"dir_info\":{\"editable\":true}}")]
    [InlineData("installed from here, not in place", "{\"url\":\"file:///opt/app\",\"dir_info\":{}}")]
    [InlineData("a project below", "{\"url\":\"file:///opt/app/mytool\",\"dir_info\":{}}")]
    public void The_applications_own_package_is_no_shadow_of_itself(string why, string directUrl)
    {
        using var world = new SmallEnvironment();
        world.Install("mytool", "1.0", ["mytool/__init__.py"], directUrl: directUrl).File(App + "/mytool/__init__.py");

        Assert.True(world.Check("PLB1501", App).IsEmpty, why);
    }

    [Theory]
    [InlineData("pyproject.toml", "[project]\nname = \"Torch\"\nversion = \"1\"\n")]
    [InlineData("setup.cfg", "[metadata]\nname = torch\n")]
    public void A_checkout_of_the_library_itself_is_the_library(string file, string text)
    {
        using var world = Torch().File(App + "/torch/__init__.py").File($"{App}/{file}", text);

        Assert.Empty(world.Check("PLB1501", App));
    }

    [Fact]
    public void Without_an_application_nothing_is_hidden()
    {
        using var world = Torch().File(App + "/torch.py");

        Assert.Empty(world.Check("PLB1501"));
    }

    [Fact]
    public void A_site_folder_that_is_looked_at_as_an_application_does_not_hide_itself()
    {
        using var world = Torch();

        Assert.Empty(world.Check("PLB1501", world.Site));
    }

    [Fact]
    public void The_command_renames_the_file_and_quotes_its_path()
    {
        using var world = Torch().File("/opt/my app/torch.py").With(i => i with { Kind = EnvironmentKind.Uv });

        var fix = Assert.Single(Assert.Single(world.Check("PLB1501", "/opt/my app")).Fixes);

        Assert.Equal("mv \"/opt/my app/torch.py\" \"/opt/my app/app_torch.py\"", Assert.Single(fix.Commands));
    }

    private static SmallEnvironment Torch(string python = "3.11.7") =>
        new SmallEnvironment(python: python).Install("torch", "2.1.2", ["torch/__init__.py", "torch/nn/__init__.py"]);
}
