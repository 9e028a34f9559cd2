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
);
