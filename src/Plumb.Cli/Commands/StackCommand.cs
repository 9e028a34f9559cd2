namespace Plumb.Cli.Commands;

/// <summary><c>plumb stack</c>: what applications need, and what documents about them claim.</summary>
internal static class StackCommand
{
    /// <summary>Makes the command with those below it.</summary>
    public static Verb Create(World world, SharedOptions shared)
    {
        var command = new Verb(
            "stack",
            "Show what applications need, and judge what documents say about installing them."
        );
        command.Subcommands.Add(StackInitCommand.Create(world, shared));
        command.Subcommands.Add(StackListCommand.Create(world, shared));
        command.Subcommands.Add(StackShowCommand.Create(world, shared));
        command.Subcommands.Add(StackLintCommand.Create(world, shared));
        return command;
    }
}
