using System.Globalization;
using Plumb.Findings;
using Plumb.Linting;

namespace Plumb.Cli.Rendering;

/// <summary>The answer of <c>stack lint</c> for people: each claim that is wrong with what is right, then the counts.</summary>
internal static class LintText
{
    private const int LongestQuote = 80;

    /// <summary>Writes the answer; every line ends with LF.</summary>
    public static void Render(List<LintedDocument> documents, RenderSettings settings, TextWriter output)
    {
        var paint = new Paint(settings.Colour);
        foreach (var document in documents)
        {
            var shown = document
                .Claims.Where(c => settings.Verbose || c.Verdict is ClaimVerdict.False or ClaimVerdict.Imprecise)
                .ToList();
            var width = shown.Count == 0 ? 0 : Place(document, shown[^1]).Length + 2;
            foreach (var claim in shown)
            {
                var word = LintJson.Word(claim.Verdict).PadRight(11);
                var painted = claim.Verdict switch
                {
                    ClaimVerdict.False => paint.Severe(Severity.Error, word),
                    ClaimVerdict.Imprecise => paint.Severe(Severity.Warning, word),
                    _ => word,
                };
                var start = Place(document, claim).PadRight(width);
                output.Write(VisibleText.Of(start, settings.Unicode) + painted);
                var text = TextWrap
                    .Lines(VisibleText.Of(Sentence(claim), settings.Unicode), Math.Max(30, settings.Width - width - 11))
                    .ToList();
                output.Write(text[0] + "\n");
                foreach (var line in text.Skip(1))
                {
                    output.Write(new string(' ', width + 11) + line + "\n");
                }
            }
        }

        var all = documents.SelectMany(d => d.Claims).ToList();
        output.Write(
            $"{Words.Many(all.Count, "claim", "claims")} read: {Count(all, ClaimVerdict.True)} true, {Count(all, ClaimVerdict.False)} false, "
                + $"{Count(all, ClaimVerdict.Imprecise)} imprecise, {Count(all, ClaimVerdict.Unknown)} unknown.\n"
        );
    }

    private static string Place(LintedDocument document, Claim claim) =>
        string.Create(CultureInfo.InvariantCulture, $"{document.File}:{claim.Line}");

    private static string Sentence(Claim claim)
    {
        var quote = claim.Text.Length > LongestQuote ? claim.Text[..LongestQuote] + "…" : claim.Text;
        return claim.Correct.Length == 0 ? $"\"{quote}\"" : $"\"{quote}\": {claim.Correct}";
    }

    private static int Count(List<Claim> claims, ClaimVerdict verdict) => claims.Count(c => c.Verdict == verdict);
}
