using Plumb.Cli.Commands;
using Xunit;

namespace Plumb.Cli.Tests.Commands;

public sealed class ImportsOptionTests
{
    [Fact]
    public void Without_the_option_nothing_is_asked_to_run()
    {
        using var world = new TestWorld();

        Assert.Equal(0, world.Run("check"));
        Assert.Null(world.Request!.Imports);
    }

    [Fact]
    public void The_word_behind_it_is_never_taken_for_its_value()
    {
        using var world = new TestWorld();

        Assert.Equal(0, world.Run("check", "--imports", "venv"));
        Assert.Equal("venv", world.Request!.Path);
        Assert.Empty(world.Request.Imports!.Modules);
        Assert.Equal(TimeSpan.FromSeconds(60), world.Request.Imports.Time);
    }

    [Fact]
    public void Modules_stand_behind_an_equals_sign()
    {
        using var world = new TestWorld();

        Assert.Equal(0, world.Run("check", "--imports=torch,cv2", "--timeout", "1.5"));
        Assert.Equal(["torch", "cv2"], world.Request!.Imports!.Modules);
        Assert.Equal(TimeSpan.FromSeconds(1.5), world.Request.Imports.Time);
    }

    [Theory]
    [InlineData("--imports", "--root", "/", "never run")]
    [InlineData("--imports=os;evil", "--verify", "--verify", "is no name of a module")]
    [InlineData("--imports", "--timeout", "-1", "wants seconds")]
    public void What_cannot_be_done_is_a_mistake_of_usage(string first, string second, string third, string message)
    {
        using var world = new TestWorld();

        Assert.Equal(2, world.Run("check", first, second, third));
        Assert.Contains(message, world.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_stands_after_two_hyphens_is_left_alone() =>
        Assert.Equal(
            ["check", "--imports=*", "--", "--imports"],
            ImportsOption.Separated(["check", "--imports", "--", "--imports"])
        );
}
