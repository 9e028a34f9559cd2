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
    [InlineData("RTX 9999", "Plumb knows no card named")]
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

    [Theory]
    [InlineData("sm_89,driver=550.54", 1, "no")]
    [InlineData("gfx1100", 0, "no")]
    public void A_build_for_the_cpu_cannot_run_on_a_card_and_that_is_a_fault_on_one_of_nvidia(
        string card,
        int code,
        string runs
    )
    {
        using var world = new TestWorld();
        AddTorch(world.Folder);

        Assert.Equal(code, world.Run("gpu", "--root", world.Folder, "--env", "/venv", "--gpu", card, "--json"));
        JsonSchemaFile.AssertValid(JsonSchemaFile.Plumb, world.Output);
        using var json = JsonDocument.Parse(world.Output);
        var data = json.RootElement.GetProperty("data");
        var verdicts = data.GetProperty("verdicts").EnumerateArray();
        Assert.Equal(runs, verdicts.Select(v => v.GetProperty("runs").GetString()).FirstOrDefault());
        Assert.True(data.GetProperty("consumers")[0].GetProperty("cpuOnly").GetBoolean());
        Assert.Equal(code == 0, json.RootElement.GetProperty("ok").GetBoolean());
    }

    [Theory]
    [InlineData("text", "  torch 2.8.0+cpu  no       is a build for the CPU only\n")]
    [InlineData("markdown", "| torch 2.8.0+cpu | no | is a build for the CPU only |")]
    public void A_verdict_stands_in_a_line_with_its_reason(string format, string line)
    {
        using var world = new TestWorld();
        AddTorch(world.Folder);

        Assert.Equal(
            1,
            world.Run(
                "gpu",
                "--root",
                world.Folder,
                "--env",
                "/venv",
                "--gpu",
                "RTX 4090,driver=550.54",
                "--format",
                format
            )
        );
        Assert.Contains(line, world.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_check_finds_about_gpus_is_found_here_too()
    {
        using var world = new TestWorld();
        AddTorch(world.Folder);

        world.Run("gpu", "--root", world.Folder, "--env", "/venv", "--gpu", "sm_89,driver=550.54", "--json");
        using var json = JsonDocument.Parse(world.Output);
        var finding = Assert.Single(json.RootElement.GetProperty("findings").EnumerateArray());
        Assert.Equal("PLB2305", finding.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("--root", "/")]
    [InlineData("--gpu", "RTX 4090")]
    public void Products_are_computed_on_this_machine_only(string option, string value)
    {
        using var world = new TestWorld();

        Assert.Equal(2, world.Run("gpu", "--test", option, value));
        Assert.Contains("--test", world.Error, StringComparison.Ordinal);
    }

    private static void AddTorch(string root)
    {
        var site = Path.Combine(root, "venv/lib/python3.11/site-packages");
        var metadata = Path.Combine(site, "torch-2.8.0+cpu.dist-info");
        Directory.CreateDirectory(metadata);
        Directory.CreateDirectory(Path.Combine(site, "torch"));
        Directory.CreateDirectory(Path.Combine(root, "venv/bin"));
        File.WriteAllText(Path.Combine(root, "venv/pyvenv.cfg"), "home = /usr/bin\nversion = 3.11.7\n");
        File.WriteAllText(Path.Combine(root, "venv/bin/python"), "");
        File.WriteAllText(
            Path.Combine(metadata, "METADATA"),
            "Metadata-Version: 2.1\nName: torch\nVersion: 2.8.0+cpu\n"
        );
        File.WriteAllText(
            Path.Combine(site, "torch/version.py"),
            "__version__ = '2.8.0+cpu'\ncuda = None\nhip = None\n"
        );
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
