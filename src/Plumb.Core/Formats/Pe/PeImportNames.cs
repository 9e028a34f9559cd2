using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Plumb.Formats.Pe;

/// <summary>The functions that a file takes from libraries by their names; those taken by number (ordinal) are left out.</summary>
internal static class PeImportNames
{
    private const int Most = 1 << 16;

    /// <summary>The names behind one table of thunks, which a zero ends.</summary>
    /// <param name="space">Maps addresses to the file.</param>
    /// <param name="table">Address of the table.</param>
    /// <param name="is64Bit">Whether its entries have eight bytes.</param>
    /// <param name="imageBase">What is added to addresses in old tables of delayed imports; 0 elsewhere.</param>
    public static ImmutableArray<string> Read(PeSpace space, long table, bool is64Bit, long imageBase)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        Span<byte> entry = stackalloc byte[8];
        entry = entry[..(is64Bit ? 8 : 4)];
        for (var i = 0; table != 0 && i < Most && space.TryRead(table + ((long)i * entry.Length), entry); i++)
        {
            var value = is64Bit
                ? BinaryPrimitives.ReadUInt64LittleEndian(entry)
                : BinaryPrimitives.ReadUInt32LittleEndian(entry);
            if (value == 0)
            {
                break;
            }

            var isByNumber = (value >> (is64Bit ? 63 : 31)) == 1;
            // A hint of two bytes stands before the name.
            if (!isByNumber && space.ReadString((long)(value & int.MaxValue) - imageBase + 2) is { Length: > 0 } name)
            {
                names.Add(name);
            }
        }

        return names.ToImmutable();
    }
}
