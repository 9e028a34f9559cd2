using System.Text.Json;
using System.Xml.Linq;
using CsCheck;
using Plumb.Cli.Rendering;
using Plumb.Findings;
using Plumb.Text;
using Xunit;

namespace Plumb.Cli.Tests.Rendering;

public sealed class EveryFormatPropertyTests
{
    private static readonly Gen<string> _text = Gen.OneOf(
        Gen.String,
        Gen.Char['\0', '\uffff'].Array[0, 30].Select(c => new string(c)),
        Gen.Const(Samples.Evil),
        Gen.Const("]]>--></script>{{%0A::```|")
    );

    private static readonly Gen<Finding> _finding = Gen.Select(
        _text,
        _text,
        _text,
        Gen.Enum<Severity>(),
        Gen.Enum<SubjectKind>(),
        Gen.Int[0, 3],
        Gen.Bool,
        (title, message, name, severity, kind, cause, consequence) =>
            new Finding
            {
                Rule = Samples.Unmet,
                Severity = severity,
                Title = title,
                Message = message,
                Subject = new Subject(kind, name, cause == 0 ? null : name),
                Location = cause == 1 ? null : new Location("/" + name, cause, cause),
                Cause = cause == 0 ? null : FormattableString.Invariant($"cause {cause}"),
                IsConsequence = consequence && cause > 0,
                Evidence = [new Evidence(message, cause == 2 ? title : null, cause)],
                Fixes =
                [
                    new Fix(title, cause == 3 ? [] : [name, message], consequence, new FixCost(cause * 1000L, cause)),
                ],
            }
    );

    private static readonly Gen<CheckReport> _report = Gen.Select(
        _finding.Array[0, 8],
        _text,
        _text.Array[0, 3],
        (findings, text, texts) =>
            Samples.Clean with
            {
                Findings = FindingOrder.Sort(findings),
                Environment = Samples.Venv with { Prefix = text },
                Distributions =
                [
                    .. texts.Select(t => new DistributionFacts(t, t, t, [new RequirementFacts(text, t, false)])),
                ],
                Remarks = [.. texts],
                NotLookedAt = [.. texts],
            }
    );

    [Fact]
    public void Every_format_takes_every_report_and_lets_nothing_raw_through() =>
        _report.Sample(
            report =>
            {
                foreach (var format in Enum.GetValues<ReportFormat>())
                {
                    var text = Rendered.As(format, report, Rendered.Settings with { Verbose = true });
                    Assert.DoesNotContain(text, c => c is not '\n' && (char.IsControl(c) || c is '\u202E' or '\u2028'));
                    Parse(format, text);
                }
            },
            iter: 300
        );

    [Fact]
    public void A_screen_is_never_longer_than_the_terminal() =>
        _report.Sample(report =>
        {
            var text = Rendered.As(ReportFormat.Text, report with { Remarks = [], NotLookedAt = [] });
            Assert.InRange(text.Count(c => c == '\n'), 1, 60);
        });

    private static void Parse(ReportFormat format, string text)
    {
        switch (format)
        {
            case ReportFormat.Json or ReportFormat.Sarif:
                using (JsonDocument.Parse(text))
                {
                    break;
                }

            case ReportFormat.JUnit:
                XDocument.Parse(text);
                break;
            case ReportFormat.GitHub:
                Assert.All(
                    text.TrimEnd('\n').Split('\n'),
                    line =>
                        Assert.True(
                            line.StartsWith("::", StringComparison.Ordinal)
                                || line.StartsWith("plumb: ", StringComparison.Ordinal)
                        )
                );
                break;
        }
    }
}
