using System.Text.Json;
using Plumb.Cli.Tests.Rendering;
using Xunit;

namespace Plumb.Cli.Tests.Commands;

public sealed class StackCommandTests
{
    [Fact]
    public void The_stacks_that_Plumb_carries_and_that_of_the_folder_are_listed()
    {
        using var world = new TestWorld();
        Write(world, "plumb.toml", "[stack]\nname = 'mine'\nsummary = 'My own.'\n");
        Assert.Equal(0, world.Run("stack", "list"));
        Assert.StartsWith("mine ", world.Output, StringComparison.Ordinal);
        Assert.Contains("deep-live-cam", world.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stack", "list", "--json")]
    [InlineData("stack", "show", "deep-live-cam", "--json")]
    [InlineData("stack", "init", "--dry-run", "--json")]
    public void Its_json_is_valid_against_the_schema(params string[] arguments)
    {
        using var world = new TestWorld();
        Write(world, "requirements.txt", "numpy<2\n");
        Assert.Equal(0, world.Run(arguments));
        JsonSchemaFile.AssertValid(JsonSchemaFile.Plumb, world.Output);
    }

    [Fact]
    public void A_stack_is_shown_with_the_source_of_each_statement_when_it_is_asked_for()
    {
        using var brief = new TestWorld();
        Assert.Equal(0, brief.Run("stack", "show", "deep-live-cam"));
        Assert.Contains("stages, in order", brief.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("documented, 20", brief.Output, StringComparison.Ordinal);

        using var whole = new TestWorld();
        Assert.Equal(0, whole.Run("stack", "show", "deep-live-cam", "-v"));
        Assert.Contains("documented, 20", whole.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("deep-live-can", "Did you mean \"deep-live-cam\"?")]
    [InlineData("no/such/file", "it is no file")]
    [InlineData(".", "states no stack")]
    public void A_name_that_means_no_stack_is_refused(string name, string said)
    {
        using var world = new TestWorld();
        Assert.Equal(2, world.Run("stack", "show", name));
        Assert.Contains(said, world.Error, StringComparison.Ordinal);
        Assert.Empty(world.Output);
    }

    [Fact]
    public void A_mistake_in_a_manifest_is_told_with_its_place()
    {
        using var world = new TestWorld();
        Write(world, "plumb.toml", "[stack]\nname = 'a'\n[[stage]]\nnmae = 'x'\n");
        Assert.Equal(2, world.Run("stack", "show", "plumb.toml"));
        Assert.Contains("plumb.toml:4:1: [[stage]] has no key \"nmae\"", world.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_first_manifest_is_written_once_and_keeps_what_the_file_says()
    {
        using var world = new TestWorld();
        Write(world, "requirements.txt", "numpy<2\n");
        Write(world, "plumb.toml", "[check]\nfail-on = 'warning'");
        Assert.Equal(0, world.Run("stack", "init", "--name", "mine"));
        var text = File.ReadAllText(Path.Combine(world.Folder, "plumb.toml"));
        Assert.StartsWith("[check]\nfail-on = 'warning'\n\n[stack]\nname = \"mine\"\n", text, StringComparison.Ordinal);

        using var again = new TestWorld();
        Write(again, "plumb.toml", text);
        Assert.Equal(2, again.Run("stack", "init"));
        Assert.Contains("states the stack mine already", again.Error, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(Path.Combine(again.Folder, "plumb.toml")));
    }

    [Fact]
    public void Settings_of_a_project_are_not_hidden_by_a_new_manifest()
    {
        using var world = new TestWorld();
        Write(world, "requirements.txt", "numpy<2\n");
        Write(world, "pyproject.toml", "[tool.plumb.check]\nfail-on = 'warning'\n");
        Assert.Equal(2, world.Run("stack", "init"));
        Assert.Contains("would hide", world.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(world.Folder, "plumb.toml")));

        Write(world, "pyproject.toml", "this is = no [toml");
        Assert.Equal(0, world.Run("stack", "init"));
        Assert.Contains("plumb check --stack plumb.toml", world.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dry_run_prints_the_manifest_and_writes_nothing()
    {
        using var world = new TestWorld();
        Write(world, "requirements.txt", "numpy<2\n");
        Assert.Equal(0, world.Run("stack", "init", "--dry-run"));
        Assert.Contains("packages = [\"numpy<2\"]", world.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(world.Folder, "plumb.toml")));
    }

    [Theory]
    [InlineData("--variant", "cuda", "no stack is named")]
    [InlineData("--gpu", "RTX 4090", "no stack is named")]
    [InlineData("--stack", "nothing", "No stack is named")]
    public void What_is_asked_of_no_stack_is_refused(string option, string value, string said)
    {
        using var world = new TestWorld();
        Assert.Equal(2, world.Run("check", option, value));
        Assert.Contains(said, world.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variant_that_the_stack_does_not_have_is_refused_with_those_that_it_has()
    {
        using var world = new TestWorld();
        Assert.Equal(2, world.Run("check", "--stack", "deep-live-cam", "--variant", "rocm"));
        Assert.Contains("It has cuda, mps or cpu.", world.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_hands_the_stack_on()
    {
        using var world = new TestWorld();
        Assert.Equal(0, world.Run("check", "--stack", "deep-live-cam", "--variant", "cpu", "--gpu", "RTX 4090"));
        Assert.Equal("deep-live-cam", world.Request?.Stack?.Stack.Name);
        Assert.Equal("cpu", world.Request?.Stack?.Variant);
        Assert.Single(world.Request!.Stack!.Cards);
    }

    [Fact]
    public void Every_shipped_stack_is_valid_against_the_schema_of_manifests()
    {
        foreach (var name in Stacks.ShippedStacks.Names)
        {
            Assert.True(
                Metadata.Toml.TomlDocument.TryParse(name, Stacks.ShippedStacks.Text(name), out var document, out _)
            );
            JsonSchemaFile.AssertValid(JsonSchemaFile.Stack, TomlAsJson.Of(document.Root).ToJsonString());
        }
    }

    [Theory]
    [InlineData("[stack]\nname = 'a'\n[[stage]]\nnmae = 'x'\n")]
    [InlineData("[stack]\nname = 'A'\n")]
    [InlineData("[stack]\nname = 'a'\n[requires]\nmemory = '8 gigs'\n")]
    public void The_schema_refuses_what_the_reader_refuses(string toml)
    {
        Assert.True(Metadata.Toml.TomlDocument.TryParse("a", toml, out var document, out _));
        using var json = JsonDocument.Parse(TomlAsJson.Of(document.Root).ToJsonString());
        Assert.False(JsonSchemaFile.Stack.Evaluate(json.RootElement).IsValid);
    }

    private static void Write(TestWorld world, string name, string text) =>
        File.WriteAllText(Path.Combine(world.Folder, name), text);
}
