using System.CommandLine;

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
        var shared = new SharedOptions();
        shared.AddTo(root);
        root.Subcommands.Add(CheckCommand.Create(world, shared, inspect));
        return root;
    }
}
