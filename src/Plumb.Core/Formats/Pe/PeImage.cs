using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Plumb.Files;
using Plumb.Text;

namespace Plumb.Formats.Pe;

/// <summary>
/// A Windows program or DLL, read by position. Layout: Microsoft, "PE Format". Does not own the reader; not for several threads at once.
/// </summary>
public sealed class PeImage
{
    private const int MostSections = 96;
    private const int MostImports = 4096;
    private const int ImportSize = 20;
    private const int DelayImportSize = 32;
    private readonly PeHeader _header;
    private readonly PeOptionalHeader _optional;
    private readonly PeSpace _space;
    private readonly PeExports _exports;

    private PeImage(ByteWindow window, PeHeader header, PeOptionalHeader optional, ImmutableArray<PeSection> sections)
    {
        _header = header;
        _optional = optional;
        _space = new PeSpace(window, sections);
        var texts = new PeSpace(window.Another(2048), sections);
        _exports = new PeExports(_space, texts, optional.Exports);
        Sections = [.. sections.Select(section => section.ToNative())];
        ClaimedLength = sections.Select(section => section.End).Append(0).Max();
    }

    /// <summary>0x8664 x86-64, 0xAA64 ARM64, 0x14C x86.</summary>
    public ushort Machine => _header.Machine;

    /// <summary>True for a library, <c>.pyd</c> among them; false for a program.</summary>
    public bool IsLibrary => (_header.Characteristics & 0x2000) != 0;

    /// <summary>2 with windows, 3 console, 1 driver, …; what it is in a library has no meaning.</summary>
    public ushort Subsystem => _optional.Subsystem;

    /// <summary>In file order; names are cut at 8 bytes.</summary>
    public ImmutableArray<NativeSection> Sections { get; }

    /// <summary>Bytes that the file has to have by its own headers: the end of the last section. A shorter file was cut off.</summary>
    public long ClaimedLength { get; }

    /// <summary>The libraries that the loader needs to load this file, in order, as they are written here.</summary>
    public ImmutableArray<string> Imports => ReadImports(_optional.Imports, ImportSize, 12);

    /// <summary>The libraries that are loaded when one of their functions is first called: the file loads without them.</summary>
    public ImmutableArray<string> DelayImports => ReadImports(_optional.DelayImports, DelayImportSize, 4);

    /// <summary>What <see cref="Imports"/> are asked for by name, in their order.</summary>
    public ImmutableArray<(string Library, ImmutableArray<string> Names)> ImportedNames =>
        ReadNames(_optional.Imports, ImportSize, 12, thunksAt: 0, otherwiseAt: 16);

    /// <summary>What <see cref="DelayImports"/> are asked for by name, in their order.</summary>
    public ImmutableArray<(string Library, ImmutableArray<string> Names)> DelayImportedNames =>
        ReadNames(_optional.DelayImports, DelayImportSize, 4, thunksAt: 16, otherwiseAt: 16);

    /// <summary>How many names are exported.</summary>
    public int ExportCount => (int)_exports.Count;

    /// <summary>Reads the headers and the section table.</summary>
    public static bool TryOpen(
        FileReader reader,
        [NotNullWhen(true)] out PeImage? image,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        image = null;
        var window = new ByteWindow(reader, 4096);
        if (!PeHeader.TryFind(window.Peek(0, PeHeader.DosSize), out var at))
        {
            error = new FormatError("This is not a Windows program.", 0);
            return false;
        }

        if (!PeHeader.TryParse(window.Peek(at, PeHeader.CoffSize), at, out var header, out error))
        {
            return false;
        }

        var optional = window.Peek(header.OptionalOffset, Math.Min((int)header.OptionalSize, 512));
        var parsed = PeOptionalHeader.Parse(optional[..Math.Min(optional.Length, header.OptionalSize)]);
        image = new PeImage(window, header, parsed, ReadSections(window, header));
        return true;
    }

    /// <summary>The value of an exported 4-byte constant (<c>unsigned long</c> of Windows), found by binary search of the names.</summary>
    public bool TryReadConstant(string symbol, out uint value)
    {
        value = 0;
        return _exports.TryFind(Encoding.UTF8.GetBytes(symbol), out var address)
            && _space.TryReadU32(address, out value);
    }

    /// <summary>True when the name is exported.</summary>
    public bool Exports(string symbol) => _exports.TryFind(Encoding.UTF8.GetBytes(symbol), out _);

    /// <summary>The names of exported functions that begin with <c>PyInit_</c> or <c>PyInitU_</c>: the modules that the file can be imported as.</summary>
    public ImmutableArray<string> ReadInitFunctions() =>
        [
            .. _exports
                .WithPrefix("PyInit"u8, InitFunction.Most)
                .Where(name => InitFunction.Is(Encoding.UTF8.GetBytes(name))),
        ];

    private ImmutableArray<string> ReadImports(uint table, int size, int nameAt)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        Span<byte> row = stackalloc byte[DelayImportSize];
        row = row[..size];
        for (var i = 0; i < MostImports && ReadRow(table, i, row, nameAt, out var name, out _); i++)
        {
            if (name.Length > 0)
            {
                names.Add(name);
            }
        }

        return names.ToImmutable();
    }

    private ImmutableArray<(string, ImmutableArray<string>)> ReadNames(
        uint table,
        int size,
        int nameAt,
        int thunksAt,
        int otherwiseAt
    )
    {
        var all = ImmutableArray.CreateBuilder<(string, ImmutableArray<string>)>();
        Span<byte> row = stackalloc byte[DelayImportSize];
        row = row[..size];
        for (var i = 0; i < MostImports && ReadRow(table, i, row, nameAt, out var name, out var imageBase); i++)
        {
            long thunks = BinaryPrimitives.ReadUInt32LittleEndian(row[thunksAt..]);
            thunks = thunks == 0 ? BinaryPrimitives.ReadUInt32LittleEndian(row[otherwiseAt..]) : thunks;
            all.Add((name, PeImportNames.Read(_space, thunks - imageBase, _optional.IsPlus, imageBase)));
        }

        return all.ToImmutable();
    }

    // Rows end with one without a name. Old delay rows (first bit clear) hold addresses with the image's base added.
    private bool ReadRow(uint table, int index, Span<byte> row, int nameAt, out string text, out long imageBase)
    {
        (text, imageBase) = ("", 0);
        if (table == 0 || !_space.TryRead(table + ((long)index * row.Length), row))
        {
            return false;
        }

        long name = BinaryPrimitives.ReadUInt32LittleEndian(row[nameAt..]);
        imageBase = row.Length == DelayImportSize && (row[0] & 1) == 0 ? (long)_optional.ImageBase : 0;
        text = name == 0 ? "" : _space.ReadString(name - imageBase) ?? "";
        return name != 0;
    }

    private static ImmutableArray<PeSection> ReadSections(ByteWindow window, PeHeader header)
    {
        var count = Math.Min((int)header.SectionCount, MostSections);
        var sections = ImmutableArray.CreateBuilder<PeSection>(count);
        Span<byte> row = stackalloc byte[PeSection.RowSize];
        for (var i = 0; i < count; i++)
        {
            if (!window.TryRead(header.SectionOffset + (i * (long)PeSection.RowSize), row))
            {
                break;
            }

            sections.Add(PeSection.Parse(row));
        }

        return sections.ToImmutable();
    }
}
