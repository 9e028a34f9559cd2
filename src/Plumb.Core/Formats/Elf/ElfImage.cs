using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Plumb.Files;
using Plumb.Text;

namespace Plumb.Formats.Elf;

/// <summary>
/// An ELF file, read by position: only the headers, the dynamic section and what is asked for are ever read,
/// so that a library of gigabytes costs a few pages. Every offset and count is bounded by the file.
/// Layout: System V ABI, chapters 4 and 5. Does not own the reader.
/// </summary>
public sealed class ElfImage
{
    private const int MostProgramHeaders = 256;
    private const int MostDynamicEntries = 4096;
    private const int LongestString = 4096;
    private readonly ElfBytes _bytes;
    private readonly ImmutableArray<ElfSegment> _segments;
    private readonly ImmutableArray<(long Tag, ulong Value)> _dynamic;

    private ElfImage(
        ElfBytes bytes,
        ushort type,
        ushort machine,
        ImmutableArray<ElfSegment> segments,
        ImmutableArray<(long, ulong)> dynamic
    )
    {
        _bytes = bytes;
        Type = type;
        Machine = machine;
        _segments = segments;
        _dynamic = dynamic;
    }

    /// <summary>e_type: 2 an executable, 3 a shared object or a position-independent executable.</summary>
    public ushort Type { get; }

    /// <summary>e_machine: 62 x86-64, 183 AArch64, …</summary>
    public ushort Machine { get; }

    /// <summary>True for ELFCLASS64.</summary>
    public bool Is64Bit => _bytes.Is64Bit;

    /// <summary>True for ELFDATA2LSB.</summary>
    public bool IsLittleEndian => _bytes.IsLittleEndian;

    /// <summary>The loader that the kernel starts (PT_INTERP); null when there is none.</summary>
    public string? InterpreterPath =>
        Segment(ElfSegment.Interpreter) is { } segment
            ? _bytes.ReadString(segment.Offset, (int)Math.Min(segment.FileSize, LongestString))
            : null;

    /// <summary>DT_NEEDED, in order.</summary>
    public ImmutableArray<string> Needed => Strings(ElfDynamicTag.Needed);

    /// <summary>DT_SONAME; null when there is none.</summary>
    public string? SoName => Strings(ElfDynamicTag.SoName).FirstOrDefault();

    /// <summary>The folders of DT_RUNPATH, or of DT_RPATH where there is no RUNPATH; <c>$ORIGIN</c> not replaced.</summary>
    public ImmutableArray<string> RunPath
    {
        get
        {
            var runPath = Strings(ElfDynamicTag.RunPath);
            var lists = runPath.IsEmpty ? Strings(ElfDynamicTag.RPath) : runPath;
            return [.. lists.SelectMany(list => list.Split(':', StringSplitOptions.RemoveEmptyEntries))];
        }
    }

    /// <summary>Reads the headers and the dynamic section.</summary>
    public static bool TryOpen(
        FileReader reader,
        [NotNullWhen(true)] out ElfImage? image,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        image = null;
        Span<byte> identity = stackalloc byte[64];
        var read = reader.ReadAt(0, identity);
        if (read < 52 || !identity[..4].SequenceEqual("\u007FELF"u8))
        {
            error = new FormatError("This is not an ELF file.", 0);
            return false;
        }

        if (identity[4] is not (1 or 2) || identity[5] is not (1 or 2) || (identity[4] == 2 && read < 64))
        {
            error = new FormatError("The ELF class or byte order is unknown.", 4);
            return false;
        }

        var bytes = new ElfBytes(reader, is64Bit: identity[4] == 2, isLittleEndian: identity[5] == 1);
        if (!TryReadSegments(bytes, identity, out var segments, out error))
        {
            return false;
        }

        image = new ElfImage(
            bytes,
            bytes.U16(identity[16..]),
            bytes.U16(identity[18..]),
            segments,
            ReadDynamic(bytes, segments)
        );
        return true;
    }

    /// <summary>
    /// The names of the versions that this library defines (DT_VERDEF), such as <c>GLIBC_2.36</c>, in file order;
    /// the first is usually the library's own name.
    /// </summary>
    public ImmutableArray<string> DefinedVersions => ElfVersions.ReadDefined(_bytes, this);

    /// <summary>
    /// The value of an exported constant of 4 or 8 bytes, by its symbol. Bytes that lie in a hole of a sparse file read as 0.
    /// </summary>
    public bool TryReadConstant(string symbol, out ulong value)
    {
        value = 0;
        return ElfSymbols.TryFind(_bytes, this, Encoding.UTF8.GetBytes(symbol), out var found)
            && found.Size is 4 or 8
            && TryMap(found.Value, out var offset)
            && _bytes.TryRead(offset, found.Size == 8, out value);
    }

    /// <summary>Offset and length of the parts of the file that are mapped for reading only, where constants lie.</summary>
    public ImmutableArray<(long Offset, long Length)> ConstantRanges =>
        [
            .. _segments
                .Where(s => s is { Type: ElfSegment.Load, Flags: ElfSegment.ReadOnly, FileSize: > 0 })
                .Select(s => (s.Offset, s.FileSize)),
        ];

    /// <summary>True when the name is defined in the dynamic symbol table.</summary>
    public bool Exports(string symbol) => ElfSymbols.TryFind(_bytes, this, Encoding.UTF8.GetBytes(symbol), out _);

    /// <summary>The place in the file of an address in memory.</summary>
    internal bool TryMap(ulong address, out long offset)
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

    /// <summary>The value of a dynamic tag; null when it is not there.</summary>
    internal ulong? Dynamic(long tag)
    {
        foreach (var (key, value) in _dynamic)
        {
            if (key == tag)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The place in the file that a dynamic tag points to.</summary>
    internal bool TryMapDynamic(long tag, out long offset)
    {
        offset = 0;
        return Dynamic(tag) is { } address && TryMap(address, out offset);
    }

    /// <summary>A string of the dynamic string table; null when it lies outside.</summary>
    internal string? DynamicString(ulong index) =>
        TryMapDynamic(ElfDynamicTag.StringTable, out var table) && index < int.MaxValue
            ? _bytes.ReadString(table + (long)index, LongestString)
            : null;

    private ElfSegment? Segment(uint type)
    {
        foreach (var segment in _segments)
        {
            if (segment.Type == type)
            {
                return segment;
            }
        }

        return null;
    }

    private ImmutableArray<string> Strings(long tag) =>
        [.. _dynamic.Where(entry => entry.Tag == tag).Select(entry => DynamicString(entry.Value)).OfType<string>()];

    private static bool TryReadSegments(
        ElfBytes bytes,
        ReadOnlySpan<byte> header,
        out ImmutableArray<ElfSegment> segments,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        segments = [];
        var offset = bytes.Is64Bit ? bytes.U64(header[32..]) : bytes.U32(header[28..]);
        var size = bytes.U16(header[(bytes.Is64Bit ? 54 : 42)..]);
        var count = Math.Min((int)bytes.U16(header[(bytes.Is64Bit ? 56 : 44)..]), MostProgramHeaders);
        var needed = bytes.Is64Bit ? 56 : 32;
        if (count > 0 && (size < needed || offset > (ulong)bytes.Length))
        {
            error = new FormatError("The program headers lie outside the file.", (long)Math.Min(offset, long.MaxValue));
            return false;
        }

        var builder = ImmutableArray.CreateBuilder<ElfSegment>(count);
        Span<byte> entry = stackalloc byte[56];
        for (var i = 0; i < count; i++)
        {
            if (!bytes.TryRead((long)offset + ((long)i * size), entry[..needed]))
            {
                break;
            }

            builder.Add(ElfSegment.Parse(bytes, entry));
        }

        segments = builder.ToImmutable();
        error = null;
        return true;
    }

    private static ImmutableArray<(long, ulong)> ReadDynamic(ElfBytes bytes, ImmutableArray<ElfSegment> segments)
    {
        var builder = ImmutableArray.CreateBuilder<(long, ulong)>();
        foreach (var segment in segments.Where(segment => segment.Type == ElfSegment.DynamicSection).Take(1))
        {
            var size = bytes.WordSize * 2;
            for (var i = 0; i < MostDynamicEntries && (i + 1) * (long)size <= segment.FileSize; i++)
            {
                var at = segment.Offset + ((long)i * size);
                if (!bytes.TryRead(at, bytes.Is64Bit, out var tag) || tag == 0)
                {
                    break;
                }

                bytes.TryRead(at + bytes.WordSize, bytes.Is64Bit, out var value);
                builder.Add((bytes.Is64Bit ? (long)tag : (int)tag, value));
            }
        }

        return builder.ToImmutable();
    }
}
