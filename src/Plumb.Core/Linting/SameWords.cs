namespace Plumb.Linting;

/// <summary>Of two judgements of the same words the one that finds a fault is told.</summary>
internal static class SameWords
{
    /// <summary>The claims without those that are called true in the words of a false one.</summary>
    public static IEnumerable<Claim> Settle(IReadOnlyList<Claim> claims)
    {
        var wrong = claims.Where(c => c.Verdict == ClaimVerdict.False).ToLookup(c => c.Line);
        return claims.Where(c =>
            c.Verdict != ClaimVerdict.True || !wrong[c.Line].Any(w => Holds(w.Text, c.Text) || Holds(c.Text, w.Text))
        );
    }

    // Whole words: "torch==2.8.0" is not part of "torch==2.8.0+cu118".
    private static bool Holds(string text, string part)
    {
        var at = part.Length == 0 ? -1 : text.IndexOf(part, StringComparison.Ordinal);
        return at >= 0
            && (at == 0 || IsEdge(text[at - 1]))
            && (at + part.Length == text.Length || IsEdge(text[at + part.Length]));
    }

    private static bool IsEdge(char c) => char.IsWhiteSpace(c) || c is '"' or '\'' or '`' or '(' or ')' or ',' or '.';
}
