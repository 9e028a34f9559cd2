using System.Text.Json;
using Plumb.Cli.Tests.Rendering;
using Xunit;

namespace Plumb.Cli.Tests.Commands;

public sealed class GpuCommandTests
{
    [Fact]
    public void A_card_that_is_asked_for_is_shown_with_its_driver()
    {
        using var world = new TestWorld();

        Assert.Equal(0, world.Run("gpu", "--root", world.Folder, "--gpu", "RTX 5080,driver=576.02"));
        Assert.Contains(
            "GeForce RTX 5080 · sm_120 · 16 GB · driver 576.02 → CUDA up to 12.9\n".Replace(
                " · ",
                world.World.Terminal.IsUtf8 ? " · " : " - ",
                StringComparison.Ordinal
            ),
            world.Output.Replace("·", world.World.Terminal.IsUtf8 ? "·" : "-", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        Assert.Contains("An application would choose: CPU", world.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_json_is_valid_against_the_schema_and_holds_what_scripts_read()
    {
        using var world = new TestWorld();

        Assert.Equal(
            0,
            world.Run("gpu", "--root", world.Folder, "--gpu", "sm_89,driver=550.54", "--gpu", "gfx1100", "--json")
        );
        JsonSchemaFile.AssertValid(JsonSchemaFile.Plumb, world.Output);
        using var json = JsonDocument.Parse(world.Output);
        var data = json.RootElement.GetProperty("data");
        Assert.Equal("550.54", data.GetProperty("driver").GetString());
        Assert.Equal("12.4", data.GetProperty("cuda").GetString());
        var devices = data.GetProperty("devices").EnumerateArray().ToList();
        Assert.Equal(["sm_89", null], devices.Select(d => d.GetProperty("sm").GetString()));
        Assert.Equal([0, 1], devices.Select(d => d.GetProperty("index").GetInt32()));
        Assert.Empty(data.GetProperty("consumers").EnumerateArray());
        Assert.Empty(data.GetProperty("verdicts").EnumerateArray());
    }

    [Theory]
    [InlineData("RTX 9999", "no GPU of NVIDIA is known")]
    [InlineData("sm_89,colour=red", "\"colour\" is no fact of a GPU")]
    [InlineData("", "a GPU is missing")]
    public void A_card_that_cannot_be_understood_is_a_mistake_of_usage(string card, string message)
    {
        using var world = new TestWorld();

        Assert.Equal(2, world.Run("gpu", "--gpu", card));
        Assert.Contains(message, world.Error, StringComparison.Ordinal);
        Assert.Empty(world.Output);
    }

    [Fact]
    public void An_environment_that_is_not_there_cannot_be_judged()
    {
        using var world = new TestWorld();

        Assert.Equal(3, world.Run("gpu", "--env", "nowhere", "--json"));
        using var json = JsonDocument.Parse(world.Output);
        Assert.Equal("not-found", json.RootElement.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public void Variables_stand_for_absent_hardware()
    {
        using var world = new TestWorld().With(("CONDA_OVERRIDE_CUDA", "12.4"), ("CONDA_OVERRIDE_CUDA_ARCH", "8.6"));

        Assert.Equal(0, world.Run("gpu", "--root", world.Folder, "--json"));
        using var json = JsonDocument.Parse(world.Output);
        var data = json.RootElement.GetProperty("data");
        Assert.Equal("12.4", data.GetProperty("cuda").GetString());
        Assert.Equal("sm_86", data.GetProperty("devices")[0].GetProperty("sm").GetString());
    }
}
