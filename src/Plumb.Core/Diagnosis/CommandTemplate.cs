using System.Buffers;
using System.Text;
using Plumb.Python;

namespace Plumb.Diagnosis;

/// <summary>
/// Puts what a log says into a command. A log is written by anyone: the command comes out only where a shell, and the installer that it
/// starts, takes each value for the word that it is meant to be.
/// </summary>
internal static class CommandTemplate
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._+-=/:@~";

    private static readonly SearchValues<char> _harmless = SearchValues.Create(Letters + ",<>![]");
    private static readonly SearchValues<char> _plain = SearchValues.Create(Letters);
    private static readonly SearchValues<char> _ofAddresses = SearchValues.Create("/:@");
    private static readonly string[] _installers =
    [
        "python -m pip ",
        "python3 -m pip ",
        "pip ",
        "pipx ",
        "uv ",
        "conda ",
    ];

    /// <summary>The command; null when a name in it is not known, or its value is no word that may stand there.</summary>
    public static string? Fill(string template, IReadOnlyDictionary<string, string> values)
    {
        if (
            !WordTemplate.TryParse(template, out var parsed, out _)
            || parsed.Pieces(values) is not { Count: > 0 } pieces
        )
        {
            return null;
        }

        var asksInstaller = Array.Exists(_installers, i => pieces[0].Text.StartsWith(i, StringComparison.Ordinal));
        var command = new StringBuilder();
        var word = new Word();
        foreach (var (text, isValue) in pieces)
        {
            if (isValue)
            {
                if (text.Length == 0 || text.AsSpan().ContainsAnyExcept(_harmless))
                {
                    return null;
                }

                word.Take(text);
                continue;
            }

            foreach (var c in text)
            {
                if (c == ' ' && !word.IsInQuotes)
                {
                    if (!word.TryEnd(command, asksInstaller))
                    {
                        return null;
                    }

                    command.Append(c);
                    word = new Word();
                }
                else
                {
                    word.Take(c);
                }
            }
        }

        return word.TryEnd(command, asksInstaller) ? command.ToString() : null;
    }

    // A word of the template with the values in it.
    private sealed class Word
    {
        private readonly StringBuilder _text = new();
        private bool _hasQuotes;
        private bool _hasValue;
        private bool _beginsWithValue;
        private bool _isName = true;

        public bool IsInQuotes { get; private set; }

        public void Take(char c)
        {
            _text.Append(c);
            if (c == '"')
            {
                _hasQuotes = true;
                IsInQuotes = !IsInQuotes;
            }
        }

        public void Take(string value)
        {
            _beginsWithValue |= _text.Length == 0 || (_text.Length == 1 && _hasQuotes);
            _hasValue = true;
            _isName &= !value.AsSpan().ContainsAny(_ofAddresses);
            _text.Append(value);
        }

        public bool TryEnd(StringBuilder command, bool asksInstaller)
        {
            var text = _text.ToString();
            if (!_hasValue)
            {
                command.Append(text);
                return true;
            }

            var bare = text.Replace("\"", "", StringComparison.Ordinal);
            if (
                (_beginsWithValue && bare[0] is '-' or '@')
                || HistoryExpands(bare)
                || (asksInstaller && !IsRequirement(bare) && !IsPartOfAddress(bare))
            )
            {
                return false;
            }

            command.Append(_hasQuotes || !text.AsSpan().ContainsAnyExcept(_plain) ? text : $"\"{text}\"");
            return true;
        }

        // An interactive shell looks for an earlier command behind each ! that no = follows, in double quotes too.
        private static bool HistoryExpands(string text)
        {
            for (var at = text.IndexOf('!', StringComparison.Ordinal); at >= 0; at = text.IndexOf('!', at + 1))
            {
                if (at + 1 == text.Length || text[at + 1] != '=')
                {
                    return true;
                }
            }

            return false;
        }

        // The address is the signature's own, and the value names a folder there.
        private bool IsPartOfAddress(string text) =>
            !_beginsWithValue && _isName && text.StartsWith("https://", StringComparison.Ordinal);

        // An address, a file or an option would be another thing than the package that the message names.
        private static bool IsRequirement(string text) =>
            Requirement.TryParse(text, out var requirement, out _) && requirement.Url is null;
    }
}
