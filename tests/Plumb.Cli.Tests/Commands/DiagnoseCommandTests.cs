using System.Text;
using System.Text.Json;
using Plumb.Cli.Tests.Rendering;
using Xunit;

namespace Plumb.Cli.Tests.Commands;

public sealed class DiagnoseCommandTests
{
    private const string Failure = "loading\nModuleNotFoundError: No module named 'six'\n";

    [Fact]
    public void The_cause_comes_with_its_line_and_what_to_do_and_with_code_1()
    {
        using var world = Reading(Failure);

        Assert.Equal(1, world.Run("diagnose"));
        Assert.StartsWith("Cause (likely): The module six is not installed", world.Output, StringComparison.Ordinal);
        Assert.Contains("line 2", world.Output, StringComparison.Ordinal);
        Assert.Contains("python -m pip install \"six\"", world.Output, StringComparison.Ordinal);
        Assert.Contains("Not that:", world.Output, StringComparison.Ordinal);
        Assert.Empty(world.Error);
    }

    [Theory]
    [InlineData("all is well\n", 0, "No failure found in 1 line.")]
    [InlineData("", 0, "The log is empty.")]
    [InlineData("a\nERROR: frob failed\n", 1, "This failure is not known. The lines that say most:")]
    public void A_log_without_a_known_failure_says_so(string log, int code, string words)
    {
        using var world = Reading(log);

        Assert.Equal(code, world.Run("diagnose", "-"));
        Assert.StartsWith(words, world.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Failure)]
    [InlineData("a\nERROR: frob failed\n")]
    [InlineData("")]
    public void Its_json_is_valid_against_the_schema(string log)
    {
        using var world = Reading(log);

        world.Run("diagnose", "--json");
        JsonSchemaFile.AssertValid(JsonSchemaFile.Plumb, world.Output);
    }

    [Fact]
    public void What_is_no_text_is_named_as_such_with_code_3()
    {
        using var world = new TestWorld();
        var bytes = new byte[5000];
        new Random(7).NextBytes(bytes);
        var file = Path.Combine(world.Folder, "core.bin");
        File.WriteAllBytes(file, bytes);

        Assert.Equal(3, world.Run("diagnose", file));
        Assert.Contains("This is not text: ", world.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("No failure found", world.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("éàü ça va, tout est bien allé\n")]
    [InlineData("\u001b[32mok\u001b[0m 100%|██████████| 5/5 すべて正常です\r\n")]
    [InlineData("\0")]
    public void Text_of_any_language_with_colours_is_text(string log)
    {
        using var world = Reading(log);

        Assert.Equal(0, world.Run("diagnose", "-"));
        Assert.StartsWith("No failure found", world.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_files_are_read_as_one_log()
    {
        using var world = Reading(Failure);
        var first = Path.Combine(world.Folder, "a.log");
        File.WriteAllText(first, "one\ntwo\n");

        Assert.Equal(1, world.Run("diagnose", first, "-", "--json"));
        using var json = JsonDocument.Parse(world.Output);
        var cause = json.RootElement.GetProperty("data").GetProperty("causes")[0];
        Assert.Equal("package-missing", cause.GetProperty("code").GetString());
        Assert.Equal(4, cause.GetProperty("lines")[0].GetProperty("line").GetInt32());
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        using var world = Reading("");

        Assert.Equal(3, world.Run("diagnose", "nowhere.log"));
        Assert.Contains("nowhere.log cannot be read: nothing is there.", world.Error, StringComparison.Ordinal);
        Assert.Empty(world.Output);
    }

    [Fact]
    public void Nothing_named_and_nothing_piped_is_a_mistake_of_usage()
    {
        using var world = Reading("");
        world.World = world.World with { Terminal = world.World.Terminal with { InputIsTerminal = true } };

        Assert.Equal(2, world.Run("diagnose"));
        Assert.Contains("No log is named", world.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_quotes_the_lines_and_the_commands()
    {
        using var world = Reading(Failure);

        Assert.Equal(1, world.Run("diagnose", "--format", "markdown"));
        Assert.Contains("```sh\npython -m pip install \"six\"\n```", world.Output, StringComparison.Ordinal);
    }

    private static TestWorld Reading(string log)
    {
        var world = new TestWorld();
        world.World = world.World with { Input = new MemoryStream(Encoding.UTF8.GetBytes(log)) };
        return world;
    }

    [Fact]
    public void Knowledge_of_the_application_wins_and_says_so()
    {
        using var world = new TestWorld();
        var folder = Path.Combine(world.Folder, "mine", "failures");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(world.Folder, "plumb.toml"), "[[knowledge]]\nfolder = 'mine'\n");
        File.WriteAllText(
            Path.Combine(folder, "own.toml"),
            """
            source = "https://example.org/runbook"
            grade = "measured"
            date = "2026-01-01"
            [[failure]]
            code = "numpy-not-available"
            any = ["Numpy is not available"]
            sentence = ["Ask the platform team."]
            """
        );
        var log = Path.Combine(world.Folder, "a.log");
        File.WriteAllText(log, "RuntimeError: Numpy is not available\n");
        Assert.Equal(1, world.Run("diagnose", log));
        Assert.Contains("Ask the platform team.", world.Output, StringComparison.Ordinal);
        Assert.Contains("takes the place of", world.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[[knowledge]]\nfolder = 'none'\n", "which is no folder")]
    [InlineData("[[knowledge]]\nfoldr = 'mine'\n", "Did you mean \"folder\"?")]
    public void A_mistake_in_what_is_added_is_told_with_its_place(string text, string said)
    {
        using var world = new TestWorld();
        File.WriteAllText(Path.Combine(world.Folder, "plumb.toml"), text);
        var log = Path.Combine(world.Folder, "a.log");
        File.WriteAllText(log, "hello\n");
        Assert.Equal(2, world.Run("diagnose", log));
        Assert.Contains("plumb.toml:2:", world.Error, StringComparison.Ordinal);
        Assert.Contains(said, world.Error, StringComparison.Ordinal);
    }
}
