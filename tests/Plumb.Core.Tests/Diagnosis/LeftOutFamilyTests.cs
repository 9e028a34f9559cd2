using System.Text;
using System.Text.Json;
using Plumb.Core.Tests.Corpus;
using Plumb.Diagnosis;
using Xunit;

namespace Plumb.Core.Tests.Diagnosis;

/// <summary>
/// How signatures generalise: the logs of a family are diagnosed without the signatures of that family's causes, so that only those that
/// know kinds of messages are left. Printed with <c>-showLiveOutput</c>.
/// </summary>
public sealed class LeftOutFamilyTests(ITestOutputHelper output)
{
    private const double Least = 0.45;

    [Fact]
    public void Most_causes_are_named_without_the_signatures_of_their_family()
    {
        var judge = new FailureJudge();
        var rows = CorpusFile
            .Rows("failures/reproduced.jsonl.gz", "cases/failures-reproduced.jsonl")
            .Where(r => r.GetProperty("family").GetString() != "benign")
            .ToList();
        var whole = FailureSignatures.Embedded;
        var (right, all) = (0, 0);
        foreach (var family in rows.GroupBy(r => r.GetProperty("family").GetString()!, StringComparer.Ordinal))
        {
            // The family's own signatures: those that name the cause of one of its logs, unless they know a kind of message only.
            var own = family
                .Select(r => Diagnose(Log(r), whole).Causes.FirstOrDefault()?.Code)
                .OfType<string>()
                .ToHashSet(StringComparer.Ordinal);
            var left = Without(own);
            var verdicts = family
                .Select(r => judge.Judge(r, Diagnose(Log(r), left)))
                .Where(v => v != "unjudged")
                .ToList();
            var good = verdicts.Count(v => v is "right" or "cause");
            output.WriteLine($"{family.Key, -10} {good, 3} of {verdicts.Count, 3} without {own.Count} codes");
            foreach (
                var bad in family
                    .Select(r => (Row: r, Answer: Diagnose(Log(r), left)))
                    .Where(r => judge.Judge(r.Row, r.Answer) is not ("right" or "cause" or "unjudged"))
            )
            {
                output.WriteLine(
                    $"  {bad.Row.GetProperty("id").GetString()}: {bad.Answer.Causes.FirstOrDefault()?.Sentence ?? "unknown"}"
                );
            }

            right += good;
            all += verdicts.Count;
        }

        output.WriteLine($"all        {right, 3} of {all, 3} = {right / (double)all:P0}");
        Assert.True(right >= all * Least, $"{right} of {all}");
    }

    private static FailureSignatures Without(HashSet<string> codes)
    {
        var files = FailureSignatures.Shipped.Select(f => (f.Name, Toml: Remaining(f.Toml, codes)));
        Assert.True(FailureSignatures.TryRead(files, out var left, out var error), error?.Message);
        return left;
    }

    // Rows below this weight know a kind of message: "No module named X", "cannot open shared object file".
    private static string Remaining(string toml, HashSet<string> codes)
    {
        const string Header = "[[failure]]";
        var parts = toml.Split(Header);
        return string.Join(
                Header,
                parts.Where(
                    (p, i) =>
                        i == 0
                        || !codes.Any(c => p.Contains($"code = \"{c}\"", StringComparison.Ordinal))
                        || IsGeneral(p)
                )
            )
            .Replace("beats = [", "beats_of_others = [", StringComparison.Ordinal);
    }

    private static bool IsGeneral(string row)
    {
        var at = row.IndexOf("\nweight = ", StringComparison.Ordinal);
        return at >= 0
            && int.TryParse(row.AsSpan(at + 10, 2), System.Globalization.CultureInfo.InvariantCulture, out var weight)
            && weight <= 40;
    }

    private static string Log(JsonElement row) => row.GetProperty("log").GetString()!;

    private static LogDiagnosis Diagnose(string log, FailureSignatures signatures)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(log));
        return LogDiagnosis.Read(stream, signatures, null, TestContext.Current.CancellationToken);
    }
}
