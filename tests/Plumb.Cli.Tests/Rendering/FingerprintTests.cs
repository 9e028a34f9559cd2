using Plumb.Cli.Rendering;
using Plumb.Findings;
using Plumb.Text;
using Xunit;

namespace Plumb.Cli.Tests.Rendering;

public sealed class FingerprintTests
{
    private static Finding At(string prefix, int line, string title = "x stands at line 7 of a.py:9") =>
        new()
        {
            Rule = Samples.Unmet,
            Severity = Severity.Error,
            Title = title,
            Subject = new Subject(SubjectKind.Distribution, "x"),
            Location = new Location(prefix + "/lib/a.py", line),
        };

    [Fact]
    public void It_is_the_same_on_another_machine() =>
        Assert.Equal(Fingerprint.Of(At("/a", 1), "/a"), Fingerprint.Of(At("/home/me/b", 1), "/home/me/b"));

    [Fact]
    public void It_is_the_same_after_lines_have_moved() =>
        Assert.Equal(
            Fingerprint.Of(At("/a", 1), "/a"),
            Fingerprint.Of(At("/a", 55, "x stands at line 61 of a.py:63"), "/a")
        );

    [Fact]
    public void It_differs_for_another_rule_subject_or_fact()
    {
        var finding = At("/a", 1);
        var all = new[]
        {
            finding,
            finding with
            {
                Rule = Samples.Overlap,
            },
            finding with
            {
                Subject = new Subject(SubjectKind.Distribution, "y"),
            },
            finding with
            {
                Title = "x needs z",
            },
            finding with
            {
                Location = new Location("/a/lib/b.py", 1),
            },
        };
        Assert.Equal(all.Length, all.Select(f => Fingerprint.Of(f, "/a")).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void All_samples_have_their_own() =>
        Assert.Equal(
            Samples.Many(300).Findings.Length,
            Samples
                .Many(300)
                .Findings.Select(f => Fingerprint.Of(f, "/srv/app/venv"))
                .Distinct(StringComparer.Ordinal)
                .Count()
        );
}
