using System.Text;
using Plumb.Diagnosis;
using Plumb.Knowledge;
using Xunit;

namespace Plumb.Core.Tests.Diagnosis;

public sealed class FailureSignaturesTests
{
    private const string Row = """
        source = "https://example.org/notes"
        grade = "documented"
        date = "2026-11-25"

        [[failure]]
        code = "widget-too-old"
        any = ["widget {version} cannot turn"]
        where = { version = "<2" }
        sentence = ["widget {version} is too old to turn."]
        fixes = [{ title = "upgrade it", run = ["python -m pip install \"widget>=2\""] }]
        """;

    [Fact]
    public void What_is_read_of_a_shipped_row_at_first_is_what_the_whole_row_says()
    {
        foreach (var (name, toml) in FailureSignatures.Shipped)
        {
            var whole = SignatureFile.Read(name, toml, isShipped: false);
            Assert.Null(whole.Error);
            var entries = SignatureRows.Read(name, toml).ToList();
            Assert.Equal(whole.Failures.Length, entries.Count);
            Assert.True(entries.Count == 0 || (whole.Success.IsEmpty && whole.Signs.IsEmpty), name);
            foreach (var (signature, entry) in whole.Failures.Zip(entries))
            {
                Assert.Equal(signature.Code, entry.Code);
                Assert.Equal(signature.Any.Select(p => p.Text), entry.Any.Select(p => p.Text));
                Assert.Equal(signature.All.Select(p => p.Text), entry.All.Select(p => p.Text));
                Assert.Equal(signature.None.Select(p => p.Text), entry.None.Select(p => p.Text));
                Assert.Equal(signature.Source, entry.Signature.Source);
                Assert.Equal(signature.Sentences, entry.Signature.Sentences);
                Assert.Equal(signature.Weight, entry.Signature.Weight);
            }
        }
    }

    [Fact]
    public void Every_signature_that_is_shipped_is_read_and_has_its_source()
    {
        Assert.True(
            FailureSignatures.TryRead(FailureSignatures.Shipped, out var signatures, out var error),
            error?.Message
        );
        var all = signatures.All;
        Assert.True(all.Length > 200);
        Assert.All(all, s => Assert.True(s.Source.Text.Length > 20 && s.Source.Grade > Grade.Folklore, s.Code));
        Assert.All(all, s => Assert.InRange(s.Confidence, 0.1, 1));
    }

    [Fact]
    public void No_shipped_fix_does_harm()
    {
        foreach (var signature in FailureSignatures.Embedded.All)
        {
            var names = signature
                .Any.Concat(signature.All)
                .SelectMany(p => p.Names)
                .Concat(LogFacts.Names)
                .Distinct(StringComparer.Ordinal)
                .ToDictionary(n => n, _ => "x", StringComparer.Ordinal);
            foreach (var fix in signature.Fixes)
            {
                var text =
                    WordTemplate.Fill(fix.Title, names)
                    + " "
                    + string.Join(' ', fix.Run.Select(r => WordTemplate.Fill(r, names)));
                Assert.False(FailureJudge.Unsafe().IsMatch(text), text);
            }
        }
    }

    [Fact]
    public void A_new_failure_takes_one_text_file()
    {
        Assert.True(FailureSignatures.TryRead([("mine.toml", Row)], out var signatures, out _));
        var cause = Assert.Single(Diagnose(signatures, "RuntimeError: widget 1.4 cannot turn here").Causes);
        Assert.Equal("widget 1.4 is too old to turn.", cause.Sentence);
        Assert.Equal("python -m pip install \"widget>=2\"", Assert.Single(cause.Fixes).Commands.Single());
        Assert.Empty(Diagnose(signatures, "RuntimeError: widget 2.1 cannot turn here").Causes);
        Assert.Empty(Diagnose(signatures, "widget 1.4 turns").Causes);
    }

    [Theory]
    [InlineData("code = \"widget-too-old\"", "code = \"Widget\"", "code of lower-case words")]
    [InlineData("source = \"https://example.org/notes\"", "", "source, grade or date")]
    [InlineData("sentence = [\"widget {version}", "sentence = [\"widget {release}", "{release} is captured by none")]
    [InlineData("\"<2\"", "\"<two\"", "no range of versions")]
    [InlineData("title = \"upgrade it\"", "title = \"upgrade it\", os = \"plan9\"", "linux, macos or windows")]
    [InlineData("any = [", "beats = [\"nobody\"]\nany = [", "which no signature has")]
    [InlineData("any = [", "any = ", "mine.toml")]
    public void A_wrong_file_is_refused_with_the_place(string part, string instead, string expected)
    {
        Assert.False(
            FailureSignatures.TryRead(
                [("mine.toml", Row.Replace(part, instead, StringComparison.Ordinal))],
                out _,
                out var error
            )
        );
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    internal static LogDiagnosis Diagnose(FailureSignatures signatures, string log)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(log));
        return LogDiagnosis.Read(stream, signatures, null, TestContext.Current.CancellationToken);
    }
}
