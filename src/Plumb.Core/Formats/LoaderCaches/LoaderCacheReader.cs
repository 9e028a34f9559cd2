using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Plumb.Text;

namespace Plumb.Formats.LoaderCaches;

/// <summary>
/// Reads the tables of a cache. New: 20 bytes of magic, number of entries, bytes of strings, byte order, place of extensions (48 bytes in all),
/// entries of 24 bytes (flags, name, path, unused, capabilities), strings counted from the start of this header; extensions are counted
/// from the start of the file.
/// Old: 12 bytes of magic, number of entries, entries of 12 bytes, strings counted from their end.
/// </summary>
internal readonly ref struct LoaderCacheReader
{
    private const int OldHeader = 16;
    private const int OldEntry = 12;
    private const int NewHeader = 48;
    private const int NewEntry = 24;
    private const int LongestString = 4096;

    // Names are mostly the ends of paths, so that real files hand out less than twice their bytes.
    private const int MostExpansion = 8;
    private const uint ExtensionMagic = 0xEAA42174;
    private const uint HardwareFolders = 1;
    private const ulong IsFolder = 1UL << 62;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _before;
    private readonly bool _isBigEndian;

    private LoaderCacheReader(ReadOnlySpan<byte> bytes, bool isBigEndian, int before = 0)
    {
        _bytes = bytes;
        _before = before;
        _isBigEndian = isBigEndian;
    }

    private static ReadOnlySpan<byte> NewMagic => "glibc-ld.so.cache1.1"u8;

    private static ReadOnlySpan<byte> OldMagic => "ld.so-1.7.0"u8;

    public static bool TryRead(
        ReadOnlySpan<byte> bytes,
        out ImmutableArray<LoaderCacheEntry> entries,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        entries = [];
        if (bytes.StartsWith(NewMagic))
        {
            return TryReadNew(bytes, 0, out entries, out error);
        }

        if (!bytes.StartsWith(OldMagic) || bytes.Length < OldHeader)
        {
            error = new FormatError("This is no cache of the dynamic loader.", 0);
            return false;
        }

        foreach (var isBigEndian in (ReadOnlySpan<bool>)[false, true])
        {
            var old = new LoaderCacheReader(bytes, isBigEndian);
            var end = OldHeader + (old.U32(12) * (long)OldEntry);
            if (end > bytes.Length)
            {
                continue;
            }

            var aligned = (int)Math.Min((end + 7) & ~7L, bytes.Length);
            return bytes[aligned..].StartsWith(NewMagic)
                ? TryReadNew(bytes[aligned..], aligned, out entries, out error)
                : old.TryReadEntries(OldHeader, (int)old.U32(12), OldEntry, (int)end, [], out entries, out error);
        }

        error = new FormatError("The entries reach beyond the end of the file.", 12);
        return false;
    }

    private static bool TryReadNew(
        ReadOnlySpan<byte> bytes,
        int before,
        out ImmutableArray<LoaderCacheEntry> entries,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        entries = [];
        if (bytes.Length < NewHeader)
        {
            error = new FormatError("The header is not whole.", bytes.Length);
            return false;
        }

        const byte bigEndian = 3;
        var cache = new LoaderCacheReader(bytes, bytes[28] == bigEndian, before);
        if (bytes[28] == 0 && NewHeader + (cache.U32(20) * (long)NewEntry) > bytes.Length)
        {
            cache = new LoaderCacheReader(bytes, isBigEndian: true, before);
        }

        var count = cache.U32(20);
        if (NewHeader + (count * (long)NewEntry) > bytes.Length)
        {
            error = new FormatError("The entries reach beyond the end of the file.", 20);
            return false;
        }

        return cache.TryReadEntries(
            NewHeader,
            (int)count,
            NewEntry,
            0,
            cache.ReadFolders(cache.U32(32)),
            out entries,
            out error
        );
    }

    private bool TryReadEntries(
        int start,
        int count,
        int size,
        int strings,
        ImmutableArray<string> folders,
        out ImmutableArray<LoaderCacheEntry> entries,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        var budget = (long)_bytes.Length * MostExpansion;
        var builder = ImmutableArray.CreateBuilder<LoaderCacheEntry>(count);
        entries = [];
        for (var i = 0; i < count; i++)
        {
            var at = start + (i * size);
            if (
                StringAt(strings + (long)U32(at + 4)) is not { } name
                || StringAt(strings + (long)U32(at + 8)) is not { } path
            )
            {
                error = new FormatError("A name lies outside the file.", at);
                return false;
            }

            budget -= name.Length + path.Length;
            if (budget < 0)
            {
                error = new FormatError("The names overlap more than those of any real cache.", at);
                return false;
            }

            var capabilities = size == NewEntry ? U64(at + 16) : 0;
            builder.Add(
                (capabilities & IsFolder) != 0
                    ? new LoaderCacheEntry(name, path, (int)U32(at), 0, FolderOf(folders, (uint)capabilities))
                    : new LoaderCacheEntry(name, path, (int)U32(at), capabilities)
            );
        }

        entries = builder.ToImmutable();
        error = null;
        return true;
    }

    private static string FolderOf(ImmutableArray<string> folders, uint index) =>
        index < (uint)folders.Length ? folders[(int)index] : "";

    // Extensions: magic, count, then rows of tag, flags, offset and size. The folders are offsets of strings.
    private ImmutableArray<string> ReadFolders(uint place)
    {
        const int most = 256;
        const int row = 16;
        var at = (long)place - _before;
        if (at <= 0 || at + 8 > _bytes.Length || U32((int)at) != ExtensionMagic)
        {
            return [];
        }

        for (var i = 0; i < Math.Min(U32((int)at + 4), most) && at + 8 + ((i + 1L) * row) <= _bytes.Length; i++)
        {
            var section = (int)at + 8 + (i * row);
            var (offset, size) = ((long)U32(section + 8) - _before, U32(section + 12));
            if (U32(section) != HardwareFolders || offset < 0 || offset + size > _bytes.Length)
            {
                continue;
            }

            var folders = ImmutableArray.CreateBuilder<string>();
            for (var index = 0; index < Math.Min(size / 4, most); index++)
            {
                folders.Add(StringAt(U32((int)offset + (index * 4))) ?? "");
            }

            return folders.ToImmutable();
        }

        return [];
    }

    private string? StringAt(long offset)
    {
        if (offset >= _bytes.Length)
        {
            return null;
        }

        var text = _bytes[(int)offset..];
        text = text[..Math.Min(text.Length, LongestString)];
        var end = text.IndexOf((byte)0);
        return end < 0 ? null : Encoding.UTF8.GetString(text[..end]);
    }

    private uint U32(int at) =>
        _isBigEndian
            ? BinaryPrimitives.ReadUInt32BigEndian(_bytes[at..])
            : BinaryPrimitives.ReadUInt32LittleEndian(_bytes[at..]);

    private ulong U64(int at) =>
        _isBigEndian
            ? BinaryPrimitives.ReadUInt64BigEndian(_bytes[at..])
            : BinaryPrimitives.ReadUInt64LittleEndian(_bytes[at..]);
}
