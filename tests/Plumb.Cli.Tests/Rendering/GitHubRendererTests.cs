using Plumb.Cli.Rendering;
using Plumb.Text;
using Xunit;

namespace Plumb.Cli.Tests.Rendering;

public sealed class GitHubRendererTests
{
    [Fact]
    public void Each_cause_is_one_command_and_the_verdict_one_line()
    {
        var lines = Rendered.As(ReportFormat.GitHub, Samples.Broken).TrimEnd('\n').Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("::error file=venv/lib/", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("::notice title=PLB1801", lines[2], StringComparison.Ordinal);
        Assert.Equal("plumb: Broken: 2 causes. 6 distributions are affected.", lines[3]);
    }

    [Fact]
    public void Values_are_escaped_as_the_runner_reads_them()
    {
        var report = Samples.Broken with
        {
            Findings =
            [
                Samples.Broken.Findings[0] with
                {
                    Title = "100% of a,b:c",
                    Message = "next",
                    Location = new Location("/x/a,b:c%", 2, 5),
                },
            ],
        };
        Assert.StartsWith(
            "::error file=/x/a%2Cb%3Ac%25,line=2,col=5,title=PLB1301 overlapping-files::100%25 of a,b:c%0Anext",
            Rendered.As(ReportFormat.GitHub, report),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void No_name_starts_a_command_of_its_own() =>
        Assert.Single(
            Rendered.As(ReportFormat.GitHub, Samples.Hostile).Split('\n'),
            line => line.StartsWith("::", StringComparison.Ordinal)
        );
}
