using System.Text;
using Plumb.Core.Tests.Corpus;
using Plumb.Files;

namespace Plumb.Core.Tests.Files;

/// <summary>A small world of files that a test makes by hand: absolute paths below a folder of its own.</summary>
public sealed class TestWorld : IDisposable
{
    /// <summary>The folder of this machine that stands for the root.</summary>
    public string Folder { get; } = TemporaryFolder.Create();

    /// <summary>The world; a new one each time, so that nothing is remembered from before a change.</summary>
    public FileWorld World => new(Folder);

    /// <summary>Writes a file, with the folders above it.</summary>
    public TestWorld File(string path, string text = "") => File(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a file, with the folders above it.</summary>
    public TestWorld File(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Folder + path)!);
        System.IO.File.WriteAllBytes(Folder + path, bytes);
        return this;
    }

    /// <summary>Makes a folder.</summary>
    public TestWorld Directory_(string path)
    {
        Directory.CreateDirectory(Folder + path);
        return this;
    }

    /// <summary>Makes a symbolic link.</summary>
    public TestWorld Link(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Folder + path)!);
        System.IO.File.CreateSymbolicLink(Folder + path, target);
        return this;
    }

    /// <inheritdoc />
    public void Dispose() => TemporaryFolder.Remove(Folder);
}
