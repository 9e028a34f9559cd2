using System.Diagnostics;
using Xunit;

namespace Plumb.Cli.Tests.Stories;

public sealed class StreamStoryTests
{
    [Fact]
    public async Task The_version_is_one_line()
    {
        using var folder = new StoryFolder();
        var ending = await PlumbProcess.RunAsync(folder.Path, "--version");
        Assert.Equal(0, ending.Code);
        Assert.Matches(@"^plumb \d+\.\d+\.\d+\n$", ending.Output);
        Assert.Empty(ending.Error);
    }

    [Fact]
    public async Task An_unknown_verb_is_answered_on_standard_error_with_the_nearest_and_code_2()
    {
        using var folder = new StoryFolder();
        var ending = await PlumbProcess.RunAsync(folder.Path, "chekc");
        Assert.Equal(2, ending.Code);
        Assert.Empty(ending.Output);
        Assert.Contains("Did you mean \"check\"?", ending.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_that_leaves_early_is_no_trouble()
    {
        using var folder = new StoryFolder();
        var ending = await PlumbProcess.BashAsync(
            folder.Path,
            "(sleep 0.3; exec $PLUMB man) | true; echo ${PIPESTATUS[0]}"
        );
        Assert.Equal("0\n", ending.Output);
        Assert.Empty(ending.Error);
    }

    [Fact]
    public async Task A_full_disk_is_one_sentence_and_code_3()
    {
        using var folder = new StoryFolder();
        var ending = await PlumbProcess.BashAsync(folder.Path, "$PLUMB man > /dev/full");
        Assert.Equal(3, ending.Code);
        Assert.Equal("plumb: the answer could not be written: no space is left there.\n", ending.Error);
    }

    [Fact]
    public async Task A_closed_standard_output_is_one_sentence_and_code_3()
    {
        using var folder = new StoryFolder();
        var ending = await PlumbProcess.BashAsync(folder.Path, "$PLUMB man >&-");
        Assert.Equal(3, ending.Code);
        Assert.Single(ending.Error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task Control_C_ends_a_run_that_hangs_with_code_130_and_leaves_nothing()
    {
        using var folder = new StoryFolder();
        // Nobody reads the pipe, so that writing the answer waits for ever.
        await PlumbProcess.RunProgramAsync(folder.Path, ["mkfifo", "pipe"]);
        using var plumb = PlumbProcess.Open(folder.Path, [.. PlumbProcess.StartForInterrupt, "report", "-o", "pipe"]);
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        Assert.False(plumb.HasExited);
        using var kill = Process.Start("kill", ["-INT", $"{plumb.Id}"]);
        await plumb.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(130, plumb.ExitCode);
        Assert.Equal("pipe", Path.GetFileName(Assert.Single(Directory.GetFileSystemEntries(folder.Path))));
    }

    [Fact]
    public async Task An_answer_for_a_device_goes_into_the_device()
    {
        using var folder = new StoryFolder();
        var ending = await PlumbProcess.RunAsync(folder.Path, "report", "-o", "/dev/null");
        Assert.Equal(0, ending.Code);
        Assert.Empty(ending.Output);
        Assert.Equal(0, (await PlumbProcess.BashAsync(folder.Path, "test -c /dev/null")).Code);
    }

    [Theory]
    [InlineData("$PLUMB explain PLB1001 -o /dev/stdout | cat")]
    [InlineData("$PLUMB explain PLB1001 -o /dev/fd/1 | cat")]
    [InlineData("{ $PLUMB explain PLB1001 -o /dev/fd/3 3>&1 >/dev/null; } | cat")]
    [InlineData("$PLUMB explain PLB1001 -o >(cat); sleep 1")]
    public async Task An_answer_for_a_pipe_goes_into_the_pipe(string line)
    {
        using var folder = new StoryFolder();
        var ending = await PlumbProcess.BashAsync(folder.Path, line);
        Assert.StartsWith("PLB1001 ", ending.Output, StringComparison.Ordinal);
        Assert.Empty(ending.Error);
    }

    [Theory]
    [InlineData("/proc/nothing.md")]
    [InlineData("no/such/folder/x.md")]
    [InlineData(".")]
    public async Task A_place_that_cannot_be_written_is_named_and_code_3(string file)
    {
        using var folder = new StoryFolder();
        var ending = await PlumbProcess.RunAsync(folder.Path, "report", "-o", file);
        Assert.Equal(3, ending.Code);
        Assert.StartsWith("plumb: ", ending.Error, StringComparison.Ordinal);
        Assert.Single(ending.Error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task Under_the_C_locale_only_ascii_is_printed()
    {
        using var folder = new StoryFolder();
        var ending = await PlumbProcess.BashAsync(folder.Path, "LC_ALL=C $PLUMB");
        Assert.Equal(0, ending.Code);
        Assert.True(System.Text.Ascii.IsValid(ending.Output));
    }
}
