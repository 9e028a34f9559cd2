namespace Plumb.Cli.Tests.Stories;

/// <summary>A folder that lives as long as a test.</summary>
internal sealed class StoryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("plumb-story-").FullName;

    // .NET deletes neither names that are no UTF-8 nor paths longer than PATH_MAX.
    public void Dispose()
    {
        using var remove = System.Diagnostics.Process.Start("rm", ["-rf", Path]);
        remove.WaitForExit();
    }
}
