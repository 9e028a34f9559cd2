using Plumb.Core.Tests.Corpus;

namespace Plumb.Core.Tests.Metadata;

/// <summary>A folder for the files of one test, removed with it.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = TemporaryFolder.Create();

    /// <summary>Writes a file and the folders above it.</summary>
    public void Write(string name, byte[] content)
    {
        var path = System.IO.Path.Combine(Path, name.TrimStart('/'));
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    /// <summary>Writes a file in UTF-8.</summary>
    public void Write(string name, string content) => Write(name, System.Text.Encoding.UTF8.GetBytes(content));

    public void Dispose() => TemporaryFolder.Remove(Path);
}
