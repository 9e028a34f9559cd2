using Xunit;

namespace Plumb.Cli.Tests.Stories;

/// <summary>Programs of other people that a test needs.</summary>
internal static class Shell
{
    /// <summary>Fails with what to install where the program is missing: a test that looks away proves nothing.</summary>
    public static async Task NeedAsync(string folder, string program)
    {
        var ending = await PlumbProcess.BashAsync(folder, $"command -v {program}");
        Assert.True(ending.Code == 0, $"This test needs {program}. On Debian: apt-get install {program}");
    }
}
