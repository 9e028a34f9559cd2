using Plumb.Checks;
using Plumb.Environments;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Checks;

public sealed class EnvironmentCommandsTests
{
    [Theory]
    [InlineData(OperatingSystemFamily.Linux, "sed -i \"2d;5d\" /opt/x/RECORD")]
    [InlineData(OperatingSystemFamily.MacOs, "sed -i '' \"2d;5d\" /opt/x/RECORD")]
    [InlineData(
        OperatingSystemFamily.Windows,
        "[IO.File]::WriteAllLines('/opt/x/RECORD', [string[]]@(Get-Content -Encoding utf8 -LiteralPath /opt/x/RECORD | Where-Object { $_.ReadCount -notin 2,5 }))"
    )]
    public void Lines_are_deleted_as_each_system_can(OperatingSystemFamily system, string command) =>
        Assert.Equal(command, On(system).DeleteLines("/opt/x/RECORD", 2, 5));

    [Fact]
    public void A_comma_in_a_path_makes_no_list_in_PowerShell() =>
        Assert.Equal(
            "Remove-Item -Recurse -Force -LiteralPath 'C:/a,b/c.pth', C:/d",
            On(OperatingSystemFamily.Windows).Delete("C:/a,b/c.pth", "C:/d")
        );

    [Theory]
    [InlineData(false, "/usr/bin/python3.13 -m venv --without-pip /opt/venv")]
    [InlineData(true, "/usr/bin/python3.13t -m venv --without-pip --system-site-packages /opt/venv")]
    public void Activation_is_written_by_the_interpreter_that_made_it(bool isOther, string command)
    {
        var installation = Installation(OperatingSystemFamily.Linux) with
        {
            IsFreeThreaded = isOther,
            IncludesSystemSite = isOther,
        };

        Assert.Equal(command, new EnvironmentCommands(installation).RewriteActivation("3.13"));
    }

    [Fact]
    public void A_home_that_is_no_absolute_path_is_not_run()
    {
        var installation = Installation(OperatingSystemFamily.Linux);
        installation = installation with { VenvConfiguration = installation.VenvConfiguration.SetItem("home", "-x") };

        Assert.Equal(
            "python3.13 -m venv --without-pip /opt/venv",
            new EnvironmentCommands(installation).RewriteActivation("3.13")
        );
    }

    [Fact]
    public void What_is_known_to_be_a_file_is_not_deleted_like_a_folder()
    {
        Assert.Equal("rm /a '/b c'", On(OperatingSystemFamily.Linux).DeleteFiles("/a", "/b c").Replace('"', '\''));
        Assert.Equal("rm -r /a", On(OperatingSystemFamily.Linux).Delete("/a"));
        Assert.StartsWith(
            "Remove-Item ",
            On(OperatingSystemFamily.Windows).DeleteFiles("/a"),
            StringComparison.Ordinal
        );
    }

    private static EnvironmentCommands On(OperatingSystemFamily system) => new(Installation(system));

    private static PythonInstallation Installation(OperatingSystemFamily system)
    {
        var installation = new PythonInstallation
        {
            Prefix = "/opt/venv",
            Kind = EnvironmentKind.Venv,
            Platform = new TargetPlatform(system, "x86_64"),
        };
        return installation with { VenvConfiguration = installation.VenvConfiguration.SetItem("home", "/usr/bin") };
    }
}
