using System.Collections.Immutable;

namespace Plumb.Environments.Observing.Imports;

/// <summary>What the import system finds under a name.</summary>
internal enum ModuleLocationKind
{
    /// <summary>Nothing.</summary>
    Missing,

    /// <summary>A <c>.py</c> file, or a package with one.</summary>
    Source,

    /// <summary>A folder without <c>__init__</c>.</summary>
    Namespace,

    /// <summary>A module whose names no source tells: native, built in, byte code, or made by an import hook.</summary>
    Opaque,
}

/// <summary>Where a module lies.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="File">The source file; null for others.</param>
/// <param name="Folders">Where its submodules lie; empty when it is no package.</param>
/// <param name="IsCompiled">A native module of the same name lies beside the source, which it was most likely made of.</param>
internal sealed record ModuleLocation(
    ModuleLocationKind Kind,
    string? File,
    ImmutableArray<string> Folders,
    bool IsCompiled = false
)
{
    public static ModuleLocation Missing { get; } = new(ModuleLocationKind.Missing, null, []);

    public static ModuleLocation Opaque { get; } = new(ModuleLocationKind.Opaque, null, []);
}
