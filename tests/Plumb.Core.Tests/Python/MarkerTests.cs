using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Python;

public sealed class MarkerTests
{
    private static readonly MarkerEnvironment _linux = MarkerEnvironment.For(
        new TargetPlatform(OperatingSystemFamily.Linux, "x86_64", LibcKind.Glibc, 2, 36),
        "3.11.7"
    );

    [Fact]
    public void A_requirement_of_an_extra_counts_under_that_extra_only()
    {
        var marker = Marker.Parse("extra == 'GPU_x' and python_version >= '3.8'");
        Assert.False(marker.Holds(_linux));
        Assert.False(marker.Holds(_linux, ["cpu"]));
        Assert.True(marker.Holds(_linux, ["cpu", "gpu-X"]));
        Assert.False(marker.Holds(_linux with { PythonVersion = "3.7" }, ["gpu-x"]));
        Assert.True(marker.MentionsExtra);
        Assert.Equal(["gpu-x"], marker.Extras);
    }

    [Theory]
    [InlineData("extra == 'a' or python_version >= '3.8'", MarkerOutcome.True)]
    [InlineData("extra == 'a' and python_version < '3.8'", MarkerOutcome.False)]
    [InlineData("extra == 'a' or python_version < '3.8'", MarkerOutcome.Unknown)]
    [InlineData("python_version >= '3.8'", MarkerOutcome.True)]
    [InlineData("os_name ~= 'posix' or extra == 'a'", MarkerOutcome.UndefinedComparison)]
    public void With_the_extra_left_open_only_what_depends_on_it_is_unknown(string text, MarkerOutcome expected) =>
        Assert.Equal(expected, Marker.Parse(text).EvaluateForAnyExtra(_linux));

    [Fact]
    public void The_kernel_of_a_machine_that_nobody_looked_at_is_unknown_and_asks_for_nothing()
    {
        var marker = Marker.Parse("platform_release >= '5.0'");
        Assert.Equal(MarkerOutcome.Unknown, marker.Evaluate(_linux));
        Assert.False(marker.Holds(_linux));
        Assert.True(marker.Holds(_linux with { PlatformRelease = "6.1" }));
    }

    [Theory]
    [InlineData("python_version", 14)]
    [InlineData("python_version >= ", 18)]
    [InlineData("python_version >= 3.8", 18)]
    [InlineData("python_version >= '3.8", 18)]
    [InlineData("python_version => '3.8'", 15)]
    [InlineData("python_version not '3.8'", 18)]
    [InlineData("(python_version >= '3.8'", 0)]
    [InlineData("python_version >= '3.8' and", 27)]
    [InlineData("python_version >= '3.8' os_name == 'nt'", 24)]
    [InlineData("pythonversion >= '3.8'", 0)]
    [InlineData("os_name == 'a\\x'", 11)]
    [InlineData("os_name == 'a\nb'", 11)]
    public void An_error_names_its_place(string text, int offset)
    {
        Assert.False(Marker.TryParse(text, out _, out var error));
        Assert.Equal(offset, error.Offset);
    }

    [Theory]
    [InlineData("os_name == 'a\\tb'", "os_name == \"a\tb\"")]
    [InlineData("os_name == 'a\\\\b'", "os_name == \"a\\\\b\"")]
    [InlineData("os_name == 'a\\x41\\u0041\\U00000041\\101\\q'", "os_name == \"aAAAA\\q\"")]
    [InlineData("os_name == 'a\\nb\\x00'", "os_name == \"a\\x0ab\\x00\"")]
    [InlineData("os_name == \"it's\"", "os_name == \"it's\"")]
    [InlineData("os_name == 'say \"x\"'", "os_name == 'say \"x\"'")]
    [InlineData("os_name == \"it's \\x22\"", "os_name == \"it's \\x22\"")]
    public void Escapes_are_read_as_python_reads_them(string text, string expected) =>
        Assert.Equal(expected, Marker.Parse(text).ToString());

    [Fact]
    public void A_quote_ends_the_text_even_behind_a_backslash() =>
        Assert.False(Marker.TryParse("os_name == 'a\\''", out _, out _));

    [Fact]
    public void Nesting_beyond_reason_is_refused_and_not_followed()
    {
        var text = new string('(', 1_000_000) + "os_name == 'a'" + new string(')', 1_000_000);
        Assert.False(Marker.TryParse(text, out _, out var error));
        Assert.Equal("Parentheses are nested too deep", error.Message);
        Assert.True(Marker.TryParse(new string('(', 100) + "os_name == 'a'" + new string(')', 100), out _, out _));
    }

    [Fact]
    public void A_long_chain_is_read_without_nesting()
    {
        var text = string.Join(" and ", Enumerable.Repeat("os_name == 'posix'", 100_000));
        Assert.Equal(MarkerOutcome.True, Marker.Parse(text).Evaluate(_linux));
    }
}
