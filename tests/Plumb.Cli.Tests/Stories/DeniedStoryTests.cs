using Xunit;

namespace Plumb.Cli.Tests.Stories;

/// <summary>Folders that the account may not search: what lies in them is neither broken nor absent.</summary>
public sealed class DeniedStoryTests
{
    // The super-user reads everything, unless it gives that up.
    private const string Run = """
        run() {
            if [ "$(id -u)" = 0 ]; then
                setpriv --bounding-set=-dac_override,-dac_read_search --inh-caps=-dac_override,-dac_read_search "$@"
            else
                "$@"
            fi
        }
        """;

    [Theory]
    [InlineData("closed")]
    [InlineData("closed/venv")]
    [InlineData("closed/venv/bin/python")]
    public async Task What_may_not_be_looked_at_is_said_to_be_so(string path)
    {
        using var folder = new StoryFolder();
        var ending = await PlumbProcess.BashAsync(
            folder.Path,
            $"{Run}\nmkdir -p closed/venv/bin; echo home=/usr/bin > closed/venv/pyvenv.cfg; chmod 000 closed\nrun $PLUMB check {path}"
        );
        await PlumbProcess.BashAsync(folder.Path, "chmod 755 closed");

        Assert.Equal((3, ""), (ending.Code, ending.Output));
        Assert.Contains("permission denied", ending.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Python_behind_a_closed_folder_is_not_called_gone()
    {
        using var folder = new StoryFolder();
        var ending = await PlumbProcess.BashAsync(
            folder.Path,
            Run
                + """

                mkdir -p closed/bin closed/lib/python3.11 venv/bin venv/lib/python3.11/site-packages
                cp /bin/sh closed/bin/python3.11; touch closed/lib/python3.11/os.py
                ln -s "$PWD/closed/bin/python3.11" venv/bin/python
                printf 'home = %s\nversion = 3.11.4\ninclude-system-site-packages = false\n' "$PWD/closed/bin" > venv/pyvenv.cfg
                chmod 000 closed
                run $PLUMB check venv
                """
        );
        await PlumbProcess.BashAsync(folder.Path, "chmod 755 closed");

        Assert.Equal(0, ending.Code);
        Assert.Contains("PLB1708", ending.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("PLB1701", ending.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("rm ", ending.Output, StringComparison.Ordinal);
    }
}
