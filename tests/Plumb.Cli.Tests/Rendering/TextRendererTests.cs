using System.Text;
using Plumb.Cli.Rendering;
using Xunit;

namespace Plumb.Cli.Tests.Rendering;

public sealed class TextRendererTests
{
    private static readonly RenderSettings _settings = Rendered.Settings;

    private static string Render(CheckReport report, RenderSettings? settings = null) =>
        Rendered.As(ReportFormat.Text, report, settings);

    [Fact]
    public void A_healthy_environment_is_three_lines() =>
        Assert.Equal(
            """
            venv · Python 3.11.7 · Linux x86-64, glibc 2.36 · 36 distributions
            Nothing wrong: requirements, 1,702 files and every native library agree.
            Not looked at: a GPU (none here) and file hashes (--verify).

            """,
            Render(Samples.Clean)
        );

    [Fact]
    public void The_verdict_comes_second_and_the_worst_block_first()
    {
        var lines = Render(Samples.Broken).Split('\n');
        Assert.Equal("Broken: 2 causes. 6 distributions are affected.", lines[1]);
        Assert.StartsWith("error    NumPy 2.2.6 is installed", lines[3], StringComparison.Ordinal);
        Assert.EndsWith("PLB2101", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Consequences_are_folded_into_the_block_of_their_cause()
    {
        var text = Render(Samples.Broken);
        Assert.Contains(
            "so     this fails with it: albumentations, facexlib, insightface, qudida",
            text,
            StringComparison.Ordinal
        );
        Assert.Single(text.Split('\n'), line => line.Contains("albumentations", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(24)]
    [InlineData(40)]
    [InlineData(60)]
    public void Seventy_troubles_fit_one_screen_and_the_rest_is_counted(int height)
    {
        var text = Render(Samples.Many(70), _settings with { Height = height });
        Assert.InRange(text.Split('\n').Length - 1, 12, height - 1);
        Assert.Contains("more (", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Verbose_shows_every_finding()
    {
        var text = Render(Samples.Many(70), _settings with { Verbose = true });
        Assert.All(
            Samples.Many(70).Findings,
            f => Assert.Contains(f.Title.Split(' ')[0], text, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Without_unicode_only_ascii_is_written()
    {
        foreach (var report in new[] { Samples.Broken, Samples.Clean, Samples.Hostile })
        {
            Assert.True(Ascii.IsValid(Render(report, _settings with { Unicode = false, Verbose = true })));
        }
    }

    [Fact]
    public void Colour_changes_no_word()
    {
        var plain = Render(Samples.Many(5));
        var coloured = Render(Samples.Many(5), _settings with { Colour = true });
        Assert.True(coloured.Length > plain.Length);
        var stripped = new StringBuilder();
        for (var i = 0; i < coloured.Length; i++)
        {
            if (coloured[i] == '\u001b')
            {
                i += coloured.AsSpan(i).IndexOf('m');
                continue;
            }

            stripped.Append(coloured[i]);
        }

        Assert.Equal(plain, stripped.ToString());
    }

    [Fact]
    public void Nothing_out_of_a_name_reaches_the_terminal_raw()
    {
        var text = Render(Samples.Hostile, _settings with { Verbose = true });
        Assert.DoesNotContain(text, c => c is '\u001b' or '\u0007' or '\r' or '\0' or '\u202E' || char.IsSurrogate(c));
        Assert.Contains(@"x\x1B]0;t\x07\r\n::error::y\u{202E}\x00", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(120)]
    public void Sentences_are_wrapped_at_the_width(int width)
    {
        var text = Render(Samples.Broken, _settings with { Width = width, Verbose = true });
        // A path and a command stay whole, or they could not be copied.
        Assert.All(
            text.Split('\n').Where(line => !line.Contains("pip", StringComparison.Ordinal)),
            line =>
                Assert.True(
                    line.Length <= width || line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length <= 2,
                    line
                )
        );
    }
}
