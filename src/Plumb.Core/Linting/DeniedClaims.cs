namespace Plumb.Linting;

/// <summary>Tells claims that a document makes from those that it quotes to deny them: "It is wrong that …", "Myth: …".</summary>
internal static class DeniedClaims
{
    private static readonly string[] _before =
    [
        "wrong that",
        "false that",
        "incorrect that",
        "untrue that",
        "not true that",
        "not the case that",
        "not correct that",
        "a myth that",
        "nobody should believe that",
        "wrong:",
        "false:",
        "incorrect:",
        "untrue:",
        "not true:",
        "myth:",
        "contrary to",
    ];

    private static readonly string[] _behind =
    [
        "is not true",
        "isn't true",
        "is untrue",
        "is false",
        "is wrong",
        "is incorrect",
        "is not correct",
        "is a myth",
        "is not the case",
        "isn't the case",
        "is no longer true",
        "was wrong",
        "was never true",
    ];

    private static readonly string[] _all = [.. _before, .. _behind];
    private static readonly string[] _pointers = ["this ", "that ", "it ", "which "];

    /// <summary>The claims that are left.</summary>
    public static IEnumerable<Claim> Without(LintDocument document, IEnumerable<Claim> claims)
    {
        var lines = new Dictionary<int, DocumentLine>();
        foreach (var line in document.Lines)
        {
            if (line.Kind != LineKind.Code && TextSearch.HasAny(line.Statement, _all))
            {
                lines.TryAdd(line.Number, line);
            }
        }

        return claims.Where(c => !lines.TryGetValue(c.Line, out var line) || !IsDenied(line, c.Text));
    }

    private static bool IsDenied(DocumentLine line, string claim)
    {
        var at = line.Statement.IndexOf(claim, StringComparison.Ordinal);
        at = at < 0 ? line.Text.IndexOf(claim, StringComparison.Ordinal) : at;
        if (at < 0)
        {
            return false;
        }

        var text = line.Statement;
        var sentences = SentenceSplit.Of(text).ToList();
        for (var i = 0; i < sentences.Count; i++)
        {
            var (start, end) = sentences[i];
            if (start >= at + claim.Length || end <= at)
            {
                continue;
            }

            var next = i + 1 < sentences.Count ? text[sentences[i + 1].Start..sentences[i + 1].End].TrimStart() : "";
            if (
                TextSearch.HasAny(text[start..Math.Min(end, at + claim.Length)], _before)
                || TextSearch.HasAny(text[Math.Max(start, at)..end], _behind)
                || (
                    Array.Exists(_pointers, p => next.StartsWith(p, StringComparison.OrdinalIgnoreCase))
                    && TextSearch.HasAny(next, _behind)
                )
            )
            {
                return true;
            }
        }

        return false;
    }
}
