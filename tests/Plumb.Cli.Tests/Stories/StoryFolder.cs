namespace Plumb.Cli.Tests.Stories;

/// <summary>A folder that lives as long as a test.</summary>
internal sealed class StoryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("plumb-story-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
