using System.Diagnostics;
using Plumb.Core.Tests.Files;
using Plumb.Core.Tests.Formats;
using Plumb.Environments;
using Plumb.Files;
using Xunit;

namespace Plumb.Core.Tests.Environments;

/// <summary>What is no Python, and files that are not what their names say.</summary>
public sealed class InstallationProbeTroubleTests : IDisposable
{
    private readonly TestWorld _made = ProbedWorld.Create();

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/empty")]
    [InlineData("/script")]
    [InlineData("/text.exe")]
    [InlineData("/pipe")]
    [InlineData("/loop")]
    [InlineData("/dangling")]
    [InlineData("/lonely/bin/python3")]
    [InlineData("/nul\0byte")]
    [InlineData("/")]
    public void What_is_no_Python_is_said_to_be_none(string path)
    {
        _made.Directory_("/empty").File("/script", "#!/bin/sh\n").File("/text.exe", "text").Link("/loop", "loop");
        _made.Link("/dangling", "/gone").File("/lonely/bin/python3", new ElfFixture().Build());
        using var pipe = Process.Start("mkfifo", [_made.Folder + "/pipe"]);
        pipe.WaitForExit();

        var missing = Assert.IsType<InstallationNotFound>(
            InstallationProbe.Probe(_made.World, WorldVariables.None, path)
        );

        Assert.EndsWith(".", missing.Reason, StringComparison.Ordinal);
        Assert.NotEmpty(missing.LookedAt);
    }

    [Fact]
    public void A_program_beside_a_Python_is_not_taken_for_it()
    {
        var python = Assert.IsType<InstallationFound>(
            InstallationProbe.Probe(_made.World, WorldVariables.None, "/usr/local/bin/python3")
        );
        _made.File("/usr/local/bin/ls", new ElfFixture().Build()).Link("/usr/local/bin/interpreter", "python3");

        var other = Assert.IsType<InstallationNotFound>(
            InstallationProbe.Probe(_made.World, WorldVariables.None, "/usr/local/bin/ls")
        );
        var linked = Assert.IsType<InstallationFound>(
            InstallationProbe.Probe(_made.World, WorldVariables.None, "/usr/local/bin/interpreter")
        );

        Assert.Contains("another program", other.Reason, StringComparison.Ordinal);
        Assert.Equal(python.Installation.Prefix, linked.Installation.Prefix);
    }

    [Fact]
    public void A_pipe_in_place_of_the_configuration_is_named_and_never_waited_for()
    {
        File.Delete(_made.Folder + "/app/venv/pyvenv.cfg");
        using var pipe = Process.Start(
            "mkfifo",
            [_made.Folder + "/app/venv/pyvenv.cfg", _made.Folder + "/app/venv/lib/python3.11/site-packages/x.pth"]
        );
        pipe.WaitForExit();

        var found = _made.Found("/app/venv");

        Assert.Equal("/app/venv", found.Prefix);
        Assert.Equal((FileFailure.NotAFile, false), (found.ConfigurationFailure, found.IncludesSystemSite));
    }

    [Fact]
    public void Configurations_that_point_anywhere_are_read_without_trouble()
    {
        foreach (
            var home in (string[])
                [
                    "",
                    "relative/bin",
                    "/",
                    "..",
                    "/a\0b",
                    "\u001B[31m",
                    new string('x', 60_000),
                    "/app/venv/bin",
                    "C:\\Python311",
                ]
        )
        {
            _made
                .File("/odd/pyvenv.cfg", $"home = {home}\nversion = 3.11.7\n")
                .Directory_("/odd/lib/python3.11/site-packages");

            Assert.Equal("/odd", _made.Found("/odd").Prefix);
        }
    }

    public void Dispose() => _made.Dispose();
}
