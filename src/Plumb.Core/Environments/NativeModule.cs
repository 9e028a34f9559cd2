using System.Collections.Immutable;
using Plumb.Machine;
using Plumb.Native.Loading;

namespace Plumb.Environments;

/// <summary>An extension module of the environment, and what the loader would say when it is imported.</summary>
public sealed record NativeModule
{
    /// <summary>Where it lies, as found below a package folder.</summary>
    public required string Path { get; init; }

    /// <summary>The file itself, its headers read.</summary>
    public required LoadableLibrary File { get; init; }

    /// <summary>True when it exports <c>PyInit_…</c>: an import statement can load it. Others are loaded by path (<c>torch.ops.load_library</c>, ctypes).</summary>
    public bool IsImportable { get; init; }

    /// <summary>Everything that is loaded with it.</summary>
    public required LibraryClosure Closure { get; init; }

    /// <summary>Symbols that nothing defines; empty where libraries are missing, since those are the cause.</summary>
    public ImmutableArray<UndefinedIn> Undefined { get; init; } = [];

    /// <summary>True when something of it could not be judged: what is told of it holds, and more may be wrong.</summary>
    public bool IsUnknownInPart { get; init; }

    /// <summary>Folders in which its libraries are looked for and should not be.</summary>
    public ImmutableArray<ExposedFolder> Exposed { get; init; } = [];

    /// <summary>Libraries that LD_LIBRARY_PATH puts in the place of others.</summary>
    public ImmutableArray<ShadowedLibrary> Shadowed { get; init; } = [];

    /// <summary>What would be loaded without LD_LIBRARY_PATH; null when that is no different.</summary>
    public LibraryClosure? WithoutVariable { get; init; }

    /// <summary>Symbols that nothing would define without LD_LIBRARY_PATH either; of meaning where <see cref="WithoutVariable"/> is there.</summary>
    public ImmutableArray<UndefinedIn> UndefinedWithoutVariable { get; init; } = [];
}

/// <summary>The native modules of an environment, judged against the libraries of its machine.</summary>
public sealed record NativeObservation
{
    /// <summary>Nothing was looked at.</summary>
    public static NativeObservation None { get; } = new();

    /// <summary>False when the machine's own libraries are not there to be judged against (another platform, a bare package folder).</summary>
    public bool IsJudged { get; init; }

    /// <summary>The modules, by path.</summary>
    public ImmutableArray<NativeModule> Modules { get; init; } = [];

    /// <summary>Paths of modules that nothing could be said about, such as those without a part for the interpreter's processor.</summary>
    public ImmutableArray<string> Skipped { get; init; } = [];

    /// <summary>Every shared library below the environment's package folders, by path.</summary>
    public ImmutableArray<string> Libraries { get; init; } = [];

    /// <summary>The operating system, whose packages bring libraries; null when nothing was looked at.</summary>
    public OperatingSystemProfile? System { get; init; }

    /// <summary>With each module changed.</summary>
    public NativeObservation WithModules(Func<NativeModule, NativeModule> change) =>
        this with
        {
            Modules = [.. Modules.Select(change)],
        };
}
