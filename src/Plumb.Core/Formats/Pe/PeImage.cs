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

    // As long as Microsoft's compiler lets a name be.
    private const int NameWindow = 4096;
    private readonly PeHeader _header;
    private readonly PeOptionalHeader _optional;
    private readonly PeSpace _space;
    private readonly PeExports _exports;
    private readonly PeImportTable _imports;
    private readonly PeImportTable _delayed;
    private readonly PeImportNames _importedNames;

    private PeImage(ByteWindow window, PeHeader header, PeOptionalHeader optional, ImmutableArray<PeSection> sections)
    {
        _header = header;
        _optional = optional;
        _space = new PeSpace(window, sections);
        var texts = new PeSpace(window.Another(NameWindow), sections);
        _exports = new PeExports(_space, texts, optional.Exports);
        _imports = new PeImportTable(_space, optional, isDelayed: false);
        _delayed = new PeImportTable(_space, optional, isDelayed: true);
        _importedNames = new PeImportNames(_space, texts, optional.IsPlus);
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
    public ImmutableArray<string> Imports => Libraries(_imports);

    /// <summary>The libraries that are loaded when one of their functions is first called: the file loads without them.</summary>
    public ImmutableArray<string> DelayImports => Libraries(_delayed);

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
    public bool Exports(string symbol) => Exports(Encoding.UTF8.GetBytes(symbol));

    /// <summary>True when the name is exported.</summary>
    public bool Exports(ReadOnlySpan<byte> symbol) => _exports.TryFind(symbol, out _);

    /// <summary>Hands out the names that are asked of <see cref="Imports"/>; false where there are more of them than any real file has.</summary>
    /// <param name="library">The one that is asked, whatever its case; null for each.</param>
    /// <param name="visit">Gets the bytes, which are valid until it asks this image for something. Names that could not be read whole are left out.</param>
    public bool TryVisitImportedNames(string? library, Action<ReadOnlySpan<byte>> visit) =>
        _importedNames.TryVisit(_imports.RowsOf(library), visit);

    /// <summary>As <see cref="TryVisitImportedNames"/>, with what is asked of <see cref="DelayImports"/>.</summary>
    public bool TryVisitDelayedNames(string? library, Action<ReadOnlySpan<byte>> visit) =>
        _importedNames.TryVisit(_delayed.RowsOf(library), visit);

    /// <summary>The names of exported functions that begin with <c>PyInit_</c> or <c>PyInitU_</c>: the modules that the file can be imported as.</summary>
    public ImmutableArray<string> ReadInitFunctions() =>
        [
            .. _exports
                .WithPrefix("PyInit"u8, InitFunction.Most)
                .Where(name => InitFunction.Is(Encoding.UTF8.GetBytes(name))),
        ];

    private static ImmutableArray<string> Libraries(PeImportTable table) =>
        [.. table.RowsOf(null).Select(row => row.Library).Where(name => name.Length > 0)];

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
