namespace Plumb.Cli.Commands;

/// <summary><c>plumb stack</c>: what is known of applications and of documents about them.</summary>
internal static class StackCommand
{
    /// <summary>Makes the command with those below it.</summary>
    public static Verb Create(World world, SharedOptions shared)
    {
        var command = new Verb("stack", "Judge what documents say about installing an application.");
        command.Subcommands.Add(StackLintCommand.Create(world, shared));
        return command;
    }
}
