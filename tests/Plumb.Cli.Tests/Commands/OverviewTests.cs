using Xunit;

namespace Plumb.Cli.Tests.Commands;

public sealed class OverviewTests
{
    [Fact]
    public void Plumb_alone_prints_one_screen_of_jobs()
    {
        using var world = new TestWorld();
        Assert.Equal(0, world.Run());
        Assert.Contains("plumb check", world.Output, StringComparison.Ordinal);
        Assert.Contains("This folder holds no application and no environment.", world.Output, StringComparison.Ordinal);
        Assert.InRange(world.Output.Split('\n').Length, 5, 23);
    }

    [Fact]
    public void It_names_what_lies_in_the_folder()
    {
        using var world = new TestWorld();
        Directory.CreateDirectory(Path.Combine(world.Folder, ".venv"));
        File.WriteAllText(Path.Combine(world.Folder, ".venv", "pyvenv.cfg"), "home = /usr/bin\n");
        File.WriteAllText(Path.Combine(world.Folder, "requirements.txt"), "numpy\n");
        Assert.Equal(0, world.Run());
        Assert.Contains(
            "an application (requirements.txt) and an environment (.venv)",
            world.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("plumb check .venv", world.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_job_it_names_exists()
    {
        using var world = new TestWorld();
        world.Run();
        foreach (var line in world.Output.Split('\n').Where(l => l.StartsWith("  plumb ", StringComparison.Ordinal)))
        {
            var verb = line.Trim().Split(' ')[1];
            using var help = new TestWorld();
            Assert.Equal(0, help.Run(verb, "--help"));
            Assert.StartsWith("Usage: plumb " + verb, help.Output.Split("\n\n")[1], StringComparison.Ordinal);
        }
    }
}
