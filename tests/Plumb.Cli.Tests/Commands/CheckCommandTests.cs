using System.Text.Json;
using Plumb.Cli.Rendering;
using Plumb.Cli.Tests.Rendering;
using Plumb.Findings;
using Xunit;

namespace Plumb.Cli.Tests.Commands;

public sealed class CheckCommandTests
{
    [Fact]
    public void A_clean_environment_exits_with_0()
    {
        using var world = new TestWorld(Samples.Clean);
        Assert.Equal(0, world.Run("check"));
        Assert.Empty(world.Error);
        Assert.StartsWith("venv · Python 3.11.7 · Linux", world.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_exits_with_1()
    {
        using var world = new TestWorld(Samples.Broken);
        Assert.Equal(1, world.Run("doctor"));
    }

    [Theory]
    [InlineData("error", 0)]
    [InlineData("warning", 1)]
    [InlineData("info", 1)]
    [InlineData("never", 0)]
    public void Fail_on_says_which_severity_fails(string failOn, int expected)
    {
        using var world = new TestWorld(
            Samples.Clean with
            {
                Findings = [Samples.Broken.Findings[0] with { Severity = Severity.Warning }],
            }
        );
        Assert.Equal(expected, world.Run("check", "--fail-on", failOn));
    }

    [Theory]
    [InlineData("PLB2101", null, "PLB2101")]
    [InlineData("PLB2,PLB18", null, "PLB2101 PLB1801")]
    [InlineData(null, "PLB2", "PLB1301 PLB1801")]
    [InlineData("PLB", "PLB2", "PLB1301 PLB1801")]
    [InlineData("PLB2101", "PLB2", "PLB2101")]
    [InlineData("overlapping-files", null, "PLB1301")]
    [InlineData(null, "plb2101, overlapping-files", "PLB1801")]
    public void Select_and_ignore_take_beginnings_of_codes_and_names(string? select, string? ignore, string expected)
    {
        using var world = new TestWorld(Samples.Broken);
        List<string> arguments = ["check", "--json"];
        arguments.AddRange(select is null ? [] : ["--select", select]);
        arguments.AddRange(ignore is null ? [] : ["--ignore", ignore]);
        world.Run([.. arguments]);
        using var json = JsonDocument.Parse(world.Output);
        var codes = json
            .RootElement.GetProperty("findings")
            .EnumerateArray()
            .Select(f => f.GetProperty("code").GetString())
            .Distinct(StringComparer.Ordinal);
        Assert.Equal(expected.Split(' ').Order(StringComparer.Ordinal), codes.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("--select", "overlaping-files", "Did you mean \"overlapping-files\"?")]
    [InlineData("--ignore", "PLB1301,PLX1", "--ignore: \"PLX1\" is neither a code")]
    [InlineData("--ignore", "PLB13011", "is neither a code")]
    public void A_word_that_names_no_rule_exits_with_2(string option, string word, string expected)
    {
        using var world = new TestWorld(Samples.Broken);
        Assert.Equal(2, world.Run("check", option, word));
        Assert.Contains(expected, world.Error, StringComparison.Ordinal);
        Assert.Empty(world.Output);
        Assert.Null(world.Request);
    }

    [Fact]
    public void What_could_not_be_finished_exits_with_3_and_says_why_on_standard_error()
    {
        using var world = new TestWorld(
            new CheckReport { Error = new ReportError("not-found", "Nothing here.", "Look there.") }
        );
        Assert.Equal(3, world.Run("check"));
        Assert.Equal("plumb: Nothing here.\n       Look there.\n", world.Error);
        Assert.Empty(world.Output);
    }

    [Fact]
    public void The_request_carries_what_was_typed()
    {
        using var world = new TestWorld();
        world.Run(
            "check",
            "some/where",
            "--root",
            "image",
            "--python",
            "bin/python",
            "--against",
            "r.txt",
            "--verify",
            "--offline"
        );
        Assert.Equal(
            new Cli.Commands.CheckRequest(
                "some/where",
                Path.Combine(world.Folder, "image"),
                "bin/python",
                "r.txt",
                world.Request!.Selection,
                true
            ),
            world.Request
        );
    }

    [Fact]
    public void Output_goes_into_a_file_and_nothing_else_is_left_in_its_folder()
    {
        using var world = new TestWorld(Samples.Broken);
        Assert.Equal(1, world.Run("check", "-o", "answer.json", "--json"));
        Assert.Empty(world.Output);
        Assert.Equal("answer.json", Path.GetFileName(Assert.Single(Directory.GetFileSystemEntries(world.Folder))));
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(world.Folder, "answer.json")));
        Assert.False(json.RootElement.GetProperty("ok").GetBoolean());
    }

    [Theory]
    [InlineData("json", "--baseline", "absent.json")]
    [InlineData("sarif", "--baseline", "absent.json")]
    [InlineData("junit", "--baseline", "absent.json")]
    [InlineData("json", "-o", "no/such/folder")]
    [InlineData("sarif", "-o", "no/such/folder")]
    [InlineData("junit", "-o", "no/such/folder")]
    public void What_programs_read_tells_why_there_is_no_answer(string format, string option, string file)
    {
        using var world = new TestWorld(Samples.Broken);
        Assert.Equal(3, world.Run("check", "--format", format, option, file));
        var reason = option == "-o" ? "its folder does not exist" : "absent.json cannot be read";
        Assert.Contains(reason, world.Output, StringComparison.Ordinal);
        Assert.Contains(reason, world.Error, StringComparison.Ordinal);
        AssertFailed(format, world.Output);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("sarif")]
    [InlineData("junit")]
    public void What_could_not_be_finished_is_told_in_the_answer_that_programs_read(string format)
    {
        using var world = new TestWorld(
            new CheckReport { Error = new ReportError("not-found", "Nothing here.", "Look there.") }
        );
        Assert.Equal(3, world.Run("check", "--format", format, "-o", "answer"));
        Assert.Empty(world.Output);
        var answer = File.ReadAllText(Path.Combine(world.Folder, "answer"));
        Assert.Contains("Nothing here.", answer, StringComparison.Ordinal);
        AssertFailed(format, answer);
    }

    [Fact]
    public void Who_asks_for_json_gets_it_also_where_nobody_foresaw_the_trouble()
    {
        using var world = new TestWorld();
        Assert.Equal(3, Trouble.Report(new InvalidOperationException(), ["check", "--json"], world.World));
        AssertFailed("json", world.Output);
        Assert.Contains("this is a bug in Plumb", world.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("report")]
    public void Standard_input_is_refused_as_a_declaration(string command)
    {
        using var world = new TestWorld();
        Assert.Equal(2, world.Run(command, "--against", "-"));
        Assert.Contains("--against reads a file, not standard input", world.Error, StringComparison.Ordinal);
        Assert.Null(world.Request);
    }

    private static void AssertFailed(string format, string answer)
    {
        switch (format)
        {
            case "json":
                JsonSchemaFile.AssertValid(JsonSchemaFile.Plumb, answer);
                Assert.Contains("\"ok\": false", answer, StringComparison.Ordinal);
                break;
            case "sarif":
                JsonSchemaFile.AssertValid(JsonSchemaFile.Sarif, answer);
                Assert.Contains("\"executionSuccessful\": false", answer, StringComparison.Ordinal);
                break;
            default:
                Assert.Contains("errors=\"1\"", answer, StringComparison.Ordinal);
                Assert.DoesNotContain("Nothing wrong", answer, StringComparison.Ordinal);
                break;
        }
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_named_and_exits_with_3()
    {
        using var world = new TestWorld();
        Assert.Equal(3, world.Run("check", "-o", "no/such/folder.json"));
        Assert.Contains("its folder does not exist", world.Error, StringComparison.Ordinal);
    }
}
