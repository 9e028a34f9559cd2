using Plumb.Cli.Tests.Rendering;
using Xunit;

namespace Plumb.Cli.Tests.Commands;

public sealed class UsageTests
{
    [Theory]
    [InlineData("chekc", "Did you mean \"check\"?")]
    [InlineData("doctr", "Did you mean \"doctor\"?")]
    [InlineData("che", "Did you mean \"check\"?")]
    [InlineData("frobnicate", "\"frobnicate\" is no command.")]
    public void An_unknown_verb_is_answered_with_the_nearest_one(string verb, string expected)
    {
        using var world = new TestWorld();
        Assert.Equal(2, world.Run(verb));
        Assert.Contains(expected, world.Error, StringComparison.Ordinal);
        Assert.Empty(world.Output);
    }

    [Theory]
    [InlineData("check", "--json", "--nonsense")]
    [InlineData("report", "--format=json", "--nonsense")]
    [InlineData("chekc", "--format", "json")]
    public void Who_asks_for_json_gets_the_envelope(params string[] arguments)
    {
        using var world = new TestWorld();
        Assert.Equal(2, world.Run(arguments));
        JsonSchemaFile.AssertValid(JsonSchemaFile.Plumb, world.Output);
        Assert.Contains("\"code\": \"usage\"", world.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check", "--formt", "json", "Did you mean \"--format\"?")]
    [InlineData("check", "--format", "jsn", "Did you mean \"json\"?")]
    [InlineData("check", "a", "b", "takes no argument \"b\"")]
    public void A_mistyped_option_is_answered_with_the_nearest_one(string verb, string a, string b, string expected)
    {
        using var world = new TestWorld();
        Assert.Equal(2, world.Run(verb, a, b));
        Assert.Contains(expected, world.Error, StringComparison.Ordinal);
    }
}
