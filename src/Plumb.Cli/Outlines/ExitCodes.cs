using System.Collections.Immutable;
using System.Globalization;

namespace Plumb.Cli.Outlines;

/// <summary>What each exit code means, for the pages that tell it.</summary>
internal static class ExitCodes
{
    /// <summary>Code and meaning, in order.</summary>
    public static ImmutableArray<(string Code, string Meaning)> All { get; } =
    [
        (Text(ExitCode.Clean), "Nothing at or above --fail-on was found."),
        (Text(ExitCode.Findings), "Something at or above --fail-on was found."),
        (Text(ExitCode.Usage), "The command line could not be understood."),
        (Text(ExitCode.Unfinished), "The work could not be finished."),
        (Text(ExitCode.Cancelled), "Cancelled by Ctrl-C."),
    ];

    private static string Text(int code) => code.ToString(CultureInfo.InvariantCulture);
}
