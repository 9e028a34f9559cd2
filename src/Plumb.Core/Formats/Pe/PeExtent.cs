namespace Plumb.Formats.Pe;

/// <summary>What the beginning of a Windows file alone tells of its extent.</summary>
internal static class PeExtent
{
    /// <summary>True when the headers that lie in <paramref name="head"/> name bytes beyond <paramref name="length"/>.</summary>
    public static bool EndsBefore(ReadOnlySpan<byte> head, long length)
    {
        if (!PeHeader.TryFind(head, out var at))
        {
            return length < PeHeader.DosSize;
        }

        if (
            (long)at + PeHeader.CoffSize > head.Length
            || !PeHeader.TryParse(head[(int)at..], at, out var header, out _)
        )
        {
            return (long)at + PeHeader.CoffSize > length;
        }

        for (var i = 0; i < header.SectionCount; i++)
        {
            var row = header.SectionOffset + (i * (long)PeSection.RowSize);
            if (row + PeSection.RowSize > head.Length)
            {
                return row + PeSection.RowSize > length;
            }

            if (PeSection.Parse(head.Slice((int)row, PeSection.RowSize)).End > length)
            {
                return true;
            }
        }

        return false;
    }
}
