using Xunit;

namespace Plumb.Cli.Tests.Stories;

/// <summary>What a shell itself makes of the scripts.</summary>
public sealed class CompletionStoryTests
{
    [Theory]
    [InlineData("plumb che", "check")]
    [InlineData("plumb ", "check|completion|diagnose|doctor|explain|gpu|knowledge|lock|man|report|stack")]
    [InlineData("plumb check --form", "--format")]
    [InlineData("plumb doctor --format ", "github|html|json|junit|markdown|sarif|text")]
    [InlineData("plumb check --format=j", "json|junit")]
    [InlineData("plumb check -v --color a", "always|auto")]
    [InlineData("plumb completion ", "bash|fish|powershell|zsh")]
    [InlineData("plumb check my", "my folder|mylist.txt")]
    [InlineData("plumb check --root my", "my folder")]
    [InlineData("plumb report --select", "")]
    public async Task Bash_completes(string line, string expected)
    {
        using var folder = new StoryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "my folder"));
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "mylist.txt"),
            "",
            TestContext.Current.CancellationToken
        );
        // What readline does: split at blanks and at the characters of COMP_WORDBREAKS, of which = stands alone.
        var words = line.Replace("=", " = ", StringComparison.Ordinal).Split(' ');
        var quoted = string.Join(' ', words.Select(w => $"'{w}'"));
        var ending = await PlumbProcess.BashAsync(
            folder.Path,
            $"""
            source <($PLUMB completion bash)
            complete -p plumb > /dev/null || exit 9
            COMP_WORDS=({quoted}); COMP_CWORD={words.Length - 1}; COMP_LINE='{line}'; COMP_POINT={line.Length}
            _plumb plumb
            printf '%s\n' "${"{COMPREPLY[@]}"}"
            """
        );
        Assert.Equal(0, ending.Code);
        var offered = ending.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal);
        Assert.Equal(expected, string.Join('|', offered));
    }

    [Theory]
    [InlineData("plumb check --form", "--format")]
    [InlineData("plumb doctor --format j", "json|junit")]
    [InlineData("plumb comp", "completion")]
    [InlineData("plumb completion z", "zsh")]
    [InlineData("plumb check my", "my folder/|mylist.txt")]
    public async Task Fish_completes(string line, string expected)
    {
        using var folder = new StoryFolder();
        await Shell.NeedAsync(folder.Path, "fish");
        Directory.CreateDirectory(Path.Combine(folder.Path, "my folder"));
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "mylist.txt"),
            "",
            TestContext.Current.CancellationToken
        );
        var ending = await PlumbProcess.BashAsync(
            folder.Path,
            $"$PLUMB completion fish > p.fish && HOME=$PWD fish --no-config -c 'source p.fish; complete -C \"{line}\"'"
        );
        Assert.Equal(0, ending.Code);
        var offered = ending
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => l.Split('\t')[0].Replace("\\", "", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        Assert.Equal(expected, string.Join('|', offered));
    }

    [Theory]
    [InlineData("plumb check --form", "--format")]
    [InlineData("plumb doctor --format js", "json")]
    [InlineData("plumb comp", "completion")]
    [InlineData("plumb completion z", "zsh")]
    public async Task Zsh_completes(string line, string expected)
    {
        using var folder = new StoryFolder();
        await Shell.NeedAsync(folder.Path, "zsh");
        // Completion of zsh lives in its line editor, so a second zsh is driven through a pseudo-terminal.
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "drive.zsh"),
            $$"""
            zmodload zsh/zpty
            zpty z zsh -f -i
            zpty -w z "PROMPT= ; autoload -Uz compinit; compinit -u -d dump; source p.zsh; print READ''Y"
            zpty -r z out '*READY*'
            zpty -w -n z '{{line}}'$'\t'
            out=
            for i in {1..100}; do
                zpty -r -t z part && out+=$part
                [[ $out == *{{expected}}* ]] && break
                sleep 0.1
            done
            print -r -- "$out"
            zpty -d z
            """,
            TestContext.Current.CancellationToken
        );
        var ending = await PlumbProcess.BashAsync(
            folder.Path,
            "$PLUMB completion zsh > p.zsh && timeout 60 zsh -f drive.zsh"
        );
        Assert.Equal(0, ending.Code);
        Assert.Contains(expected, ending.Output, StringComparison.Ordinal);
    }
}
