using System.Collections.Immutable;

namespace Plumb.Formats.Elf;

/// <summary>The entries of PT_DYNAMIC, and the tables that they point to, found by the loaded segments alone: section headers may be stripped.</summary>
internal sealed class ElfDynamicSection
{
    private const int MostEntries = 4096;
    private const int LongestString = 4096;
    private readonly ElfBytes _texts;
    private readonly ImmutableArray<ElfSegment> _segments;
    private readonly ImmutableArray<(long Tag, ulong Value)> _entries;
    private readonly long _strings;

    public ElfDynamicSection(ElfBytes bytes, ImmutableArray<ElfSegment> segments)
    {
        _texts = bytes.Another(LongestString * 2);
        _segments = segments;
        _entries = Read(bytes, segments);
        _strings = TryMap(ElfDynamicTag.StringTable, out var strings) ? strings : -1;
    }

    /// <summary>Where the string table lies in the file; -1 when there is none.</summary>
    public long StringTable => _strings;

    /// <summary>The value of a tag; null when it is not there. The last one counts, as in the loader.</summary>
    public ulong? Find(long tag)
    {
        for (var i = _entries.Length - 1; i >= 0; i--)
        {
            if (_entries[i].Tag == tag)
            {
                return _entries[i].Value;
            }
        }

        return null;
    }

    /// <summary>The place in the file of an address in memory.</summary>
    public bool TryMapAddress(ulong address, out long offset)
    {
        foreach (var segment in _segments)
        {
            if (
                segment.Type == ElfSegment.Load
                && address >= segment.Address
                && address - segment.Address < (ulong)segment.FileSize
            )
            {
                offset = segment.Offset + (long)(address - segment.Address);
                return true;
            }
        }

        offset = 0;
        return false;
    }

    /// <summary>The place in the file that a tag points to.</summary>
    public bool TryMap(long tag, out long offset)
    {
        offset = 0;
        return Find(tag) is { } address && TryMapAddress(address, out offset);
    }

    /// <summary>A string of the string table; null when it lies outside.</summary>
    public string? String(ulong index) =>
        _strings >= 0 && index < int.MaxValue ? _texts.ReadString(_strings + (long)index, LongestString) : null;

    /// <summary>The string of a tag; null when there is none.</summary>
    public string? StringOf(long tag) => Find(tag) is { } index ? String(index) : null;

    /// <summary>The strings of every entry with that tag, in order.</summary>
    public ImmutableArray<string> StringsOf(long tag)
    {
        var strings = ImmutableArray.CreateBuilder<string>();
        foreach (var (key, index) in _entries)
        {
            if (key == tag && String(index) is { } text)
            {
                strings.Add(text);
            }
        }

        return strings.ToImmutable();
    }

    /// <summary>The address of the table that follows an address first; null when none does.</summary>
    public ulong? TableAfter(ulong address)
    {
        ulong? nearest = null;
        foreach (var (tag, value) in _entries)
        {
            if (
                ElfDynamicTag.IsAddress(tag)
                && value > address
                && (nearest is null || value < nearest)
                && TryMapAddress(value, out _)
            )
            {
                nearest = value;
            }
        }

        return nearest;
    }

    private static ImmutableArray<(long, ulong)> Read(ElfBytes bytes, ImmutableArray<ElfSegment> segments)
    {
        var builder = ImmutableArray.CreateBuilder<(long, ulong)>();
        var word = bytes.Encoding.WordSize;
        foreach (var segment in segments.Where(segment => segment.Type == ElfSegment.DynamicSection).Take(1))
        {
            for (var i = 0; i < MostEntries && (i + 1L) * word * 2 <= segment.FileSize; i++)
            {
                var at = segment.Offset + ((long)i * word * 2);
                if (!bytes.TryRead(at, bytes.Encoding.Is64Bit, out var tag) || tag == 0)
                {
                    break;
                }

                bytes.TryRead(at + word, bytes.Encoding.Is64Bit, out var value);
                builder.Add((bytes.Encoding.Is64Bit ? (long)tag : (int)tag, value));
            }
        }

        return builder.ToImmutable();
    }
}
