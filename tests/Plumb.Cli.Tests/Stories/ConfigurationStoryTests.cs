using Plumb.Core.Tests.Corpus;
using Xunit;

namespace Plumb.Cli.Tests.Stories;

/// <summary>Configuration as it lies beside a real application.</summary>
public sealed class ConfigurationStoryTests
{
    private static async Task<StoryFolder> BrokenAsync(string settings)
    {
        var folder = new StoryFolder();
        var example = Path.Combine(CorpusFile.RepositoryRoot, "examples", "broken");
        await PlumbProcess.RunProgramAsync("/", ["cp", "-a", example + "/.", folder.Path]);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "srv/app/plumb.toml"), settings);
        return folder;
    }

    [Fact]
    public async Task Silenced_findings_change_the_exit_code_and_are_counted()
    {
        using var folder = await BrokenAsync(
            "[check]\nignore = [{ code = 'PLB12', reason = 'a copy for a museum' }]\n"
        );
        var silent = await PlumbProcess.RunAsync(folder.Path, "check", "--root", ".", "/srv/app");
        Assert.Equal(0, silent.Code);
        Assert.Contains("are silenced by /srv/app/plumb.toml (-v).", silent.Output, StringComparison.Ordinal);
        var told = await PlumbProcess.RunAsync(folder.Path, "check", "--root", ".", "/srv/app/.venv", "-v");
        Assert.Contains("a copy for a museum", told.Output, StringComparison.Ordinal);
        var whole = await PlumbProcess.RunAsync(folder.Path, "check", "--root", ".", "/srv/app", "--no-config");
        Assert.Equal(1, whole.Code);
    }

    [Fact]
    public async Task A_mistake_is_one_sentence_and_code_2()
    {
        using var folder = await BrokenAsync("[check]\nfial-on = 'error'\n");
        var ending = await PlumbProcess.RunAsync(folder.Path, "check", "--root", ".", "/srv/app");
        Assert.Equal(2, ending.Code);
        Assert.Empty(ending.Output);
        Assert.StartsWith("plumb: /srv/app/plumb.toml:2:1: ", ending.Error, StringComparison.Ordinal);
        Assert.EndsWith("--no-config\n", ending.Error, StringComparison.Ordinal);
    }
}
