using System.Collections.Immutable;
using Plumb.Native.NumpyAbi;
using Plumb.Python;

namespace Plumb.Environments;

/// <summary>The extension modules of an environment, each by what its own file says of what it was built for. Nothing is judged here.</summary>
public sealed record ExtensionObservation
{
    /// <summary>Nothing was looked at.</summary>
    public static ExtensionObservation None { get; } = new();

    /// <summary>The modules, by path, and torch's own library for Python.</summary>
    public ImmutableArray<ObservedExtension> Files { get; init; } = [];

    /// <summary>Files that are named as modules and begin as no native file does, by path.</summary>
    public ImmutableArray<string> Foreign { get; init; } = [];

    /// <summary>The processors that the interpreter's executable holds code for, as wheel tags write them; empty when it could not be read.</summary>
    public ImmutableArray<string> InterpreterArchitectures { get; init; } = [];

    /// <summary>The NumPy that an import finds, where a folder of that name is there.</summary>
    public ObservedNumpy? Numpy { get; init; }

    /// <summary>The version of macOS on the machine; null elsewhere, or when it is not known.</summary>
    public (int Major, int Minor)? MacOs { get; init; }

    /// <summary>Without some files.</summary>
    public ExtensionObservation Without(Predicate<string> isGone) =>
        this with
        {
            Files = Files.RemoveAll(f => isGone(f.Path)),
        };
}

/// <summary>One extension module.</summary>
public sealed record ObservedExtension
{
    /// <summary>Where it lies, as found below a package folder.</summary>
    public required string Path { get; init; }

    /// <summary>By its format: ELF is Linux, PE is Windows, Mach-O is macOS.</summary>
    public required OperatingSystemFamily System { get; init; }

    /// <summary>The processors that it holds code for, as wheel tags write them; "" for one that they do not know.</summary>
    public ImmutableArray<string> Architectures { get; init; } = [];

    /// <summary>
    /// True when an import statement can mean it: its name carries a tag of Python, or it exports <c>PyInit_…</c>. Other bare files are
    /// libraries that code loads by path, often one of several for different machines.
    /// </summary>
    public bool IsImportable { get; init; }

    /// <summary>
    /// The functions beginning with <c>PyInit_</c> that it exports, where its name carries a tag of Python and none of them is its own.
    /// Empty for all others.
    /// </summary>
    public ImmutableArray<string> OtherInitFunctions { get; init; } = [];

    /// <summary>How it was built for NumPy; <see cref="NumpyBuild.None"/> for NumPy's own files.</summary>
    public NumpyBuild Numpy { get; init; } = NumpyBuild.None;

    /// <summary>The libraries of CPython that it imports by name (PE): <c>python311.dll</c>, or <c>python3.dll</c> for the stable ABI; lower case.</summary>
    public ImmutableArray<string> PythonLibraries { get; init; } = [];

    /// <summary>The oldest macOS that it was built for, over its slices the least; null when it does not say.</summary>
    public (int Major, int Minor)? MinimumMacOs { get; init; }
}

/// <summary>The package folder of NumPy as it lies on disk, for where its metadata says nothing.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Version">From <c>numpy/version.py</c>; null when it does not say.</param>
/// <param name="HasCore2"><c>numpy/_core</c> is there, which began with NumPy 2.</param>
public sealed record ObservedNumpy(string Path, PythonVersion? Version, bool HasCore2);
