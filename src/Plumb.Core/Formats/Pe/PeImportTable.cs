using System.Buffers.Binary;

namespace Plumb.Formats.Pe;

/// <summary>One library that a file asks for.</summary>
/// <param name="Library">Its name as written; "" where it cannot be read.</param>
/// <param name="Thunks">Address of the table of what is taken from it.</param>
/// <param name="ImageBase">What is added to the addresses in that table.</param>
internal readonly record struct PeImportRow(string Library, long Thunks, long ImageBase);

/// <summary>The table of imports, or that of delayed imports, row by row.</summary>
internal sealed class PeImportTable(PeSpace space, PeOptionalHeader optional, bool isDelayed)
{
    private const int MostRows = 4096;
    private readonly long _table = isDelayed ? optional.DelayImports : optional.Imports;

    /// <summary>The rows for one library, whatever the case of its name, or all of them, up to the one that ends the table.</summary>
    public IEnumerable<PeImportRow> RowsOf(string? library)
    {
        for (var i = 0; i < MostRows && TryRead(i, out var row); i++)
        {
            if (library is null || string.Equals(row.Library, library, StringComparison.OrdinalIgnoreCase))
            {
                yield return row;
            }
        }
    }

    // Rows end with one without a name. Old delay rows (first bit clear) hold addresses with the image's base added.
    private bool TryRead(int index, out PeImportRow row)
    {
        row = default;
        Span<byte> bytes = stackalloc byte[isDelayed ? 32 : 20];
        if (_table == 0 || !space.TryRead(_table + ((long)index * bytes.Length), bytes))
        {
            return false;
        }

        long name = U32(bytes, isDelayed ? 4 : 12);
        if (name == 0)
        {
            return false;
        }

        var imageBase = isDelayed && (bytes[0] & 1) == 0 ? (long)optional.ImageBase : 0;
        long thunks = U32(bytes, isDelayed ? 16 : 0);
        thunks = thunks == 0 ? U32(bytes, 16) : thunks;
        row = new PeImportRow(space.ReadString(name - imageBase) ?? "", thunks - imageBase, imageBase);
        return true;
    }

    private static uint U32(ReadOnlySpan<byte> row, int at) => BinaryPrimitives.ReadUInt32LittleEndian(row[at..]);
}
