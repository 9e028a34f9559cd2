using Plumb.Cli.Tests.Rendering;
using Xunit;

namespace Plumb.Cli.Tests.Commands;

public sealed class StackLintCommandTests
{
    [Fact]
    public void A_false_claim_is_shown_with_its_line_and_ends_with_code_1()
    {
        using var world = new TestWorld();
        var file = Write(world, "# GPU\n\nThe RTX 5080 is SM 8.9.\n");

        Assert.Equal(1, world.Run("stack", "lint", file));
        Assert.Contains(":3  false", world.Output, StringComparison.Ordinal);
        Assert.Contains("sm_120", world.Output, StringComparison.Ordinal);
        Assert.Contains("1 claim read: 0 true, 1 false", world.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The RTX 4090 is SM 8.9.\n")]
    [InlineData("Nothing is claimed here.\n")]
    [InlineData("")]
    public void Without_a_false_claim_the_code_is_0(string text)
    {
        using var world = new TestWorld();

        Assert.Equal(0, world.Run("stack", "lint", Write(world, text)));
        Assert.Contains(" 0 false", world.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_ends_with_code_2()
    {
        using var world = new TestWorld();

        Assert.Equal(2, world.Run("stack", "lint", Path.Combine(world.Folder, "none.md")));
        Assert.Contains("none.md cannot be read", world.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The RTX 5080 is SM 8.9.\n")]
    [InlineData("")]
    public void Its_json_is_valid_against_the_schema(string text)
    {
        using var world = new TestWorld();

        world.Run("stack", "lint", Write(world, text), "--json");
        JsonSchemaFile.AssertValid(JsonSchemaFile.Plumb, world.Output);
    }

    private static string Write(TestWorld world, string text)
    {
        var file = Path.Combine(world.Folder, "INSTALL.md");
        File.WriteAllText(file, text);
        return file;
    }
}
