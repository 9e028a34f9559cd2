using System.CommandLine;
using Plumb.Cli.Outlines;

namespace Plumb.Cli.Commands;

/// <summary><c>plumb man</c>: the man page.</summary>
internal static class ManCommand
{
    /// <summary>Makes the command.</summary>
    public static Verb Create(World world, RootCommand root)
    {
        var command = new Verb("man", "Print the man page.")
        {
            Examples =
            [
                new("plumb man | man -l -", "read it"),
                new("plumb man > ~/.local/share/man/man1/plumb.1", "keep it"),
            ],
        };
        command.SetAction(_ =>
        {
            PlainAnswer.Write(world, ManPage.Of(CommandOutline.Of(root), world.Version));
            return ExitCode.Clean;
        });
        return command;
    }
}
