using CsCheck;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Python;

public sealed class MarkerPropertyTests
{
    private static readonly MarkerEnvironment _environment = MarkerEnvironment.For(
        new TargetPlatform(OperatingSystemFamily.Linux, "x86_64", LibcKind.Glibc, 2, 36),
        "3.11.7"
    );

    private static readonly Gen<string> _comparison = Gen.OneOf(
        Gen.Select(
            Gen.OneOf("python_version", "python_full_version"),
            Gen.OneOf("<", "<=", "==", "!=", ">=", ">"),
            Gen.OneOf("3.8", "3.11", "3.11.7", "3.12"),
            (name, op, value) => $"{name} {op} \"{value}\""
        ),
        Gen.Select(
            Gen.OneOf("sys_platform", "platform_machine", "extra", "platform_release"),
            Gen.OneOf("==", "!=", "in", "not in"),
            Gen.OneOf("linux", "win32", "x86_64", "a\\\\b", "\\x22'"),
            (name, op, value) => $"{name} {op} \"{value}\""
        )
    );

    /// <summary>A text with its truth, worked out beside the product's own evaluation.</summary>
    private static readonly Gen<(string Text, MarkerOutcome Outcome)> _marker = Gen.Recursive<(
        string Text,
        MarkerOutcome Outcome
    )>(
        (depth, self) =>
            depth > 4
                ? _comparison.Select(text => (text, Marker.Parse(text).Evaluate(_environment)))
                : Gen.Frequency(
                    (1, _comparison.Select(text => (text, Marker.Parse(text).Evaluate(_environment)))),
                    (2, Gen.Select(self, self, (a, b) => ($"({a.Text}) and ({b.Text})", And(a.Outcome, b.Outcome)))),
                    (2, Gen.Select(self, self, (a, b) => ($"({a.Text}) or ({b.Text})", Or(a.Outcome, b.Outcome))))
                )
    );

    [Fact]
    public void Truth_follows_three_valued_logic() =>
        _marker.Sample(
            marker => Assert.Equal(marker.Outcome, Marker.Parse(marker.Text).Evaluate(_environment)),
            iter: 2_000
        );

    [Fact]
    public void The_normal_form_reads_back_as_itself_and_has_the_same_truth() =>
        _marker.Sample(
            generated =>
            {
                var marker = Marker.Parse(generated.Text);
                var again = Marker.Parse(marker.ToString());
                Assert.Equal(marker.ToString(), again.ToString());
                Assert.Equal(marker.Evaluate(_environment), again.Evaluate(_environment));
            },
            iter: 2_000
        );

    [Fact]
    public void Any_text_is_read_or_refused_without_a_crash() =>
        Gens.Near([.. PackagingCorpus.Markers.OfKind("m").Select(r => r[1].GetString()!)])
            .Sample(
                text =>
                {
                    if (Marker.TryParse(text, out var marker, out var error))
                    {
                        Assert.Equal(marker, Marker.Parse(marker.ToString()));
                        marker.Evaluate(_environment);
                    }
                    else
                    {
                        Assert.InRange(error.Offset, 0, text.Length);
                    }
                },
                iter: 20_000
            );

    private static MarkerOutcome And(MarkerOutcome a, MarkerOutcome b) =>
        a == MarkerOutcome.False || b == MarkerOutcome.False ? MarkerOutcome.False
        : a == MarkerOutcome.Unknown || b == MarkerOutcome.Unknown ? MarkerOutcome.Unknown
        : MarkerOutcome.True;

    private static MarkerOutcome Or(MarkerOutcome a, MarkerOutcome b) =>
        a == MarkerOutcome.True || b == MarkerOutcome.True ? MarkerOutcome.True
        : a == MarkerOutcome.Unknown || b == MarkerOutcome.Unknown ? MarkerOutcome.Unknown
        : MarkerOutcome.False;
}
