using System.Globalization;
using Plumb.Findings;
using Plumb.Linting;

namespace Plumb.Cli.Rendering;

/// <summary>The answer of <c>stack lint</c> for people: each claim that is wrong with what is right, then the counts.</summary>
internal static class LintText
{
    private const int LongestQuote = 80;
    private const int LongestPlace = 30;

    /// <summary>Writes the answer; every line ends with LF.</summary>
    public static void Render(List<LintedDocument> documents, RenderSettings settings, TextWriter output)
    {
        var paint = new Paint(settings.Colour);
        foreach (var document in documents)
        {
            var shown = document
                .Claims.Where(c => settings.Verbose || c.Verdict is ClaimVerdict.False or ClaimVerdict.Imprecise)
                .ToList();
            if (shown.Count == 0)
            {
                continue;
            }

            // A long path would leave no room for what is said.
            var isLong = document.File.Length > LongestPlace;
            if (isLong)
            {
                output.Write(paint.Strong(VisibleText.Of(document.File, settings.Unicode)) + "\n");
            }

            var width = Place(document, shown[^1], isLong).Length + 2;
            foreach (var claim in shown)
            {
                var word = LintJson.Word(claim.Verdict).PadRight(11);
                var painted = claim.Verdict switch
                {
                    ClaimVerdict.False => paint.Severe(Severity.Error, word),
                    ClaimVerdict.Imprecise => paint.Severe(Severity.Warning, word),
                    _ => word,
                };
                var start = Place(document, claim, isLong).PadRight(width);
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

        foreach (var document in documents)
        {
            foreach (var (line, old, text) in document.Changes)
            {
                output.Write(VisibleText.Of($"{document.File}:{line}", settings.Unicode) + "\n");
                output.Write(paint.Severe(Severity.Error, "- " + VisibleText.Of(old, settings.Unicode)) + "\n");
                output.Write(paint.Good("+ " + VisibleText.Of(text, settings.Unicode)) + "\n");
            }
        }

        var all = documents.SelectMany(d => d.Claims).ToList();
        output.Write(
            $"{Words.Many(all.Count, "claim", "claims")} read: {Count(all, ClaimVerdict.True)} true, {Count(all, ClaimVerdict.False)} false, "
                + $"{Count(all, ClaimVerdict.Imprecise)} imprecise, {Count(all, ClaimVerdict.Unknown)} unknown.\n"
        );
    }

    private static string Place(LintedDocument document, Claim claim, bool isLong) =>
        string.Create(CultureInfo.InvariantCulture, $"{(isLong ? "  " : document.File + ":")}{claim.Line}");

    private static string Sentence(Claim claim)
    {
        var quote = claim.Text.Length > LongestQuote ? claim.Text[..LongestQuote] + "…" : claim.Text;
        return claim.Correct.Length == 0 ? $"\"{quote}\"" : $"\"{quote}\": {claim.Correct}";
    }

    private static int Count(List<Claim> claims, ClaimVerdict verdict) => claims.Count(c => c.Verdict == verdict);
}
