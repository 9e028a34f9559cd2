using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace Plumb.Formats.Pe;

/// <summary>The export directory: names in the order of their bytes, searched by halves as the loader does.</summary>
internal sealed class PeExports
{
    private const uint MostNames = 1 << 20;
    private readonly PeSpace _tables;
    private readonly PeSpace _texts;
    private readonly uint _functionsAt;
    private readonly uint _namesAt;
    private readonly uint _ordinalsAt;

    /// <param name="tables">Through which the tables are read.</param>
    /// <param name="texts">Through which the names are read: another window on the same file.</param>
    /// <param name="address">Of the directory; 0 when there is none.</param>
    public PeExports(PeSpace tables, PeSpace texts, uint address)
    {
        _tables = tables;
        _texts = texts;
        Span<byte> directory = stackalloc byte[40];
        if (address != 0 && tables.TryRead(address, directory))
        {
            Count = Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(directory[24..]), MostNames);
            _functionsAt = BinaryPrimitives.ReadUInt32LittleEndian(directory[28..]);
            _namesAt = BinaryPrimitives.ReadUInt32LittleEndian(directory[32..]);
            _ordinalsAt = BinaryPrimitives.ReadUInt32LittleEndian(directory[36..]);
        }
    }

    /// <summary>How many names there are.</summary>
    public uint Count { get; }

    /// <summary>The address of a name.</summary>
    public bool TryFind(ReadOnlySpan<byte> name, out uint address)
    {
        address = 0;
        var index = FirstNotBefore(name);
        return index < Count
            && NameAt(index).SequenceEqual(name)
            && _tables.TryReadU16(_ordinalsAt + (index * 2), out var ordinal)
            && _tables.TryReadU32(_functionsAt + (ordinal * 4L), out address);
    }

    /// <summary>The names that begin in this way, at most so many.</summary>
    public ImmutableArray<string> WithPrefix(ReadOnlySpan<byte> prefix, int most)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        for (var index = FirstNotBefore(prefix); index < Count && names.Count < most; index++)
        {
            var name = NameAt(index);
            if (!name.StartsWith(prefix))
            {
                break;
            }

            names.Add(Encoding.UTF8.GetString(name));
        }

        return names.ToImmutable();
    }

    private long FirstNotBefore(ReadOnlySpan<byte> name)
    {
        long low = 0,
            high = Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = NameAt(middle).SequenceCompareTo(name) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private ReadOnlySpan<byte> NameAt(long index) =>
        _tables.TryReadU32(_namesAt + (index * 4), out var address) ? _texts.PeekString(address) : [];
}
