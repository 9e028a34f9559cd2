using System.Text.Json;
using Plumb.Files;

namespace Plumb.Core.Tests.Corpus;

/// <summary>
/// An environment put on disk below a folder of its own, with the interpreter and the machine's libraries that belong to it.
/// Sizes are true, unknown contents are sparse, <c>.py</c> and <c>.pyi</c> files of unknown content hold comment lines, libraries whose
/// beginning is unknown begin with a question mark.
/// Disposing of it removes the folder.
/// </summary>
public sealed class SkeletonTree : IDisposable
{
    internal SkeletonTree(SkeletonHeader header, string folder, IReadOnlySet<string> holes)
    {
        Header = header;
        Folder = folder;
        Holes = holes;
        World = new FileWorld(folder);
    }

    /// <summary>The environment's header.</summary>
    public SkeletonHeader Header { get; }

    /// <summary>The folder of this machine that stands for the root of the recorded one.</summary>
    public string Folder { get; }

    /// <summary>The recorded machine's files.</summary>
    public FileWorld World { get; }

    /// <summary>The recorded machine's environment variables, as far as they matter.</summary>
    public WorldVariables Variables =>
        new(
            System.Collections.Immutable.ImmutableDictionary.CreateRange(
                StringComparer.Ordinal,
                Header.Variables.AsEnumerable()
            )
        );

    /// <summary>The environment's prefix in the recorded world, such as <c>/opt/app/venv</c>.</summary>
    public string Prefix => Header.RootOf("venv");

    /// <summary>Paths, in the recorded world, of files whose content is not complete or not the original: their hashes mean nothing.</summary>
    public IReadOnlySet<string> Holes { get; }

    /// <summary>What real tools said; null when nothing is recorded.</summary>
    public JsonDocument? ReadTruth() => SkeletonLibrary.TruthOf(Header.Id);

    /// <inheritdoc />
    public void Dispose() => TemporaryFolder.Remove(Folder);
}
