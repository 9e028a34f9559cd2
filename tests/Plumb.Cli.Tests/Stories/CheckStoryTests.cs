using System.Text.Json;
using System.Xml.Linq;
using Plumb.Cli.Tests.Rendering;
using Plumb.Core.Tests.Corpus;
using Xunit;

namespace Plumb.Cli.Tests.Stories;

/// <summary>What a newcomer does with the two machines in examples/, through the program itself.</summary>
public sealed class CheckStoryTests
{
    private static readonly string _root = CorpusFile.RepositoryRoot;

    private static Task<Ending> CheckAsync(string example, params string[] options) =>
        PlumbProcess.RunAsync(_root, ["check", "--root", $"examples/{example}", "/srv/app", .. options]);

    [Fact]
    public async Task The_healthy_machine_is_called_healthy_with_code_0()
    {
        var ending = await CheckAsync("healthy");
        Assert.Equal(0, ending.Code);
        Assert.Empty(ending.Error);
        Assert.Equal(4, ending.Output.TrimEnd('\n').Split('\n').Length);
        Assert.Contains("Nothing wrong:", ending.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--select", "PLB1001", "Nothing wrong by the rules that ran.")]
    [InlineData("--select", "PLB100", "Nothing wrong: requirements agree.")]
    [InlineData(
        "--ignore",
        "PLB1205",
        "Nothing wrong: requirements, imports, scripts, 1 source file of the application and requirements.txt agree."
    )]
    public async Task Only_what_every_rule_looked_at_is_said_to_agree(string option, string rules, string verdict)
    {
        var ending = await CheckAsync("healthy", option, rules);
        Assert.Equal(0, ending.Code);
        Assert.StartsWith(verdict, string.Join(' ', ending.Output.Split('\n')[1..]), StringComparison.Ordinal);
        Assert.Matches("and what [0-9]+ other rules? would find\\.", ending.Output.ReplaceLineEndings(" "));
    }

    [Fact]
    public async Task A_named_interpreter_leaves_the_application_to_be_compared_with()
    {
        var ending = await CheckAsync("healthy", "--python", "/srv/app/.venv/bin/python");
        Assert.Equal(0, ending.Code);
        Assert.Contains("requirements.txt agree.", ending.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_machine_has_its_programs_where_machines_have_them()
    {
        var ending = await PlumbProcess.RunAsync(_root, "check", "--root", "examples/healthy", "--json");
        Assert.Equal("", ending.Error);
        Assert.Contains("\"prefix\": \"/usr/local\"", ending.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_broken_machine_is_called_broken_with_code_1()
    {
        var ending = await CheckAsync("broken");
        Assert.Equal(1, ending.Code);
        Assert.Empty(ending.Error);
        Assert.StartsWith("Broken: ", ending.Output.Split('\n')[1], StringComparison.Ordinal);
        Assert.InRange(ending.Output.Split('\n').Length, 5, 40);
        Assert.DoesNotContain('\u001b', ending.Output);
    }

    [Fact]
    public async Task Never_failing_is_code_0_and_quiet_is_the_verdict_alone()
    {
        var ending = await CheckAsync("broken", "--fail-on", "never", "-q");
        Assert.Equal(0, ending.Code);
        Assert.Single(ending.Output.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task Json_is_valid_and_the_same_twice()
    {
        var first = await CheckAsync("broken", "--json");
        var second = await CheckAsync("broken", "--format", "json");
        Assert.Equal(1, first.Code);
        Assert.Equal(first.Output, second.Output);
        JsonSchemaFile.AssertValid(JsonSchemaFile.Plumb, first.Output);
        using var json = JsonDocument.Parse(first.Output);
        Assert.False(json.RootElement.GetProperty("ok").GetBoolean());
        var environment = json.RootElement.GetProperty("data").GetProperty("environment");
        Assert.Equal("/srv/app/.venv", environment.GetProperty("prefix").GetString());
        Assert.Equal("venv", environment.GetProperty("kind").GetString());
        var fingerprints = json
            .RootElement.GetProperty("findings")
            .EnumerateArray()
            .Select(f => f.GetProperty("fingerprint").GetString())
            .ToList();
        Assert.Equal(fingerprints.Count, fingerprints.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("healthy")]
    [InlineData("broken")]
    public async Task Sarif_is_valid_clean_or_not(string example) =>
        JsonSchemaFile.AssertValid(JsonSchemaFile.Sarif, (await CheckAsync(example, "--format", "sarif")).Output);

    [Fact]
    public async Task The_other_formats_are_what_they_are_called()
    {
        Assert.StartsWith(
            "::error ",
            (await CheckAsync("broken", "--format", "github")).Output,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "## Broken: ",
            (await CheckAsync("broken", "--format", "markdown")).Output,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "<!DOCTYPE html>",
            (await CheckAsync("broken", "--format", "html")).Output,
            StringComparison.Ordinal
        );
        var junit = XDocument.Parse((await CheckAsync("broken", "--format", "junit")).Output);
        Assert.NotEmpty(junit.Descendants("failure"));
    }

    [Fact]
    public async Task The_name_of_the_file_tells_the_format()
    {
        using var folder = new StoryFolder();
        var file = Path.Combine(folder.Path, "answer.html");
        var ending = await CheckAsync("broken", "-o", file);
        Assert.Equal(1, ending.Code);
        Assert.Empty(ending.Output);
        Assert.StartsWith(
            "<!DOCTYPE html>",
            await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        Assert.Equal(file, Assert.Single(Directory.GetFileSystemEntries(folder.Path)));
    }

    [Fact]
    public async Task Where_there_is_no_environment_one_sentence_says_so_with_code_3()
    {
        using var folder = new StoryFolder();
        var text = await PlumbProcess.RunAsync(folder.Path, "check", ".");
        Assert.Equal(3, text.Code);
        Assert.Empty(text.Output);
        Assert.StartsWith("plumb: ", text.Error, StringComparison.Ordinal);
        var json = await PlumbProcess.RunAsync(folder.Path, "check", ".", "--json");
        Assert.Equal(3, json.Code);
        JsonSchemaFile.AssertValid(JsonSchemaFile.Plumb, json.Output);
        using var document = JsonDocument.Parse(json.Output);
        Assert.Equal("not-found", document.RootElement.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_terminal_is_sent_nothing_but_the_answer_in_its_width()
    {
        await Shell.NeedAsync(_root, "script");
        var ending = await PlumbProcess.BashAsync(
            _root,
            "export PLUMB; NO_COLOR=1 script -qec 'stty cols 60 rows 30; $PLUMB check --root examples/broken /srv/app' /dev/null"
        );
        Assert.Contains("Broken:", ending.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[?1h", ending.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b=", ending.Output, StringComparison.Ordinal);
        Assert.InRange(ending.Output.Split('\n').Length, 10, 30);
    }

    [Fact]
    public async Task Names_that_attack_the_terminal_are_shown_as_what_they_are()
    {
        using var folder = new StoryFolder();
        // A target folder whose distribution, file and folder names carry escapes, line ends and bidi marks.
        var evil = "x\u001b[31m\u202E\ny";
        var info = Directory.CreateDirectory(Path.Combine(folder.Path, "t", "pkg-1.0.dist-info"));
        await File.WriteAllTextAsync(
            Path.Combine(info.FullName, "METADATA"),
            "Metadata-Version: 2.1\nName: pkg\u001b[31m\nVersion: 1.0\nRequires-Dist: other\u001b[2J; \nRequires-Dist: gone\n",
            TestContext.Current.CancellationToken
        );
        await File.WriteAllTextAsync(
            Path.Combine(info.FullName, "RECORD"),
            $"\"{evil}.py\",sha256=AAAA,5\npkg/__init__.py,,\n",
            TestContext.Current.CancellationToken
        );
        Directory.CreateDirectory(Path.Combine(folder.Path, "t", "~" + evil));
        foreach (var format in new[] { "text", "json", "sarif", "github", "markdown", "junit", "html" })
        {
            var ending = await PlumbProcess.RunAsync(
                folder.Path,
                "check",
                "t",
                "-v",
                "--format",
                format,
                "--color",
                "never"
            );
            Assert.InRange(ending.Code, 0, 1);
            Assert.DoesNotContain(ending.Output + ending.Error, c => c is '\u001b' or '\u202E' or '\r' or '\0');
        }
    }
}
