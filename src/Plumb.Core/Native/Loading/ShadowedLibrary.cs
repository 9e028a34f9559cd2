using System.Collections.Immutable;

namespace Plumb.Native.Loading;

/// <summary>A library that is taken from a folder of LD_LIBRARY_PATH, where the files themselves name another one.</summary>
/// <param name="Name">The name that is asked for.</param>
/// <param name="Taken">The file that the loader takes.</param>
/// <param name="Hidden">The file that it would take without the variable.</param>
/// <param name="LackedVersions">Symbol versions that are asked for, that the hidden file defines and the taken one does not.</param>
public sealed record ShadowedLibrary(
    string Name,
    LoadableLibrary Taken,
    LoadableLibrary Hidden,
    ImmutableArray<string> LackedVersions
)
{
    /// <summary>Symbols that are found without the variable, in the hidden file, and that nothing defines under it; in ordinal order.</summary>
    public ImmutableArray<string> LackedSymbols { get; init; } = [];

    /// <summary>True when a module cannot be loaded with the file that is taken.</summary>
    public bool Fails => !LackedVersions.IsEmpty || !LackedSymbols.IsEmpty;
}
