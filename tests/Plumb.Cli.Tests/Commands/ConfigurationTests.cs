using System.Text.Json;
using Plumb.Cli.Rendering;
using Plumb.Cli.Tests.Rendering;
using Plumb.Core.Tests.Corpus;
using Xunit;

namespace Plumb.Cli.Tests.Commands;

public sealed class ConfigurationTests
{
    private static TestWorld With(string text, string file = "plumb.toml")
    {
        var world = new TestWorld(Samples.Broken);
        File.WriteAllText(Path.Combine(world.Folder, file), text);
        return world;
    }

    [Fact]
    public void What_is_silenced_is_counted_and_listed_with_its_reason()
    {
        using var world = With(
            """
            [check]
            ignore = [{ code = "PLB2101", reason = "only inference" }, "PLB13"]
            """
        );
        Assert.Equal(0, world.Run("check", "--color", "never"));
        Assert.Contains("are silenced by", world.Output, StringComparison.Ordinal);
        Assert.Equal(0, world.Run("check", "-v"));
        Assert.Contains("Configured by", world.Output, StringComparison.Ordinal);
        Assert.Contains("PLB2101; ", world.Output, StringComparison.Ordinal);
        Assert.Contains("only inference", world.Output, StringComparison.Ordinal);
        Assert.Contains("no reason is given", world.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_names_the_files_and_what_they_silence()
    {
        using var world = With("[check]\nignore = [{ code = 'PLB2101', reason = 'why' }]\n");
        world.Run("check", "--json");
        JsonSchemaFile.AssertValid(JsonSchemaFile.Plumb, world.Output);
        using var json = JsonDocument.Parse(world.Output);
        var data = json.RootElement.GetProperty("data");
        Assert.EndsWith("/plumb.toml", Assert.Single(data.GetProperty("configuration").EnumerateArray()).GetString());
        var silenced = data.GetProperty("silenced").EnumerateArray().ToList();
        Assert.Equal(5, silenced.Count);
        Assert.All(silenced, s => Assert.Equal("why", s.GetProperty("reason").GetString()));
        Assert.All(silenced, s => Assert.Equal(2, s.GetProperty("line").GetInt32()));
        Assert.Equal(5, data.GetProperty("counts").GetProperty("silenced").GetInt32());
    }

    [Theory]
    [InlineData("plumb.toml", "[check]\nfail-on = 'info'\nignore = ['PLB2', 'PLB13']\n")]
    [InlineData("pyproject.toml", "[tool.plumb.check]\nfail-on = 'info'\nignore = ['PLB2', 'PLB13']\n")]
    public void Fail_on_is_taken_from_either_file_unless_it_is_typed(string file, string text)
    {
        using var world = With(text, file);
        Assert.Equal(1, world.Run("check"));
        Assert.Equal(0, world.Run("check", "--fail-on", "error"));
        Assert.Equal(1, world.Run("check", "--fail-on", "error", "--no-config"));
    }

    [Fact]
    public void The_format_is_taken_unless_it_is_typed_or_told_by_the_file()
    {
        using var world = With("[check]\nformat = 'markdown'\n");
        world.Run("check");
        Assert.StartsWith("## ", world.Output, StringComparison.Ordinal);
        world.Run("check", "-o", "x.json");
        Assert.StartsWith("{", File.ReadAllText(Path.Combine(world.Folder, "x.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_typed_wins_over_what_is_silenced()
    {
        using var world = With("[check]\nignore = ['PLB2101']\nselect = ['PLB13']\n");
        Assert.Equal(1, world.Run("check", "--select", "PLB2101"));
        Assert.Equal("PLB2101", Assert.Single(world.Request!.Selection.Select));
    }

    [Fact]
    public void Severities_change_and_off_silences()
    {
        using var world = With(
            "[check.severity]\nPLB2101 = { level = 'warning', reason = 'known' }\noverlapping-files = 'off'\nPLB1301 = 'off'\n"
        );
        Assert.Equal(0, world.Run("check"));
        Assert.Contains("Nothing is certainly broken. 1 thing", world.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Variables_win_over_the_file()
    {
        using var world = With("[check]\nfail-on = 'never'\n").With(("PLUMB_FAIL_ON", "error"));
        Assert.Equal(1, world.Run("check"));
        Assert.Equal(0, world.Run("check", "--fail-on", "never"));
    }

    [Fact]
    public void A_baseline_is_named_from_the_folder_of_its_file()
    {
        using var world = With("[check]\nbaseline = 'known.json'\n");
        Assert.Equal(0, world.Run("check", "--update-baseline"));
        Assert.True(File.Exists(Path.Combine(world.Folder, "known.json")));
        Assert.Equal(0, world.Run("check"));
        Assert.Equal(1, world.Run("check", "--no-config"));
        Assert.Equal(2, world.Run("check", "--no-config", "--update-baseline"));
    }

    [Fact]
    public void A_mistake_is_code_2_with_its_place_in_the_envelope_too()
    {
        using var world = With("[check]\nfail-on = 'warn'\n");
        Assert.Equal(2, world.Run("check", "--json"));
        Assert.Contains(
            "/plumb.toml:2:11: fail-on takes error, warning, info or never, not \"warn\". Did you mean \"warning\"?",
            world.Error,
            StringComparison.Ordinal
        );
        JsonSchemaFile.AssertValid(JsonSchemaFile.Plumb, world.Output);
        Assert.Contains("\"code\": \"configuration\"", world.Output, StringComparison.Ordinal);
        Assert.Null(world.Request);
    }

    [Fact]
    public void The_example_in_the_documentation_is_taken()
    {
        var page = File.ReadAllText(Path.Combine(CorpusFile.RepositoryRoot, "docs", "configuration.md"));
        var example = page.Split("```toml\n")[1].Split("```")[0];
        using var world = With(example);
        File.WriteAllText(
            Path.Combine(world.Folder, "plumb-baseline.json"),
            "{\"schema\":\"plumb-baseline/1\",\"findings\":[]}"
        );
        Assert.Equal(1, world.Run("check"));
        Assert.EndsWith("/requirements.txt", world.Request!.Against, StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_for_editors_knows_the_same_keys_and_words()
    {
        var file = Path.Combine(CorpusFile.RepositoryRoot, "docs", "schema", "plumb-toml.schema.json");
        using var schema = JsonDocument.Parse(File.ReadAllText(file));
        var check = schema.RootElement.GetProperty("properties").GetProperty("check").GetProperty("properties");
        foreach (var key in check.EnumerateObject())
        {
            // A number is wrong for each of them, so that an unknown key would be told as unknown instead.
            using var world = With($"[check]\n{key.Name} = 1\n");
            Assert.Equal(2, world.Run("check"));
            Assert.Contains($": {key.Name} ", world.Error, StringComparison.Ordinal);
            if (key.Value.TryGetProperty("enum", out var words))
            {
                var all = words.EnumerateArray().Select(w => w.GetString()!).ToList();
                Assert.Contains($"takes {Words.Or(all)}, not", world.Error, StringComparison.Ordinal);
            }
        }

        using var unknown = With("[check]\nx = 1\n");
        unknown.Run("check");
        Assert.EndsWith(
            $"it has {Words.List([.. check.EnumerateObject().Select(k => k.Name)])}.",
            unknown.Error.Split('\n')[0],
            StringComparison.Ordinal
        );
    }
}
