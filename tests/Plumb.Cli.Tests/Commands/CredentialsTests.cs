using Plumb.Cli.Rendering;
using Xunit;

namespace Plumb.Cli.Tests.Commands;

public sealed class CredentialsTests
{
    private const string Password = "s3kr1t-of-corp";

    public static TheoryData<string> Formats { get; } =
    [.. Cli.Commands.AnswerOptions.Formats.Select(f => f.Word), "report"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void What_installed_files_quote_is_told_without_credentials(string format)
    {
        using var world = new TestWorld(new CheckReport());
        Write(world);
        string[] how = format == "report" ? ["report", "venv"] : ["check", "venv", "--format", format, "--verbose"];
        world.Inspect(how);
        Assert.DoesNotContain(Password, world.Output + world.Error, StringComparison.Ordinal);
        Assert.Contains("PLB1004", world.Output, StringComparison.Ordinal);
        Assert.Contains("PLB1001", world.Output, StringComparison.Ordinal);
        Assert.Contains("corp.pth", world.Output, StringComparison.Ordinal);
    }

    private static void Write(TestWorld world)
    {
        var site = Path.Combine(world.Folder, "venv", "lib", "python3.11", "site-packages");
        var distribution = Path.Combine(site, "app-1.0.dist-info");
        Directory.CreateDirectory(distribution);
        File.WriteAllText(Path.Combine(world.Folder, "venv", "pyvenv.cfg"), "home = /usr/bin\nversion = 3.11.7\n");
        var url = $"git+https://u:{Password}@git.corp/x";
        var far = new string('y', 190);
        File.WriteAllText(
            Path.Combine(distribution, "METADATA"),
            $"""
            Metadata-Version: 2.1
            Name: app
            Version: 1.0
            Requires-Dist: absent @ {url}
            Requires-Dist: broken {url}
            Requires-Dist: {far} {url}
            Requires-Python: {url}

            """
        );
        File.WriteAllText(Path.Combine(distribution, "RECORD"), "app-1.0.dist-info/METADATA,,\n");
        File.WriteAllText(
            Path.Combine(site, "corp.pth"),
            $"import os; os.environ['INDEX'] = '{url}'\n{url.Replace("git+", "", StringComparison.Ordinal)}\n"
        );
    }
}
