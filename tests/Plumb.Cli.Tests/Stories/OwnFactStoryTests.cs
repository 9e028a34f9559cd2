using System.Text.Json;
using Plumb.Core.Tests.Corpus;
using Xunit;

namespace Plumb.Cli.Tests.Stories;

/// <summary>Facts of an application's own, through the program itself.</summary>
public sealed class OwnFactStoryTests
{
    private const string Sourced = "source = 'https://example.org/a'\ngrade = 'documented'\ndate = '2026-01-02'\n";

    private static async Task<StoryFolder> HealthyAsync(string file, string rows)
    {
        var folder = new StoryFolder();
        var example = Path.Combine(CorpusFile.RepositoryRoot, "examples", "healthy");
        await PlumbProcess.RunProgramAsync("/", ["cp", "-a", example + "/.", folder.Path]);
        var application = Path.Combine(folder.Path, "srv/app");
        Directory.CreateDirectory(Path.Combine(application, "facts"));
        await File.WriteAllTextAsync(Path.Combine(application, "plumb.toml"), "[[knowledge]]\nfolder = 'facts'\n");
        await File.WriteAllTextAsync(Path.Combine(application, "facts", file), Sourced + rows);
        await File.WriteAllTextAsync(Path.Combine(application, "camera.py"), "import cv2\n");
        return folder;
    }

    private static Task<Ending> CheckAsync(StoryFolder folder, params string[] options) =>
        PlumbProcess.RunAsync(folder.Path, ["check", "--root", ".", "/srv/app", .. options]);

    [Fact]
    public async Task A_module_of_ones_own_changes_what_check_advises()
    {
        const string Rows = "[[module]]\nname = 'cv2'\ndistribution = 'our-opencv'\n";
        using var folder = await HealthyAsync("import-names.toml", Rows);
        var own = await CheckAsync(folder);
        Assert.Contains("our-opencv", own.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("opencv-python", own.Output, StringComparison.Ordinal);
        var shipped = await CheckAsync(folder, "--no-config");
        Assert.Contains("opencv-python", shipped.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("our-opencv", shipped.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_family_of_ones_own_makes_a_finding_that_names_its_file()
    {
        const string Rows =
            "[[family]]\nimport = 'text'\nmembers = ['FIRST', 'SECOND']\neffect = 'the two clash here'\n";
        using var folder = await HealthyAsync(
            "exclusive-families.toml",
            Rows.Replace("FIRST", "jinja2", StringComparison.Ordinal)
                .Replace("SECOND", "markupsafe", StringComparison.Ordinal)
        );
        Assert.DoesNotContain("clash", (await CheckAsync(folder, "--no-config")).Output, StringComparison.Ordinal);
        var own = await CheckAsync(folder, "--json", "--fail-on", "warning");
        Assert.Equal(1, own.Code);
        Assert.Contains("The two clash here.", own.Output, StringComparison.Ordinal);
        Assert.Contains(
            "https://example.org/a (own: /srv/app/facts/exclusive-families.toml)",
            own.Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Knowledge_shows_the_row_of_ones_own_and_no_longer_the_shipped_one()
    {
        const string Rows = "[[module]]\nname = 'cv2'\ndistribution = 'our-opencv'\n";
        using var folder = await HealthyAsync("import-names.toml", Rows);
        var application = Path.Combine(folder.Path, "srv/app");
        var text = await PlumbProcess.RunAsync(application, "knowledge", "import-names", "cv2");
        Assert.Contains("our-opencv", text.Output, StringComparison.Ordinal);
        Assert.Contains("(own:", text.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 fact.\n", text.Output, StringComparison.Ordinal);
        var answer = await PlumbProcess.RunAsync(application, "knowledge", "import-names", "cv2", "--json");
        using var json = JsonDocument.Parse(answer.Output);
        var fact = Assert.Single(json.RootElement.GetProperty("data").GetProperty("facts").EnumerateArray());
        Assert.EndsWith("facts/import-names.toml)", fact.GetProperty("source").GetString(), StringComparison.Ordinal);
        Assert.EndsWith(
            "/srv/app/facts/import-names.toml",
            fact.GetProperty("file").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(5, fact.GetProperty("line").GetInt32());
    }

    [Theory]
    [InlineData("import-names.toml", "[[module]]\nname = 'a'\n", "facts/import-names.toml:5:1: ")]
    [InlineData("import-name.toml", "", "Did you mean import-names.toml?")]
    public async Task A_mistake_is_one_plain_error_with_code_2(string file, string rows, string said)
    {
        using var folder = await HealthyAsync(file, rows);
        var application = Path.Combine(folder.Path, "srv/app");
        foreach (var command in new[] { "check", "gpu", "knowledge", "report", "stack list", "explain PLB1001" })
        {
            var ending = await PlumbProcess.RunAsync(application, command.Split(' '));
            Assert.Equal(2, ending.Code);
            Assert.Empty(ending.Output);
            Assert.StartsWith("plumb: ", ending.Error, StringComparison.Ordinal);
            Assert.Contains(said, ending.Error, StringComparison.Ordinal);
            Assert.EndsWith("docs/recipes/add-a-fact.md\n", ending.Error, StringComparison.Ordinal);
            Assert.Equal(2, ending.Error.TrimEnd('\n').Split('\n').Length);
        }

        Assert.Equal(0, (await PlumbProcess.RunAsync(application, "stack", "list", "--no-config")).Code);
    }

    [Theory]
    [InlineData("gpu --gpu RTX9999", "sm_120")]
    [InlineData("check --gpu RTX9999", "")]
    [InlineData("report", "")]
    [InlineData("diagnose app.py", "")]
    [InlineData("explain PLB1001", "")]
    [InlineData("stack list", "")]
    [InlineData("stack show alltalk", "alltalk")]
    [InlineData("stack init --dry-run .", "")]
    [InlineData("stack lint app.py", "")]
    public async Task Every_command_has_them_before_it_reads_a_fact(string command, string said)
    {
        const string Rows =
            "[[capability]]\nnumber = '12.0'\narchitecture = 'Blackwell'\nproducts = ['GeForce RTX 9999']\n";
        using var folder = await HealthyAsync("nvidia-gpus.toml", Rows);
        var application = Path.Combine(folder.Path, "srv/app");
        var ending = await PlumbProcess.RunAsync(application, command.Split(' '));
        Assert.DoesNotContain("9999", ending.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("once", ending.Error, StringComparison.Ordinal);
        Assert.Contains(said, ending.Output, StringComparison.Ordinal);
    }
}
