using System.Collections.Immutable;
using Plumb.Formats.LoaderCaches;
using Plumb.Python;

namespace Plumb.Native.Loading;

/// <summary>Where the dynamic loader of the inspected world looks, apart from what the files themselves say.</summary>
public sealed record LoaderSettings
{
    /// <summary>Whose loader: glibc's and musl's search in different ways.</summary>
    public LibcKind Libc { get; init; } = LibcKind.Glibc;

    /// <summary>The loader itself, such as <c>/lib64/ld-linux-x86-64.so.2</c>, which is always loaded; null when it is not there.</summary>
    public string? Loader { get; init; }

    /// <summary>LD_LIBRARY_PATH, in order; an empty element is the current folder.</summary>
    public ImmutableArray<string> LibraryPath { get; init; } = [];

    /// <summary>LD_PRELOAD and <c>/etc/ld.so.preload</c>.</summary>
    public ImmutableArray<string> Preload { get; init; } = [];

    /// <summary><c>/etc/ld.so.cache</c>; null when there is none.</summary>
    public LoaderCache? Cache { get; init; }

    /// <summary>The folders that are searched last.</summary>
    public ImmutableArray<string> DefaultFolders { get; init; } = [];

    /// <summary>The subfolders of <c>glibc-hwcaps</c> that the processor can use, best first.</summary>
    public ImmutableArray<string> HardwareFolders { get; init; } = [];

    /// <summary>What <c>$LIB</c> stands for: <c>lib64</c>, <c>lib/x86_64-linux-gnu</c>, <c>lib</c>.</summary>
    public string Lib { get; init; } = "lib";
}
