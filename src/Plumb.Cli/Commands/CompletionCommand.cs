using System.CommandLine;
using Plumb.Cli.Outlines;

namespace Plumb.Cli.Commands;

/// <summary><c>plumb completion</c>: a script that teaches a shell what may follow.</summary>
internal static class CompletionCommand
{
    /// <summary>Makes the command.</summary>
    public static Verb Create(World world, RootCommand root)
    {
        var shell = Choice.Argument(
            "SHELL",
            "The shell that is to complete.",
            ("bash", BashCompletion.Of),
            ("zsh", ZshCompletion.Of),
            ("fish", FishCompletion.Of),
            ("powershell", (Func<CommandOutline, IReadOnlyList<string>, string>)PowerShellCompletion.Of)
        );
        var command = new Verb("completion", "Print a script that completes plumb's commands and options in a shell.")
        {
            Examples =
            [
                new("source <(plumb completion bash)", "bash: now; put the line into ~/.bashrc for always"),
                new("plumb completion zsh > ~/.zfunc/_plumb", "zsh: a folder of fpath"),
                new("plumb completion fish > ~/.config/fish/completions/plumb.fish", "fish"),
                new("plumb completion powershell | Out-String | Invoke-Expression", "PowerShell: a line of $PROFILE"),
            ],
        };
        command.Arguments.Add(shell);
        command.SetAction(parsed =>
        {
            var script = parsed.GetRequiredValue(shell)(CommandOutline.Of(root), RuleEntry.Codes);
            PlainAnswer.Write(world, script);
            return ExitCode.Clean;
        });
        return command;
    }
}
