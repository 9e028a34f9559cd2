using System.Text.Json;
using Plumb.Core.Tests.Corpus;
using Plumb.Linting;
using Xunit;

namespace Plumb.Core.Tests.Linting;

/// <summary>The five guides, whose claims were judged by people. Without the shared folder there is nothing to compare with.</summary>
public sealed class GuideClaimsCorpusTests
{
    private const int LeastFlagged = 65;
    private const int MostTrueCalledFalse = 1;

    [Fact]
    public void False_and_imprecise_claims_are_flagged_and_true_ones_are_not_called_false()
    {
        if (CorpusFile.SharedFolder is not { } shared)
        {
            return;
        }

        var lines = new List<string>();
        var (flagged, wronged) = (0, 0);
        var forms = new SortedDictionary<string, (int Reached, int All)>(StringComparer.Ordinal);
        var rows = CorpusFile.ReadLines(Path.Combine(shared, "facts", "claims.jsonl"));
        var used = new HashSet<(string, Claim)>();
        var guides = rows.Select(r => r.GetProperty("file").GetString()!).Distinct(StringComparer.Ordinal).ToList();
        foreach (var guide in guides)
        {
            var path = Path.Combine(shared, "stack-guides", Path.GetFileName(guide));
            var text = File.ReadAllText(path).ReplaceLineEndings("\n").Split('\n');
            var claims = DocumentLinter.Lint(path, File.ReadAllBytes(path));
            foreach (var row in rows.Where(r => r.GetProperty("file").GetString() == guide))
            {
                var form = row.GetProperty("rule_form").GetString()!;
                var verdict = row.GetProperty("verdict").GetString()!;
                var found = claims.Where(c => Concerns(row, c, text)).ToList();
                found.ForEach(c => used.Add((guide, c)));
                var hit = found.Exists(c => c.Verdict is ClaimVerdict.False or ClaimVerdict.Imprecise);
                if (verdict is "false" or "imprecise" && form != "none")
                {
                    var (reached, all) = forms.GetValueOrDefault(form);
                    forms[form] = (reached + (hit ? 1 : 0), all + 1);
                    flagged += hit ? 1 : 0;
                    lines.Add($"{(hit ? "hit " : "MISS")} {row.GetProperty("id")} {form}: {row.GetProperty("claim")}");
                    lines.AddRange(
                        found
                            .Where(c => c.Verdict is ClaimVerdict.False or ClaimVerdict.Imprecise)
                            .Select(c => $"     {c.Line} {c.Verdict} [{c.Rule}] {c.Text} => {c.Correct}")
                    );
                }
                else if (
                    verdict == "true"
                    && found.Exists(c =>
                        c.Verdict == ClaimVerdict.False
                        && !rows.Any(r =>
                            r.GetProperty("file").GetString() == guide && IsWrong(r) && Concerns(r, c, text)
                        )
                    )
                )
                {
                    wronged++;
                    lines.Add($"WRONGED {row.GetProperty("id")} {form}: {row.GetProperty("claim")}");
                }
            }

            lines.AddRange(
                claims
                    .Where(c => !used.Contains((guide, c)))
                    .Select(c =>
                        $"extra {Path.GetFileName(guide)[..3]}:{c.Line} {c.Verdict} [{c.Rule}] {c.Text} => {c.Correct}"
                    )
            );
        }

        lines.AddRange(forms.Select(f => $"{f.Key}: {f.Value.Reached} of {f.Value.All}"));
        lines.Add($"flagged {flagged} of {forms.Values.Sum(f => f.All)}, true called false {wronged}");
        lines.ForEach(l => TestContext.Current.TestOutputHelper?.WriteLine(l));
        Assert.True(flagged >= LeastFlagged, lines[^1]);
        Assert.True(wronged <= MostTrueCalledFalse, lines[^1]);
    }

    // A finding that names what is wrong on a line does not speak of what else the line says.
    private static bool IsWrong(JsonElement row) => row.GetProperty("verdict").GetString() is "false" or "imprecise";

    // On its line the words have to overlap; on the other lines that say the same, a finding is enough.
    private static bool Concerns(JsonElement row, Claim claim, string[] text)
    {
        if (row.GetProperty("also").EnumerateArray().Any(l => l.GetInt32() == claim.Line))
        {
            return true;
        }

        if (row.GetProperty("line").GetInt32() != claim.Line)
        {
            return false;
        }

        if (row.GetProperty("quote").GetString() is not { } quote)
        {
            return true;
        }

        var line = Plain(text[claim.Line - 1]);
        var (at, said) = (
            line.IndexOf(Plain(quote), StringComparison.Ordinal),
            line.IndexOf(Plain(claim.Text), StringComparison.Ordinal)
        );
        return said < 0 || (said < at + quote.Length && at < said + claim.Text.Length);
    }

    private static string Plain(string text) => text.Replace('*', ' ').Replace('`', ' ');
}
