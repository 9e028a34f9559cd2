using System.Text.Json;
using Plumb.Cli.Tests.Rendering;
using Xunit;

namespace Plumb.Cli.Tests.Commands;

public sealed class KnowledgeCommandTests
{
    [Fact]
    public void Without_words_each_file_of_facts_is_listed()
    {
        using var world = new TestWorld();
        Assert.Equal(0, world.Run("knowledge"));
        Assert.Contains("nvidia-gpus", world.Output, StringComparison.Ordinal);
        Assert.Contains("failures/numpy", world.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_find_the_facts_that_have_them_with_their_source()
    {
        using var one = new TestWorld();
        Assert.Equal(0, one.Run("knowledge", "exclusive-families", "onnxruntime-directml"));
        Assert.StartsWith("onnxruntime  exclusive-families, family\n", one.Output, StringComparison.Ordinal);
        Assert.Contains("documented, ", one.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n1 fact.\n", one.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_known_is_said_with_code_1()
    {
        using var world = new TestWorld();
        Assert.Equal(1, world.Run("knowledge", "no-such-word-anywhere"));
        Assert.StartsWith("No fact has all these words.", world.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5080", 0)]
    [InlineData("no-such-word-anywhere", 1)]
    public void Its_json_is_valid_against_the_schema(string word, int expected)
    {
        using var world = new TestWorld();
        Assert.Equal(expected, world.Run("knowledge", word, "--json"));
        JsonSchemaFile.AssertValid(JsonSchemaFile.Plumb, world.Output);
        using var json = JsonDocument.Parse(world.Output);
        Assert.Equal(expected != 0, json.RootElement.GetProperty("data").GetProperty("facts").GetArrayLength() == 0);
    }
}
