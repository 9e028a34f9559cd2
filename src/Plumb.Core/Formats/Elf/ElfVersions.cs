using System.Collections.Immutable;

namespace Plumb.Formats.Elf;

/// <summary>A symbol version that a library asks of another (one row of DT_VERNEED).</summary>
/// <param name="Library">The SONAME of the library that has to define it.</param>
/// <param name="Version">Such as <c>GLIBC_2.34</c>.</param>
/// <param name="Hash">System V hash of the version's name, as the file states it.</param>
/// <param name="Index">The number that symbols of this version carry.</param>
/// <param name="IsWeak">VER_FLG_WEAK: the loader starts without it.</param>
public sealed record ElfVersionNeed(string Library, string Version, uint Hash, ushort Index, bool IsWeak);

/// <summary>A symbol version that a library defines (one row of DT_VERDEF).</summary>
/// <param name="Name">Such as <c>GLIBC_2.34</c>.</param>
/// <param name="Hash">System V hash of the name, as the file states it.</param>
/// <param name="Index">The number that symbols of this version carry.</param>
/// <param name="IsBase">VER_FLG_BASE: the name of the file itself, no version.</param>
public sealed record ElfVersionDefinition(string Name, uint Hash, ushort Index, bool IsBase);

/// <summary>Reads the versions that a library defines and needs (LSB, "Symbol Versioning").</summary>
internal static class ElfVersions
{
    private const int MostVersions = 4096;
    private const ushort Base = 1;
    private const ushort Weak = 2;
    private const ushort IndexBits = 0x7FFF;

    public static ImmutableArray<ElfVersionDefinition> ReadDefined(ElfBytes bytes, ElfDynamicSection dynamic)
    {
        var definitions = ImmutableArray.CreateBuilder<ElfVersionDefinition>();
        var count = Math.Min(dynamic.Find(ElfDynamicTag.VersionDefinitionCount) ?? 0, MostVersions);
        if (!dynamic.TryMap(ElfDynamicTag.VersionDefinitions, out var at))
        {
            return [];
        }

        Span<byte> row = stackalloc byte[20];
        for (ulong i = 0; i < count && bytes.TryRead(at, row); i++)
        {
            var aux = bytes.U32(row[12..]);
            if (bytes.TryRead(at + aux, false, out var name) && dynamic.String(name) is { } text)
            {
                var isBase = (bytes.U16(row[2..]) & Base) != 0;
                var index = (ushort)(bytes.U16(row[4..]) & IndexBits);
                definitions.Add(new ElfVersionDefinition(text, bytes.U32(row[8..]), index, isBase));
            }

            var next = bytes.U32(row[16..]);
            if (next == 0)
            {
                break;
            }

            at += next;
        }

        return definitions.ToImmutable();
    }

    public static ImmutableArray<ElfVersionNeed> ReadNeeded(ElfBytes bytes, ElfDynamicSection dynamic)
    {
        var needs = ImmutableArray.CreateBuilder<ElfVersionNeed>();
        var count = Math.Min(dynamic.Find(ElfDynamicTag.VersionNeedCount) ?? 0, MostVersions);
        if (!dynamic.TryMap(ElfDynamicTag.VersionNeeds, out var at))
        {
            return [];
        }

        Span<byte> row = stackalloc byte[16];
        for (ulong i = 0; i < count && bytes.TryRead(at, row); i++)
        {
            if (dynamic.String(bytes.U32(row[4..])) is { } library)
            {
                ReadOne(bytes, dynamic, library, at + bytes.U32(row[8..]), bytes.U16(row[2..]), needs);
            }

            var next = bytes.U32(row[12..]);
            if (next == 0)
            {
                break;
            }

            at += next;
        }

        return needs.ToImmutable();
    }

    // The bound is on all rows together: libraries may share their rows in a hostile file.
    private static void ReadOne(
        ElfBytes bytes,
        ElfDynamicSection dynamic,
        string library,
        long at,
        int count,
        ImmutableArray<ElfVersionNeed>.Builder needs
    )
    {
        Span<byte> row = stackalloc byte[16];
        for (var i = 0; i < count && needs.Count < MostVersions && bytes.TryRead(at, row); i++)
        {
            if (dynamic.String(bytes.U32(row[8..])) is { } version)
            {
                var isWeak = (bytes.U16(row[4..]) & Weak) != 0;
                var index = (ushort)(bytes.U16(row[6..]) & IndexBits);
                needs.Add(new ElfVersionNeed(library, version, bytes.U32(row), index, isWeak));
            }

            var next = bytes.U32(row[12..]);
            if (next == 0)
            {
                break;
            }

            at += next;
        }
    }
}
