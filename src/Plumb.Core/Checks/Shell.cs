using System.Buffers;

namespace Plumb.Checks;

/// <summary>How words are written for the inspected machine's shell: PowerShell on Windows, else a POSIX shell.</summary>
/// <param name="IsPowerShell">False for POSIX shells.</param>
public readonly record struct Shell(bool IsPowerShell)
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=";

    private static readonly SearchValues<char> _plain = SearchValues.Create(Letters + "@%+,");

    // A comma makes a list, @ splats and % is a command: about_Parsing.
    private static readonly SearchValues<char> _plainInPowerShell = SearchValues.Create(Letters + "\\");

    // PowerShell ends a literal string at typographic quotes as well.
    private static readonly SearchValues<char> _quotes = SearchValues.Create("'\u2018\u2019\u201A\u201B");

    /// <summary>What stands before a program whose path may be quoted.</summary>
    public string Call => IsPowerShell ? "& " : "";

    /// <summary>A word as the shell takes it, quoted where it has to be.</summary>
    public string Quote(string word)
    {
        if (word.Length > 0 && !word.AsSpan().ContainsAnyExcept(IsPowerShell ? _plainInPowerShell : _plain))
        {
            return word;
        }

        return IsPowerShell ? Literal(word)
            : word.AsSpan().ContainsAny('\'', '!', '$') || word.AsSpan().ContainsAny('`', '\\', '\n')
                ? "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'"
            : "\"" + word.Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
    }

    /// <summary>A string in which PowerShell replaces nothing.</summary>
    public static string Literal(string word) =>
        "'" + string.Concat(word.Select(c => _quotes.Contains(c) ? $"{c}{c}" : c.ToString())) + "'";
}
