using Xunit;

namespace Plumb.Cli.Tests.Commands;

public sealed class BaselineTests
{
    [Fact]
    public void Known_findings_are_counted_and_new_ones_fail()
    {
        using var world = new TestWorld(Samples.Broken);
        Assert.Equal(0, world.Run("check", "--baseline", "known.json", "--update-baseline"));
        var known = Path.Combine(world.Folder, "known.json");

        using var again = new TestWorld(Samples.Broken);
        Assert.Equal(0, again.Run("check", "--baseline", known));
        Assert.Contains("Nothing new:", again.Output, StringComparison.Ordinal);
        Assert.Contains("7 findings more stand in the baseline.", again.Output, StringComparison.Ordinal);

        using var more = new TestWorld(Samples.Many(1) with { Findings = [.. Samples.Many(2).Findings] });
        Assert.Equal(1, more.Run("check", "--baseline", known));
        Assert.Contains("package-001 1.0 needs", more.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("NumPy 2.2.6", more.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"schema\":1}")]
    [InlineData("{\"schema\":\"plumb-baseline/1\",\"findings\":{}}")]
    public void What_is_no_baseline_exits_with_3_and_one_sentence(string? content)
    {
        using var world = new TestWorld(Samples.Broken);
        var file = Path.Combine(world.Folder, "known.json");
        if (content is not null)
        {
            File.WriteAllText(file, content);
        }

        Assert.Equal(3, world.Run("check", "--baseline", file));
        Assert.Contains(file, world.Error, StringComparison.Ordinal);
        Assert.Empty(world.Output);
    }

    [Fact]
    public void Updating_wants_a_file()
    {
        using var world = new TestWorld();
        Assert.Equal(2, world.Run("check", "--update-baseline"));
        Assert.Contains("--baseline FILE", world.Error, StringComparison.Ordinal);
    }
}
