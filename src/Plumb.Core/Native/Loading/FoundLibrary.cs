namespace Plumb.Native.Loading;

/// <summary>What made the loader find a library.</summary>
public enum FoundBy
{
    /// <summary>It was loaded already, under that name.</summary>
    Loaded,

    /// <summary>The name is a path.</summary>
    Path,

    /// <summary>DT_RPATH of the one that needs it or of those that loaded that one.</summary>
    RPath,

    /// <summary>LD_LIBRARY_PATH.</summary>
    LibraryPath,

    /// <summary>DT_RUNPATH of the one that needs it.</summary>
    RunPath,

    /// <summary><c>ld.so.cache</c>.</summary>
    Cache,

    /// <summary>A default folder.</summary>
    DefaultFolder,

    /// <summary>
    /// The loader would not find it by itself: a package of the environment brings it and loads it beforehand from Python
    /// (ctypes, <c>torch.ops.load_library</c>).
    /// </summary>
    Preloaded,
}

/// <summary>A library and how it was found.</summary>
public readonly record struct FoundLibrary(LoadableLibrary Library, FoundBy By);
