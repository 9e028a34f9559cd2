namespace Plumb.Linting;

/// <summary>The verbs by which sentences tie one package to another.</summary>
internal static class Sentences
{
    private static readonly string[] _requires =
    [
        "requires",
        "require",
        "needs",
        "need",
        "depends on",
        "depend on",
        "expects",
        "wants",
    ];

    private static readonly string[] _fits =
    [
        "is compatible with",
        "are compatible with",
        "compatible with",
        "works with",
        "work with",
        "supports",
        "stable with",
        "pairs with",
    ];

    private static readonly string[] _fails =
    [
        "has issues with",
        "have issues with",
        "has problems with",
        "issues with",
        "problems with",
        "fails with",
        "fail with",
        "breaks with",
        "break with",
        "does not work with",
        "doesn't work with",
        "does not support",
        "doesn't support",
        "errors with",
    ];

    private static readonly string[] _conflicts =
    [
        "conflicts with",
        "conflict with",
        "incompatible with",
        "not compatible with",
    ];

    private static readonly string[] _usedBy = ["required by", "used by", "needed by", "dependency of"];

    /// <summary>The tie that the words between two mentions make; null for none.</summary>
    public static Tie? Between(string words)
    {
        if (
            words.Length > 60
            || words.AsSpan().IndexOfAny(";!?") >= 0
            || words.Contains(". ", StringComparison.Ordinal)
        )
        {
            return null;
        }

        return Has(words, _fails) ? Tie.Fails
            : Has(words, _conflicts) ? Tie.Conflicts
            : words.Contains(" not ", StringComparison.OrdinalIgnoreCase)
            || words.Contains("n't ", StringComparison.OrdinalIgnoreCase)
                ? null
            : Has(words, _usedBy) && EndsWithUser(words) ? Tie.UsedBy
            : Has(words, _usedBy) ? null
            : Has(words, _requires) ? Tie.Requires
            : Has(words, _fits) ? Tie.Fits
            : null;
    }

    /// <summary>"Required by …", whoever it is.</summary>
    public static bool TellsUser(string words) => Has(words, _usedBy);

    /// <summary>"X vs Y conflict": the tie of the words between two mentions and behind the second; null for none.</summary>
    public static Tie? Versus(string between, string behind) =>
        between.Trim(' ', '.').ToUpperInvariant() is "VS" or "VERSUS" or "AND" or "/" or "+"
        && behind.AsSpan().TrimStart() is var rest
        && (
            rest.StartsWith("conflict", StringComparison.OrdinalIgnoreCase)
            || rest.StartsWith("incompatib", StringComparison.OrdinalIgnoreCase)
            || rest.StartsWith("are incompatible", StringComparison.OrdinalIgnoreCase)
        )
            ? Tie.Conflicts
            : null;

    /// <summary>True when the words only join the items of a list.</summary>
    public static bool Join(string words) =>
        words.Trim(' ', ',', '`', '*', '(', ')', '&', '/').ToUpperInvariant() is "" or "AND" or "OR";

    // "used by Y", and not "used by us for Y".
    private static bool EndsWithUser(string words)
    {
        foreach (var phrase in _usedBy)
        {
            var at = words.LastIndexOf(phrase, StringComparison.OrdinalIgnoreCase);
            if (at >= 0)
            {
                return words.AsSpan(at + phrase.Length).Count(' ') <= 2;
            }
        }

        return false;
    }

    private static bool Has(string words, string[] phrases)
    {
        foreach (var phrase in phrases)
        {
            var at = words.IndexOf(phrase, StringComparison.OrdinalIgnoreCase);
            if (
                at >= 0
                && (at == 0 || !char.IsAsciiLetter(words[at - 1]))
                && (at + phrase.Length == words.Length || !char.IsAsciiLetter(words[at + phrase.Length]))
            )
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>How one package is tied to another.</summary>
internal enum Tie
{
    /// <summary>The first asks for the second.</summary>
    Requires,

    /// <summary>The second asks for the first.</summary>
    UsedBy,

    /// <summary>They work together.</summary>
    Fits,

    /// <summary>They do not.</summary>
    Fails,

    /// <summary>They cannot be installed together.</summary>
    Conflicts,
}
