namespace Plumb.Formats.MachO;

/// <summary>What the beginning of a macOS file alone tells of its extent.</summary>
internal static class MachOExtent
{
    /// <summary>True when the bytes begin as a thin or a fat file does.</summary>
    public static bool IsMachO(ReadOnlySpan<byte> head) =>
        MachOFatHeader.IsFat(head) || (head.Length >= MachOHeader.Largest && MachOHeader.TryParse(head, out _));

    /// <summary>True when the headers that lie in <paramref name="head"/> name bytes beyond <paramref name="length"/>.</summary>
    public static bool EndsBefore(ReadOnlySpan<byte> head, long length)
    {
        if (MachOFatHeader.IsFat(head))
        {
            var slices = MachOFatHeader.Read(head, out var isWhole);
            return (!isWhole && head.Length >= length) || slices.Any(slice => slice.Offset + slice.Length > length);
        }

        return MachOHeader.TryParse(head, out var header)
            && head.Length > header.Size
            && MachOLoadCommands.Read(header, head[header.Size..], 0, length).ClaimedEnd > length;
    }
}
