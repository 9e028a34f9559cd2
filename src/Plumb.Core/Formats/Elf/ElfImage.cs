using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Plumb.Files;
using Plumb.Text;

namespace Plumb.Formats.Elf;

/// <summary>
/// An ELF file, read by position: only the headers, the dynamic section and what is asked for are ever read,
/// so that a library of gigabytes costs a few pages. Every offset and count is bounded by the file.
/// Layout: System V ABI, chapters 4 and 5. Does not own the reader; not for several threads at once.
/// </summary>
public sealed class ElfImage
{
    private const int MostProgramHeaders = 256;
    private const int LongestPath = 4096;
    private const ulong NoDefaultFolders = 0x800;
    private readonly ElfBytes _bytes;
    private readonly ElfHeader _header;
    private readonly ImmutableArray<ElfSegment> _segments;
    private readonly ElfDynamicSection _dynamic;
    private ElfSymbolLookup? _lookup;

    private ElfImage(ElfBytes bytes, ElfHeader header, ImmutableArray<ElfSegment> segments)
    {
        _bytes = bytes;
        _header = header;
        _segments = segments;
        _dynamic = new ElfDynamicSection(bytes, segments);
    }

    /// <summary>e_type: 2 an executable, 3 a shared object or a position-independent executable.</summary>
    public ushort Type => _header.Type;

    /// <summary>e_machine: 62 x86-64, 183 AArch64, …</summary>
    public ushort Machine => _header.Machine;

    /// <summary>True for ELFCLASS64.</summary>
    public bool Is64Bit => _header.Encoding.Is64Bit;

    /// <summary>True for ELFDATA2LSB.</summary>
    public bool IsLittleEndian => _header.Encoding.IsLittleEndian;

    /// <summary>
    /// Bytes that the file has to have by its own headers: the ends of the loaded segments and of the section headers.
    /// A file that is shorter was cut off, and using it ends the process (SIGBUS).
    /// </summary>
    public long ClaimedLength
    {
        get
        {
            var loads = _segments.Where(s => s.Type == ElfSegment.Load).Select(s => s.ClaimedEnd);
            return (long)Math.Min(loads.Append(_header.SectionsEnd).Max(), long.MaxValue);
        }
    }

    /// <summary>The loader that the kernel starts (PT_INTERP); null when there is none.</summary>
    public string? InterpreterPath =>
        Segment(ElfSegment.Interpreter) is { } segment
            ? _bytes.ReadString(segment.Offset, (int)Math.Min(segment.FileSize, LongestPath))
            : null;

    /// <summary>DT_NEEDED, in order.</summary>
    public ImmutableArray<string> Needed => _dynamic.StringsOf(ElfDynamicTag.Needed);

    /// <summary>DT_SONAME; null when there is none.</summary>
    public string? SoName => _dynamic.StringOf(ElfDynamicTag.SoName);

    /// <summary>True when there is a DT_RUNPATH, even an empty one: the loader then ignores <see cref="RPath"/>.</summary>
    public bool HasRunPath => _dynamic.Find(ElfDynamicTag.RunPath) is not null;

    /// <summary>The folders of DT_RUNPATH, <c>$ORIGIN</c> not replaced. An empty one in a list of several is the current folder.</summary>
    public ImmutableArray<string> RunPath => Folders(ElfDynamicTag.RunPath);

    /// <summary>The folders of DT_RPATH, in the same way.</summary>
    public ImmutableArray<string> RPath => Folders(ElfDynamicTag.RPath);

    /// <summary>DF_1_NODEFLIB: the loader does not look in its default folders.</summary>
    public bool IgnoresDefaultFolders => ((_dynamic.Find(ElfDynamicTag.Flags1) ?? 0) & NoDefaultFolders) != 0;

    /// <summary>True when there is a dynamic section: neither a static program nor an object file.</summary>
    public bool IsDynamic => Segment(ElfSegment.DynamicSection) is not null;

    /// <summary>The versions that this library defines (DT_VERDEF), in file order; empty when it has none, and then any version is accepted of it.</summary>
    public ImmutableArray<ElfVersionDefinition> DefinedVersions => ElfVersions.ReadDefined(_bytes, _dynamic);

    /// <summary>The versions that this file asks of the libraries it needs (DT_VERNEED), in file order.</summary>
    public ImmutableArray<ElfVersionNeed> NeededVersions => ElfVersions.ReadNeeded(_bytes, _dynamic);

    /// <summary>Section headers in file order; empty when they are stripped. <c>.nv_fatbin</c> and <c>.comment</c> are found here.</summary>
    public ImmutableArray<NativeSection> Sections => ElfSections.Read(_bytes, _header);

    /// <summary>The notes of PT_NOTE, in file order, at most 256.</summary>
    public ImmutableArray<ElfNote> Notes =>
        ElfNotes.Read(_bytes, _segments.Where(segment => segment.Type == ElfSegment.Note));

    /// <summary>
    /// The x86-64 level (2, 3, 4) that the file asks of the processor; glibc 2.33 and later refuses to load it on a lesser one.
    /// 0 or 1 when any will do.
    /// </summary>
    public int NeededX86Level => ElfNotes.NeededX86Level(_header.Encoding, Notes);

    /// <summary>Offset and length of the parts of the file that are mapped for reading only, where constants lie.</summary>
    public ImmutableArray<(long Offset, long Length)> ConstantRanges =>
        [
            .. _segments
                .Where(s => s is { Type: ElfSegment.Load, Flags: ElfSegment.ReadOnly, FileSize: > 0 })
                .Select(s => (s.Offset, s.FileSize)),
        ];

    /// <summary>Offset and length of every part of the file that is mapped.</summary>
    public ImmutableArray<(long Offset, long Length)> LoadedRanges =>
        [.. _segments.Where(s => s is { Type: ElfSegment.Load, FileSize: > 0 }).Select(s => (s.Offset, s.FileSize))];

    /// <summary>
    /// Every row of the dynamic symbol table but the first, which is nothing. Without section headers the end is taken from the
    /// hash tables, or from where the next table begins.
    /// </summary>
    public ElfSymbolEnumerator DynamicSymbols => Symbols(1, SymbolEnd(), ElfSymbolFilter.All);

    /// <summary>
    /// The symbols that other files have to bring (weak ones may be missing). Linkers put those of a library before the first that
    /// the GNU hash table lists; those of a program may lie anywhere.
    /// </summary>
    public ElfSymbolEnumerator UndefinedSymbols =>
        Symbols(
            1,
            Lookup.GnuHash is { IsEmpty: false, First: var first } && InterpreterPath is null ? first : SymbolEnd(),
            ElfSymbolFilter.Undefined
        );

    /// <summary>The symbols that other files can be bound to.</summary>
    public ElfSymbolEnumerator ExportedSymbols =>
        Lookup.GnuHash is { } table
            ? Symbols(table.First, table.End, ElfSymbolFilter.Exported)
            : Symbols(1, SymbolEnd(), ElfSymbolFilter.Exported);

    private ElfSymbolLookup Lookup => _lookup ??= new ElfSymbolLookup(_bytes, _dynamic);

    /// <summary>Reads the headers and the dynamic section.</summary>
    public static bool TryOpen(
        FileReader reader,
        [NotNullWhen(true)] out ElfImage? image,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        image = null;
        Span<byte> head = stackalloc byte[ElfHeader.Largest];
        if (!ElfHeader.TryParse(head[..reader.ReadAt(0, head)], out var header, out error))
        {
            return false;
        }

        var bytes = new ElfBytes(reader, header.Encoding);
        if (!TryReadSegments(bytes, header, out var segments, out error))
        {
            return false;
        }

        image = new ElfImage(bytes, header, segments);
        return true;
    }

    /// <summary>
    /// The value of an exported constant of 4 or 8 bytes, by its symbol. Bytes that lie in a hole of a sparse file read as 0.
    /// </summary>
    public bool TryReadConstant(string symbol, out ulong value)
    {
        value = 0;
        return TryFindExport(Encoding.UTF8.GetBytes(symbol), out var found)
            && found.Size is 4 or 8
            && _dynamic.TryMapAddress(found.Value, out var offset)
            && _bytes.TryRead(offset, found.Size == 8, out value);
    }

    /// <summary>True when the name is defined in the dynamic symbol table and others can be bound to it.</summary>
    public bool Exports(string symbol) => Exports(Encoding.UTF8.GetBytes(symbol));

    /// <summary>
    /// The same by the bytes of the name. The hash table is kept, so that thousands of questions to a library of hundreds of
    /// thousands of symbols cost a row each where the name is there, and nothing where it is not.
    /// </summary>
    public bool Exports(ReadOnlySpan<byte> symbol) => TryFindExport(symbol, out _);

    /// <summary>The definition that a request without a version, or with the version of that number here, is bound to.</summary>
    public bool TryFindExport(ReadOnlySpan<byte> symbol, out ElfSymbol found, ushort version = 0) =>
        Lookup.TryFind(symbol, version, out found);

    /// <summary>The names of exported functions that begin with <c>PyInit_</c> or <c>PyInitU_</c>: the modules that the file can be imported as.</summary>
    public ImmutableArray<string> ReadInitFunctions()
    {
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var symbol in ExportedSymbols)
        {
            if (InitFunction.Is(symbol.Name) && names.Count < InitFunction.Most)
            {
                names.Add(Encoding.UTF8.GetString(symbol.Name));
            }
        }

        return names.ToImmutable();
    }

    private ElfSymbolEnumerator Symbols(uint first, uint end, ElfSymbolFilter filter) =>
        new(ElfSymbolTable.Open(_bytes, _dynamic), Math.Max(first, 1), end, filter);

    // A GNU hash table that lists nothing does not tell how many undefined symbols there are.
    private uint SymbolEnd()
    {
        if (Lookup.GnuHash is { IsEmpty: false } table)
        {
            return table.End;
        }

        if ((Lookup.SystemVCount ?? ElfSections.CountDynamicSymbols(_bytes, _header)) is { } count)
        {
            return count;
        }

        var start = _dynamic.Find(ElfDynamicTag.SymbolTable) ?? 0;
        var end = _dynamic.TableAfter(start) ?? start;
        return (uint)Math.Min((end - start) / (ulong)ElfSymbol.SizeOf(_header.Encoding), uint.MaxValue);
    }

    // The loader ignores a list that is nothing at all.
    private ImmutableArray<string> Folders(long tag) =>
        _dynamic.StringOf(tag) is { Length: > 0 } list ? [.. list.Split(':')] : [];

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

    private static bool TryReadSegments(
        ElfBytes bytes,
        ElfHeader header,
        out ImmutableArray<ElfSegment> segments,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        segments = [];
        var count = Math.Min((int)header.ProgramCount, MostProgramHeaders);
        Span<byte> row = stackalloc byte[56];
        row = row[..ElfSegment.SizeOf(header.Encoding)];
        if (count > 0 && (header.ProgramSize < row.Length || header.ProgramOffset > (ulong)bytes.Length))
        {
            var at = (long)Math.Min(header.ProgramOffset, long.MaxValue);
            error = new FormatError("The program headers lie outside the file.", at);
            return false;
        }

        var builder = ImmutableArray.CreateBuilder<ElfSegment>(count);
        for (var i = 0; i < count; i++)
        {
            if (!bytes.TryRead((long)header.ProgramOffset + ((long)i * header.ProgramSize), row))
            {
                break;
            }

            builder.Add(ElfSegment.Parse(header.Encoding, row, bytes.Length));
        }

        segments = builder.ToImmutable();
        error = null;
        return true;
    }
}
