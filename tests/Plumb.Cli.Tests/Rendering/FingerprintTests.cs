using Plumb.Cli.Rendering;
using Plumb.Findings;
using Plumb.Text;
using Xunit;

namespace Plumb.Cli.Tests.Rendering;

public sealed class FingerprintTests
{
    private static Finding At(string place, int line = 1) =>
        new()
        {
            Rule = Samples.Unmet,
            Severity = Severity.Error,
            Title = "x stands there",
            Subject = new Subject(SubjectKind.Distribution, "x", "1.0"),
            Location = new Location(place, line),
        };

    [Theory]
    [InlineData("/a", "/a/lib/a.py", "/home/me/b", "/home/me/b/lib/a.py")]
    [InlineData("/a", "/a/lib/python3.10/site-packages/x/a.py", "/b", "/b/Lib/site-packages/x/a.py")]
    [InlineData("/a", "/a/x-1.0.dist-info/RECORD", "/a", "/a/x-2.0.1.dist-info/RECORD")]
    [InlineData("/a", "/a/x-1.0-py3.8.egg-info", "/a", "/a/x-2.0-py3.12.egg-info")]
    [InlineData("/a", "/a/_c.cpython-310-x86_64-linux-gnu.so", "/a", "/a/_c.cpython-312-darwin.so")]
    [InlineData("/a", "/a/bin/python3.10", "/a", "/a/bin/python3.13t")]
    [InlineData("/app/.venv", "/app/r.txt", "/srv/other/.venv", "/srv/other/r.txt")]
    [InlineData("/a", "/usr/share/x.pth", "/a", "/opt/x.pth")]
    public void It_is_the_same_on_another_machine_and_for_another_version(string a, string in1, string b, string in2) =>
        Assert.Equal(Fingerprint.Of(At(in1), a), Fingerprint.Of(At(in2), b));

    [Fact]
    public void It_is_the_same_after_lines_have_moved_and_words_were_bettered()
    {
        var finding = At("/a/b.py");
        var later = At("/a/b.py", 55) with
        {
            Title = "y",
            Message = "z",
            Severity = Severity.Info,
            Subject = new Subject(SubjectKind.Distribution, "X", "2.0"),
        };
        Assert.Equal(Fingerprint.Of(finding, "/a"), Fingerprint.Of(later, "/a"));
    }

    [Fact]
    public void It_is_the_same_however_the_name_is_spelled()
    {
        static Finding Of(string name) =>
            At("/a/b.py") with
            {
                Subject = new Subject(SubjectKind.Distribution, name, "1.0"),
            };
        Assert.Equal(Fingerprint.Of(Of("ruamel-yaml-clib"), "/a"), Fingerprint.Of(Of("Ruamel.__yaml_.clib"), "/a"));
    }

    [Fact]
    public void It_differs_for_another_rule_subject_matter_or_place()
    {
        var finding = At("/a/lib/a.py");
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
                About = "z",
            },
            finding with
            {
                Location = new Location("/a/lib/b.py", 1),
            },
            finding with
            {
                Location = new Location("/b.py", 1),
            },
            finding with
            {
                Location = null,
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
