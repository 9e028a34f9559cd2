using System.Buffers.Binary;

namespace Plumb.Formats.Pe;

/// <summary>The functions that a file takes from libraries by their names; those taken by number (ordinal) are left out.</summary>
/// <param name="thunks">Through which the tables are read.</param>
/// <param name="texts">Through which the names are read: another window on the same file.</param>
/// <param name="is64Bit">Whether entries have eight bytes.</param>
internal sealed class PeImportNames(PeSpace thunks, PeSpace texts, bool is64Bit)
{
    private const int MostNames = 1 << 17;
    private const long MostBytes = 16 << 20;

    /// <summary>Hands out the names behind those rows, as long as they lie there whole; false where there are more than any real file has.</summary>
    public bool TryVisit(IEnumerable<PeImportRow> rows, Action<ReadOnlySpan<byte>> visit)
    {
        var (names, bytes) = (0, 0L);
        foreach (var row in rows)
        {
            for (var i = 0; row.Thunks + row.ImageBase != 0 && TryReadThunk(row.Thunks, i, out var value); i++)
            {
                // A hint of two bytes stands before the name.
                var name = IsByNumber(value)
                    ? []
                    : texts.PeekWholeString((long)(value & int.MaxValue) - row.ImageBase + 2);
                bytes += name.Length;
                if (++names > MostNames || bytes > MostBytes)
                {
                    return false;
                }

                if (name.Length > 0)
                {
                    visit(name);
                }
            }
        }

        return true;
    }

    // A zero ends the table.
    private bool TryReadThunk(long table, int index, out ulong value)
    {
        Span<byte> entry = stackalloc byte[8];
        entry = entry[..(is64Bit ? 8 : 4)];
        value =
            !thunks.TryRead(table + ((long)index * entry.Length), entry) ? 0
            : is64Bit ? BinaryPrimitives.ReadUInt64LittleEndian(entry)
            : BinaryPrimitives.ReadUInt32LittleEndian(entry);
        return value != 0;
    }

    private bool IsByNumber(ulong value) => (value >> (is64Bit ? 63 : 31)) == 1;
}
