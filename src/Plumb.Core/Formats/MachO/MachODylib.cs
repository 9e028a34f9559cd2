using System.Globalization;

namespace Plumb.Formats.MachO;

/// <summary>A version in the nibbles that Apple uses: 16 bits, 8 bits, 8 bits.</summary>
/// <param name="Packed">Such as 0x000B0200 for 11.2.</param>
public readonly record struct MachOVersion(uint Packed) : IComparable<MachOVersion>
{
    /// <summary>The first number.</summary>
    public int Major => (int)(Packed >> 16);

    /// <summary>The second number.</summary>
    public int Minor => (int)((Packed >> 8) & 0xFF);

    /// <summary>The third number.</summary>
    public int Patch => (int)(Packed & 0xFF);

    /// <inheritdoc />
    public int CompareTo(MachOVersion other) => Packed.CompareTo(other.Packed);

    /// <summary><see cref="CompareTo"/>.</summary>
    public static bool operator <(MachOVersion left, MachOVersion right) => left.Packed < right.Packed;

    /// <summary><see cref="CompareTo"/>.</summary>
    public static bool operator >(MachOVersion left, MachOVersion right) => left.Packed > right.Packed;

    /// <summary><see cref="CompareTo"/>.</summary>
    public static bool operator <=(MachOVersion left, MachOVersion right) => left.Packed <= right.Packed;

    /// <summary><see cref="CompareTo"/>.</summary>
    public static bool operator >=(MachOVersion left, MachOVersion right) => left.Packed >= right.Packed;

    /// <summary>Three numbers: <c>11.2.0</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}");
}

/// <summary>How a library is needed.</summary>
public enum MachODylibKind
{
    /// <summary>LC_LOAD_DYLIB: loading fails without it.</summary>
    Needed,

    /// <summary>LC_LOAD_WEAK_DYLIB: it may be missing.</summary>
    Weak,

    /// <summary>LC_REEXPORT_DYLIB: needed, and its names are handed on.</summary>
    Reexported,

    /// <summary>LC_LOAD_UPWARD_DYLIB: needed, and it needs this one.</summary>
    Upward,

    /// <summary>LC_LAZY_LOAD_DYLIB: loaded when it is first used.</summary>
    Lazy,
}

/// <summary>A library that a file needs.</summary>
/// <param name="Path">As written: may begin with <c>@rpath</c>, <c>@loader_path</c> or <c>@executable_path</c>.</param>
/// <param name="Kind">How it is needed.</param>
/// <param name="CompatibilityVersion">A library found there has to have at least this one.</param>
/// <param name="CurrentVersion">That of the library it was linked with.</param>
public sealed record MachODylib(
    string Path,
    MachODylibKind Kind,
    MachOVersion CompatibilityVersion,
    MachOVersion CurrentVersion
);
