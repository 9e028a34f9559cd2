using Plumb.Cli.Rendering;
using Xunit;

namespace Plumb.Cli.Tests.Rendering;

public sealed class EveryFormatTests
{
    public static TheoryData<string> Formats { get; } = [.. Enum.GetNames<ReportFormat>()];

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_same_report_gives_the_same_bytes(string format)
    {
        var kind = Enum.Parse<ReportFormat>(format);
        Assert.Equal(Rendered.As(kind, Samples.Many(20)), Rendered.As(kind, Samples.Many(20)));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Lines_end_with_LF_and_there_is_no_byte_order_mark(string format)
    {
        var text = Rendered.As(Enum.Parse<ReportFormat>(format), Samples.Broken);
        Assert.DoesNotContain('\r', text);
        Assert.NotEqual('\uFEFF', text[0]);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Nothing_that_a_terminal_obeys_is_written_raw(string format)
    {
        var text = Rendered.As(
            Enum.Parse<ReportFormat>(format),
            Samples.Hostile,
            Rendered.Settings with
            {
                Verbose = true,
            }
        );
        Assert.DoesNotContain(text, c => c is '\u001b' or '\u0007' or '\r' or '\0' or '\u202E' || char.IsSurrogate(c));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_code_is_told(string format)
    {
        var kind = Enum.Parse<ReportFormat>(format);
        var text = Rendered.As(kind, Samples.Broken, Rendered.Settings with { Verbose = true });
        Assert.All(Samples.Broken.Findings, f => Assert.Contains(f.Rule.Code, text, StringComparison.Ordinal));
    }
}
