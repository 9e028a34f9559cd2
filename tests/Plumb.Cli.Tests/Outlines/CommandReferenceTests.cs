using Plumb.Cli.Commands;
using Plumb.Cli.Outlines;
using Plumb.Core.Tests.Corpus;
using Xunit;

namespace Plumb.Cli.Tests.Outlines;

public sealed class CommandReferenceTests
{
    internal static CommandOutline Root
    {
        get
        {
            using var world = new TestWorld();
            return CommandOutline.Of(PlumbCommand.Create(world.World, (_, _) => Samples.Clean));
        }
    }

    [Fact]
    public void The_page_in_docs_is_up_to_date()
    {
        var path = Path.Combine(CorpusFile.RepositoryRoot, "docs", "commands.md");
        var page = CommandReference.Of(Root);
        if (Environment.GetEnvironmentVariable("PLUMB_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, page);
        }

        Assert.True(
            File.Exists(path) && File.ReadAllText(path) == page,
            "docs/commands.md is old. Run this test with PLUMB_UPDATE_DOCS=1 and commit the file."
        );
    }

    [Fact]
    public void Every_command_and_option_says_what_it_is_for()
    {
        foreach (var command in Root.All())
        {
            Assert.EndsWith(".", command.Summary, StringComparison.Ordinal);
            Assert.All(command.Options, option => Assert.EndsWith(".", option.Summary, StringComparison.Ordinal));
            Assert.All(command.Arguments, argument => Assert.EndsWith(".", argument.Summary, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Every_example_parses()
    {
        using var world = new TestWorld();
        foreach (var example in Root.All().SelectMany(c => c.Examples))
        {
            var line = example.CommandLine;
            var words = line[(line.IndexOf("plumb ", StringComparison.Ordinal) + 6)..].Split([')', '|', '>'])[0];
            var parsed = PlumbCommand
                .Create(world.World, (_, _) => Samples.Clean)
                .Parse(words.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            Assert.Empty(parsed.Errors);
            Assert.Null(UsageTrouble.UnknownOption(parsed));
        }
    }
}
