using System.Text.Json;
using Plumb.Core.Tests.Corpus;
using Plumb.Knowledge;
using Plumb.Linting;
using Xunit;

namespace Plumb.Core.Tests.Linting;

/// <summary>The five guides, whose claims were judged by people. Without the shared folder there is nothing to compare with.</summary>
public sealed class GuideClaimsCorpusTests
{
    private const int LeastFlagged = 95;
    private const int MostTrueCalledFalse = 0;

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
        var decided = new List<(string Guide, string Row, Claim Claim)>();
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
                    decided.AddRange(found.Where(IsWrong).Select(c => (guide, row.GetProperty("id").GetString()!, c)));
                    lines.Add($"{(hit ? "hit " : "MISS")} {row.GetProperty("id")} {form}: {row.GetProperty("claim")}");
                    lines.AddRange(
                        found
                            .Where(IsWrong)
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
        lines.Add(
            $"with the facts switched off that one guide alone uses: {WithoutOwn(decided)} of {forms.Values.Sum(f => f.All)}"
        );
        lines.Add($"flagged {flagged} of {forms.Values.Sum(f => f.All)}, true called false {wronged}");
        lines.ForEach(l => TestContext.Current.TestOutputHelper?.WriteLine(l));
        Assert.True(flagged >= LeastFlagged, lines[^1]);
        Assert.True(wronged <= MostTrueCalledFalse, lines[^1]);
    }

    private static bool IsWrong(Claim claim) => claim.Verdict is ClaimVerdict.False or ClaimVerdict.Imprecise;

    // Files with a row for each thing that a document may name. A row that decides claims of one guide alone may have been written
    // for it: what stays is what tables of releases, builds, cards, drivers, removals and failures decide, and what needs no fact.
    private static int WithoutOwn(List<(string Guide, string Row, Claim Claim)> decided)
    {
        string[] narrow =
        [
            "behaviour-changes",
            "distribution-files",
            "model-files",
            "model-places",
            "package-names",
            "system-packages",
            "wheel-sizes",
        ];
        var rows = FactCatalog
            .Facts.Where(f => narrow.Contains(f.Topic, StringComparer.Ordinal))
            .Select(f => f.Source.Text)
            .ToHashSet(StringComparer.Ordinal);
        var own = decided
            .Where(d => rows.Contains(d.Claim.Source))
            .GroupBy(d => d.Claim.Source, StringComparer.Ordinal)
            .Where(g => g.Select(d => d.Guide).Distinct(StringComparer.Ordinal).Count() == 1)
            .Select(g => g.Key)
            .ToHashSet(StringComparer.Ordinal);
        return decided
            .Where(d => !own.Contains(d.Claim.Source))
            .Select(d => d.Row)
            .Distinct(StringComparer.Ordinal)
            .Count();
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
