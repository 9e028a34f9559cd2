using Xunit;

namespace Plumb.Cli.Tests.Outlines;

public sealed class ManPageTests
{
    [Fact]
    public void Every_command_option_and_exit_code_stands_in_it()
    {
        using var world = new TestWorld();
        Assert.Equal(0, world.Run("man"));
        var page = world.Output.Replace("\\-", "-", StringComparison.Ordinal);
        foreach (var command in CommandReferenceTests.Root.All())
        {
            Assert.Contains(command.Path, page, StringComparison.Ordinal);
            Assert.All(
                command.Options.SelectMany(o => o.Names),
                name => Assert.Contains($"\\fB{name}\\fR", page, StringComparison.Ordinal)
            );
        }

        Assert.Contains(".B 130", page, StringComparison.Ordinal);
    }

    [Fact]
    public void No_line_of_text_is_taken_for_a_request()
    {
        using var world = new TestWorld();
        world.Run("man");
        string[] requests = [".TH", ".SH", ".SS", ".TP", ".PP", ".B", ".I"];
        Assert.All(
            world.Output.Split('\n').Where(line => line.StartsWith('.')),
            line => Assert.Contains(line.Split(' ')[0], requests, StringComparer.Ordinal)
        );
        Assert.DoesNotContain(world.Output.Split('\n'), line => line.StartsWith('\''));
    }
}
