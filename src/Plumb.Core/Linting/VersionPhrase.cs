using Plumb.Python;

namespace Plumb.Linting;

/// <summary>Reads the versions beside a name: <c>&gt;= 1.25</c>, <c>1.24.x</c>, <c>2.6+</c>, "at least 2.0", "0.7.3 or newer".</summary>
internal static class VersionPhrase
{
    private static readonly (string Words, string Operator)[] _before =
    [
        ("version", ""),
        ("at least", ">="),
        ("newer than", ">"),
        ("older than", "<"),
        ("earlier than", "<"),
        ("less than", "<"),
        ("greater than", ">"),
        ("below", "<"),
        ("under", "<"),
        ("before", "<"),
        ("above", ">"),
        ("up to", "<="),
        ("exactly", "=="),
        ("v", ""),
    ];

    private static readonly string[] _orNewer =
    [
        "or newer",
        "or later",
        "or higher",
        "or above",
        "and newer",
        "and later",
        "and above",
        "and up",
    ];
    private static readonly string[] _orOlder =
    [
        "or older",
        "or earlier",
        "or lower",
        "or below",
        "and older",
        "and earlier",
        "and below",
    ];

    /// <summary>The mention that a name and what follows make.</summary>
    public static Mention Read(string text, int nameEnd, PackageName name, int start)
    {
        var at = nameEnd;
        var parts = new List<string>();
        PythonVersion? exact = null;
        var end = nameEnd;
        while (parts.Count < 4 && TryPart(text, at, parts.Count == 0, out var part, out var whole, out var partEnd))
        {
            parts.Add(part);
            exact = parts.Count == 1 ? whole : null;
            end = partEnd;
            at = Skip(text, partEnd, ", ");
            if (at == partEnd || at >= text.Length || text[at] is not ('<' or '>' or '=' or '!' or '~'))
            {
                break;
            }
        }

        return parts.Count > 0 && VersionSpecifiers.TryParse(string.Join(',', parts), out var versions, out _)
            ? new Mention(name, versions, exact, start, end)
            : new Mention(name, null, null, start, nameEnd);
    }

    /// <summary>The version behind words that end in a blank, "removed in "; null when they do not stand there or none follows.</summary>
    public static PythonVersion? After(string text, string words, PackageName name)
    {
        var at = text.IndexOf(words, StringComparison.OrdinalIgnoreCase);
        return at >= 0 && Read(text, at + words.Length - 1, name, 0).Versions?.Items is [{ Version: { } version }, ..]
            ? version
            : null;
    }

    /// <summary>Reads a version with what tells more of it; false when none stands there.</summary>
    public static bool TryPart(
        string text,
        int from,
        bool isFirst,
        out string part,
        out PythonVersion? exact,
        out int end
    )
    {
        (part, exact, end) = ("", null, from);
        var at = Skip(text, from, isFirst ? " (" : " ");
        var sign = "";
        foreach (var (words, meaning) in _before)
        {
            if (Starts(text, at, words))
            {
                sign = meaning;
                at = Skip(text, at + words.Length, " ");
                break;
            }
        }

        var operatorStart = at;
        while (at < text.Length && text[at] is '<' or '>' or '=' or '!' or '~' or '≥' or '≤')
        {
            at++;
        }

        if (at > operatorStart)
        {
            sign = text[operatorStart..at]
                .Replace("≥", ">=", StringComparison.Ordinal)
                .Replace("≤", "<=", StringComparison.Ordinal);
            sign = sign == "=" ? "==" : sign;
            at = Skip(text, at, " ");
        }

        var numberStart = at;
        at = TextSearch.EndOfNumber(text, at);

        if (at == numberStart || at - numberStart > 40)
        {
            return false;
        }

        var number = text[numberStart..at];
        var (isPrefix, isOpen) = (false, false);
        if (at + 1 < text.Length && text[at] == '.' && text[at + 1] is 'x' or '*' or 'X')
        {
            (isPrefix, at) = (true, at + 2);
        }
        else if (TryTail(text, at, out var tailEnd))
        {
            (number, at) = (text[numberStart..tailEnd], tailEnd);
        }

        if (at < text.Length && text[at] == '+' && (at + 1 == text.Length || !char.IsAsciiLetterOrDigit(text[at + 1])))
        {
            (isOpen, at) = (true, at + 1);
        }

        // "2.1GB" and "24 MB" are no versions.
        if (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '%' or '×' or '/'))
        {
            return false;
        }

        end = at;
        var after = Skip(text, at, " ");
        var isOlder = false;
        if (sign.Length == 0)
        {
            var newer = Array.Find(_orNewer, w => Starts(text, after, w));
            var older = Array.Find(_orOlder, w => Starts(text, after, w));
            (isOpen, isOlder) = (isOpen || newer is not null, older is not null);
            end =
                newer is not null ? after + newer.Length
                : older is not null ? after + older.Length
                : end;
        }

        if (!PythonVersion.TryParse(number, out var version))
        {
            return false;
        }

        if (sign.Length == 0 && !isOpen && !isOlder && number.IndexOf('.', StringComparison.Ordinal) < 0 && !isPrefix)
        {
            // A bare whole number beside a name is as often a count.
            return false;
        }

        (part, exact) = sign switch
        {
            "" when isOpen => (">=" + number, null),
            "" when isOlder => ("<=" + number, null),
            "" or "==" or "===" when isPrefix => ("==" + number + ".*", null),
            "" when version.Release.Length < 3 => ("==" + number + ".*", (PythonVersion?)version),
            "" or "==" or "===" => ("==" + number, version),
            "<" or ">=" or ">" or "<=" or "!=" or "~=" => (sign + number, null),
            _ => ("", null),
        };
        return part.Length > 0;
    }

    // Suffixes of pre-releases and local labels: rc1, a20230101, .post1, +cu118.
    private static bool TryTail(string text, int at, out int end)
    {
        end = at;
        while (
            end < text.Length
            && (
                char.IsAsciiLetterOrDigit(text[end])
                || (text[end] is '.' or '+' && end + 1 < text.Length && char.IsAsciiLetterOrDigit(text[end + 1]))
            )
        )
        {
            end++;
        }

        return end > at && end - at < 40;
    }

    private static bool Starts(string text, int at, string words) =>
        at + words.Length <= text.Length
        && text.AsSpan(at, words.Length).Equals(words, StringComparison.OrdinalIgnoreCase)
        && (
            at + words.Length == text.Length || words == "v"
                ? at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])
                : !char.IsAsciiLetterOrDigit(text[at + words.Length])
        );

    private static int Skip(string text, int at, string what)
    {
        while (at < text.Length && what.Contains(text[at], StringComparison.Ordinal))
        {
            at++;
        }

        return at;
    }
}
