using System.Collections.Immutable;

namespace Plumb.Diagnosis;

/// <summary>
/// Finds in a shipped file of signatures what to look for in logs, and leaves the rest of each row unread: of hundreds one or two are
/// said. A test holds the files to what <see cref="SignatureFile"/> reads in them.
/// </summary>
internal static class SignatureRows
{
    private const string Row = "\n[[failure]]";
    private const string AnyRow = "\n[[";

    /// <summary>The signatures, in order.</summary>
    /// <exception cref="InvalidDataException">A row is written in a way that this reader does not know.</exception>
    public static IEnumerable<SignatureEntry> Read(string name, string toml)
    {
        var first = toml.IndexOf(AnyRow, StringComparison.Ordinal);
        for (var start = toml.IndexOf(Row, StringComparison.Ordinal); start >= 0; )
        {
            var end = toml.IndexOf(AnyRow, start + Row.Length, StringComparison.Ordinal);
            yield return Entry(name, toml, first, start, end < 0 ? toml.Length : end);
            start = end < 0 ? -1 : toml.IndexOf(Row, end, StringComparison.Ordinal);
        }
    }

    private static SignatureEntry Entry(string name, string toml, int first, int start, int end)
    {
        var row = toml.AsSpan(start, end - start);
        return new SignatureEntry(
            Texts(name, row, "\ncode = ") is [var code] ? code : throw Unknown(name, row),
            Patterns(name, row, "\nany = "),
            Patterns(name, row, "\nall = "),
            () => Whole(name, string.Concat(toml.AsSpan(0, first), toml.AsSpan(start, end - start)))
        )
        {
            None = Patterns(name, row, "\nnone = "),
        };
    }

    private static FailureSignature Whole(string name, string toml) =>
        SignatureFile.Read(name, toml, isShipped: true) is { Error: null, Failures: [var signature] }
            ? signature
            : throw Unknown(name, toml);

    private static ImmutableArray<LogPattern> Patterns(string name, ReadOnlySpan<char> row, string key)
    {
        var patterns = ImmutableArray.CreateBuilder<LogPattern>();
        foreach (var text in Texts(name, row, key))
        {
            patterns.Add(LogPattern.TryParse(text, out var pattern, out _) ? pattern : throw Unknown(name, row));
        }

        return patterns.DrainToImmutable();
    }

    // A string, or a list of them: the ends of strings are all that has to be seen.
    private static List<string> Texts(string name, ReadOnlySpan<char> row, string key)
    {
        var texts = new List<string>();
        var start = row.IndexOf(key, StringComparison.Ordinal);
        if (start < 0)
        {
            return texts;
        }

        var rest = row[(start + key.Length)..];
        var isList = rest[0] == '[';
        rest = isList ? rest[1..] : rest;
        while (true)
        {
            rest = rest.TrimStart(" \n,");
            switch (rest[0])
            {
                case '"' or '\'':
                    rest = TomlText(name, rest, texts);
                    break;
                case '#':
                    rest = rest[rest.IndexOf('\n')..];
                    break;
                case ']' when isList:
                    return texts;
                default:
                    throw Unknown(name, rest);
            }

            if (!isList)
            {
                return texts;
            }
        }
    }

    private static ReadOnlySpan<char> TomlText(string name, ReadOnlySpan<char> rest, List<string> texts)
    {
        var quote = rest[0];
        var end = 1;
        var isPlain = true;
        while (rest[end] != quote)
        {
            if (quote == '"' && rest[end] == '\\')
            {
                isPlain = false;
                end++;
            }

            end++;
        }

        texts.Add(isPlain ? rest[1..end].ToString() : Unescaped(name, rest[..(end + 1)]));
        return rest[(end + 1)..];
    }

    private static string Unescaped(string name, ReadOnlySpan<char> quoted) =>
        Metadata.Toml.TomlDocument.TryParse(name, $"x = {quoted}", out var document, out _)
        && document.Root.Text("x") is { } text
            ? text
            : throw Unknown(name, quoted);

    private static InvalidDataException Unknown(string name, ReadOnlySpan<char> row) =>
        new($"{name}: cannot be read: {Shortened(row)}");

    private static string Shortened(ReadOnlySpan<char> text)
    {
        const int Most = 80;
        return text.Length > Most ? text[..Most].ToString() : text.ToString();
    }
}
