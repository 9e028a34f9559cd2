using Plumb.Files;

namespace Plumb.Cli;

/// <summary>What can be shown where the answer goes.</summary>
/// <param name="OutputIsTerminal">Standard output is a terminal, no file and no pipe.</param>
/// <param name="ErrorIsTerminal">Standard error is one.</param>
/// <param name="Width">Columns; 100 where there is no terminal.</param>
/// <param name="Height">Lines; 40 where there is no terminal.</param>
/// <param name="IsUtf8">Characters beyond ASCII arrive as they were meant.</param>
internal sealed record Terminal(bool OutputIsTerminal, bool ErrorIsTerminal, int Width, int Height, bool IsUtf8)
{
    /// <summary>Standard input is one: who reads it waits for someone to type.</summary>
    public bool InputIsTerminal { get; init; }

    /// <summary>Columns where nobody tells: wide enough for a path, narrow enough to read.</summary>
    public const int UsualWidth = 100;

    /// <summary>Lines where nobody tells.</summary>
    public const int UsualHeight = 40;

    /// <summary>No terminal at all, as in a pipe under a UTF-8 locale.</summary>
    public static Terminal None { get; } = new(false, false, UsualWidth, UsualHeight, true);

    /// <summary>
    /// Whether the locale promises UTF-8: the first that is set of LC_ALL, LC_CTYPE and LANG decides (POSIX, chapter 8.2);
    /// none of them set is the C locale, which promises ASCII only.
    /// </summary>
    public static bool LocaleIsUtf8(WorldVariables variables)
    {
        var locale =
            variables.GetNonEmpty("LC_ALL") ?? variables.GetNonEmpty("LC_CTYPE") ?? variables.GetNonEmpty("LANG");
        return locale is not null
            && (
                locale.Contains("UTF-8", StringComparison.OrdinalIgnoreCase)
                || locale.Contains("UTF8", StringComparison.OrdinalIgnoreCase)
            );
    }
}
