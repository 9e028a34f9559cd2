using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Plumb.Cli.Outlines;

namespace Plumb.Cli.Commands;

/// <summary>The root of all commands.</summary>
internal static class PlumbCommand
{
    /// <summary>Makes the command tree.</summary>
    public static RootCommand Create(World world, Inspector inspect)
    {
        var root = new RootCommand(
            "Says what is wrong with a Python machine-learning environment, without running Python."
        );
        root.Directives.Clear();
        foreach (var option in root.Options)
        {
            Describe(option, root, world);
        }

        var shared = new SharedOptions();
        shared.AddTo(root);
        root.Subcommands.Add(CheckCommand.Create(world, shared, inspect));
        root.Subcommands.Add(GpuCommand.Create(world, shared));
        root.Subcommands.Add(DiagnoseCommand.Create(world, shared));
        root.Subcommands.Add(LockCommand.Create(world, shared));
        root.Subcommands.Add(StackCommand.Create(world, shared));
        root.Subcommands.Add(ExplainCommand.Create(world, shared));
        root.Subcommands.Add(KnowledgeCommand.Create(world, shared));
        root.Subcommands.Add(ReportCommand.Create(world, shared, inspect));
        root.Subcommands.Add(CompletionCommand.Create(world, root));
        root.Subcommands.Add(ManCommand.Create(world, root));
        root.SetAction(_ => Overview.Write(world));
        return root;
    }

    private static void Describe(Option option, RootCommand root, World world)
    {
        if (option is HelpOption)
        {
            option.Description = "Show what a command does and takes.";
            option.Aliases.Remove("-?");
            option.Aliases.Remove("/?");
            option.Aliases.Remove("/h");
            option.Action = new HelpPageAction(root, world);
        }
        else if (option is VersionOption)
        {
            option.Description = "Show the version.";
            option.Action = new VersionAction(world);
        }
    }

    private sealed class HelpPageAction(RootCommand root, World world) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            using var text = new StringWriter();
            var whole = CommandOutline.Of(root);
            var command = parseResult.CommandResult.Command;
            var outline = whole.All().FirstOrDefault(o => o.Path == UsageTrouble.CommandPath(command)) ?? whole;
            HelpPage.Write(outline, whole, Math.Clamp(world.Terminal.Width, 60, 100), text);
            PlainAnswer.Write(world, text.ToString());
            return ExitCode.Clean;
        }
    }

    private sealed class VersionAction(World world) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            PlainAnswer.Write(world, $"plumb {world.Version}\n");
            return ExitCode.Clean;
        }
    }
}
