using System.Text;
using System.Text.Json;
using Plumb.Core.Tests.Corpus;
using Plumb.Diagnosis;
using Xunit;

namespace Plumb.Core.Tests.Diagnosis;

/// <summary>Logs of failures that were made on real environments, or that people reported, with their true causes.</summary>
public sealed class FailureCorpusTests
{
    private static readonly FailureJudge _judge = new();

    public static TheoryData<string, string, double> Corpora() =>
        new()
        {
            { "failures/reproduced.jsonl.gz", "cases/failures-reproduced.jsonl", 0.95 },
            { "failures/reported.jsonl.gz", "cases/failures.jsonl", 0.9 },
        };

    [Theory]
    [MemberData(nameof(Corpora))]
    public void The_true_cause_comes_first_with_a_fix_that_helps(string carried, string shared, double least)
    {
        var verdicts = Rows(carried, shared)
            .Select(r => (Row: r, Verdict: _judge.Judge(r, Diagnose(Log(r)))))
            .Where(v => v.Verdict != "unjudged")
            .ToList();
        var right = verdicts.Count(v => v.Verdict == "right") / (double)verdicts.Count;
        var wrong = verdicts.Count(v => v.Verdict is "wrong") / (double)verdicts.Count;
        var others = verdicts.Where(v => v.Verdict != "right").Select(v => $"{v.Verdict} {v.Row.GetProperty("id")}");
        Assert.True(
            verdicts.Count > 140 && right >= least && wrong <= 0.02,
            $"{right:P1}: {string.Join(", ", others)}"
        );
    }

    [Theory]
    [MemberData(nameof(Corpora))]
    public void No_log_without_a_failure_raises_an_alarm_and_no_fix_does_harm(
        string carried,
        string shared,
        double least
    )
    {
        Assert.True(least > 0);
        Assert.DoesNotContain(Rows(carried, shared), r => _judge.Judge(r, Diagnose(Log(r))) is "alarm" or "unsafe");
    }

    [Theory]
    [InlineData("docker compose")]
    [InlineData("timestamps")]
    [InlineData("colours")]
    [InlineData("carriage returns")]
    [InlineData("wrapped")]
    [InlineData("noise around")]
    public void The_answer_stays_the_same_however_the_log_is_decorated(string decoration)
    {
        var rows = Rows("failures/reproduced.jsonl.gz", "cases/failures-reproduced.jsonl");
        var changed = rows.Select(r =>
                (Id: r.GetProperty("id").GetString(), Plain: Code(Log(r)), Changed: Code(Decorate(Log(r), decoration)))
            )
            .Where(c => c.Plain != c.Changed)
            .Select(c => $"{c.Id}: {c.Plain} → {c.Changed}")
            .ToList();
        Assert.True(changed.Count <= rows.Count / 20, string.Join('\n', changed));
    }

    private static IReadOnlyList<JsonElement> Rows(string carried, string shared) => CorpusFile.Rows(carried, shared);

    private static string Log(JsonElement row) =>
        (row.TryGetProperty("log", out var log) ? log : row.GetProperty("excerpt")).GetString()!;

    private static string Code(string log) => Diagnose(log).Causes.FirstOrDefault()?.Code ?? "";

    private static LogDiagnosis Diagnose(string log)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(log));
        return LogDiagnosis.Read(stream, null, TestContext.Current.CancellationToken);
    }

    private static string Decorate(string log, string decoration)
    {
        var lines = log.Split('\n');
        return decoration switch
        {
            "docker compose" => string.Join('\n', lines.Select(l => "web-1          | " + l)),
            "timestamps" => string.Join('\n', lines.Select(l => "2026-03-25T06:28:22.690134812Z " + l)),
            "colours" => string.Join('\n', lines.Select(l => $"\e[1;31m{l}\e[0m")),
            "carriage returns" => string.Join('\n', lines.Select(l => "  0%|          | 0/10\r" + l + "\r")),
            "wrapped" => string.Join(
                '\n',
                lines.SelectMany(l => l.Chunk(79).DefaultIfEmpty([]).Select(c => new string(c)))
            ),
            _ => string.Concat(Enumerable.Range(0, 400).Select(i => $"INFO: request {i} took {i} ms\n")) + log,
        };
    }
}
