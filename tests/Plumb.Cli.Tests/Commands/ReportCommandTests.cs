using System.Text.Json;
using Plumb.Cli.Rendering;
using Plumb.Cli.Tests.Rendering;
using Xunit;

namespace Plumb.Cli.Tests.Commands;

public sealed class ReportCommandTests
{
    private static CheckReport Private =>
        Samples.Broken with
        {
            Environment = Samples.Venv with
            {
                Prefix = "/home/ada/app/venv",
                SitePackages = ["/home/ada/app/venv/lib/python3.10/site-packages"],
                Executable = "/home/ada/app/venv/bin/python",
            },
            Remarks = ["Taken from https://ada:secret@host/x and /home/ada/app."],
        };

    [Fact]
    public void The_kernel_is_named_by_its_own_release()
    {
        using var world = new TestWorld();
        Assert.Equal(0, world.Run("report", "--format", "json"));
        using var json = JsonDocument.Parse(world.Output);
        var machine = json.RootElement.GetProperty("data").GetProperty("machine");

        Assert.True(
            !OperatingSystem.IsLinux()
                || machine.GetProperty("kernel").GetString()
                    == "Linux " + File.ReadAllText("/proc/sys/kernel/osrelease").Trim()
        );
    }

    [Theory]
    [InlineData("markdown")]
    [InlineData("text")]
    [InlineData("json")]
    public void It_names_versions_machine_findings_and_distributions_but_no_person(string format)
    {
        using var world = new TestWorld(Private).With(
            ("HOME", "/home/ada"),
            ("USER", "ada"),
            ("PYTHONPATH", "/home/ada/lib"),
            ("OTHER_TOKEN", "visible?")
        );
        Assert.Equal(0, world.Run("report", "--format", format));
        Assert.DoesNotContain("/home/ada", world.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", world.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("visible?", world.Output, StringComparison.Ordinal);
        foreach (var word in new[] { "1.2.3", "3.10.13", "PLB2101", "package-042", "PYTHONPATH", "~/lib" })
        {
            Assert.Contains(word, world.Output.Replace("\\~", "~", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Its_json_is_valid_against_the_schema()
    {
        using var world = new TestWorld(Private);
        Assert.Equal(0, world.Run("report", "--json"));
        JsonSchemaFile.AssertValid(JsonSchemaFile.Plumb, world.Output);
        using var json = JsonDocument.Parse(world.Output);
        var system = json.RootElement.GetProperty("data").GetProperty("machine").GetProperty("system").GetString();
        Assert.False(string.IsNullOrEmpty(system));
    }

    [Theory]
    [InlineData("markdown")]
    [InlineData("text")]
    [InlineData("json")]
    public void Without_an_environment_there_is_still_a_report_that_says_so_and_exits_with_3(string format)
    {
        using var world = new TestWorld(Rendered.Unfinished);
        Assert.Equal(3, world.Run("report", "--format", format));
        Assert.Contains("No environment is here", world.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing wrong", world.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\"ok\": true", world.Output, StringComparison.Ordinal);
    }
}
