using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Files;
using Plumb.Text;

namespace Plumb.Formats.MachO;

/// <summary>
/// A macOS program or library with everything it holds for each processor. Layout: Apple, <c>mach-o/loader.h</c> and <c>mach-o/fat.h</c>.
/// Does not own the reader; not for several threads at once.
/// </summary>
public sealed class MachOImage
{
    /// <summary>CPU_TYPE_X86_64.</summary>
    public const uint X8664 = 0x01000007;

    /// <summary>CPU_TYPE_ARM64.</summary>
    public const uint Arm64 = 0x0100000C;

    private const int MostCommandBytes = 1 << 20;

    private MachOImage(ImmutableArray<MachOSlice> slices, bool isFat, long claimedLength)
    {
        Slices = slices;
        IsFat = isFat;
        ClaimedLength = claimedLength;
    }

    /// <summary>One for each processor, in file order. Those whose bytes are not there know their processor only.</summary>
    public ImmutableArray<MachOSlice> Slices { get; }

    /// <summary>True for a universal file, whatever the number of its slices.</summary>
    public bool IsFat { get; }

    /// <summary>Bytes that the file has to have by its own headers; a shorter one was cut off.</summary>
    public long ClaimedLength { get; }

    /// <summary>Reads the headers and load commands of every slice.</summary>
    public static bool TryOpen(
        FileReader reader,
        [NotNullWhen(true)] out MachOImage? image,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        image = null;
        var window = new ByteWindow(reader, 4096);
        var head = window.Peek(0, MachOFatHeader.Largest);
        if (MachOFatHeader.IsFat(head))
        {
            return TryOpenFat(window, MachOFatHeader.Read(head, out var isWhole), isWhole, out image, out error);
        }

        if (!MachOHeader.TryParse(head, out var header))
        {
            error = new FormatError("This is not a Mach-O file.", 0);
            return false;
        }

        var slice = ReadSlice(window, 0, header.Processor, header.Subtype);
        image = new MachOImage([slice], false, slice.ClaimedEnd);
        error = null;
        return true;
    }

    private static bool TryOpenFat(
        ByteWindow window,
        ImmutableArray<MachOFatSlice> rows,
        bool isWhole,
        out MachOImage? image,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        if (!isWhole)
        {
            image = null;
            error = new FormatError("The table of processors is not whole.", window.Length);
            return false;
        }

        ImmutableArray<MachOSlice> slices =
        [
            .. rows.Select(row => ReadSlice(window, row.Offset, row.Processor, row.Subtype)),
        ];
        var end = rows.Max(row => row.Offset + row.Length);
        image = new MachOImage(slices, true, Math.Max(end, slices.Max(slice => slice.ClaimedEnd)));
        error = null;
        return true;
    }

    private static MachOSlice ReadSlice(ByteWindow window, long offset, uint processor, uint subtype)
    {
        if (!MachOHeader.TryParse(window.Peek(offset, MachOHeader.Largest), out var header))
        {
            return new MachOSlice(processor, subtype, offset, null, null);
        }

        var bytes = new byte[
            Math.Clamp(window.Length - offset - header.Size, 0, Math.Min(header.CommandBytes, MostCommandBytes))
        ];
        var isRead = window.TryReadWhole(offset + header.Size, bytes);
        var commands = MachOLoadCommands.Read(header, isRead ? bytes : [], offset, window.Length);
        var symbols = new MachOSymbols(window, header, commands, offset);
        return new MachOSlice(processor, subtype, offset, commands, symbols);
    }
}
