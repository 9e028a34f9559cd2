namespace Plumb.Cli;

/// <summary>What the program hands back to its caller. Scripts rely on these: they never change.</summary>
internal static class ExitCode
{
    /// <summary>Nothing at or above <c>--fail-on</c>.</summary>
    public const int Clean = 0;

    /// <summary>Findings at or above <c>--fail-on</c>.</summary>
    public const int Findings = 1;

    /// <summary>The command line could not be understood.</summary>
    public const int Usage = 2;

    /// <summary>The work could not be finished.</summary>
    public const int Unfinished = 3;

    /// <summary>Cancelled by Ctrl-C: 128 + SIGINT, as shells count.</summary>
    public const int Cancelled = 130;
}
