using System.Text;

namespace Plumb.Formats.MachO;

/// <summary>What the load commands of one slice say.</summary>
internal sealed class MachOLoadCommands
{
    private const int MostSections = 4096;
    private readonly MachOHeader _header;
    private readonly long _start;
    private readonly long _fileLength;

    private MachOLoadCommands(MachOHeader header, long start, long fileLength)
    {
        _header = header;
        _start = start;
        _fileLength = fileLength;
    }

    public uint FileType => _header.FileType;

    public List<MachODylib> Dylibs { get; } = [];

    public MachODylib? InstallName { get; private set; }

    public List<string> RPaths { get; } = [];

    public uint Platform { get; private set; }

    public MachOVersion? MinimumSystem { get; private set; }

    public MachOVersion? Sdk { get; private set; }

    public bool IsSigned { get; private set; }

    public List<NativeSection> Sections { get; } = [];

    public long ClaimedEnd { get; private set; }

    /// <summary>Symbols: their place and number, and the place of the strings and their bytes; null when there is no table.</summary>
    public (uint At, uint Count, uint StringsAt, uint StringBytes)? SymbolTable { get; private set; }

    /// <summary>The first exported symbol and how many there are; null when the commands do not say.</summary>
    public (uint First, uint Count)? ExportedSymbols { get; private set; }

    /// <summary>Reads commands of a slice that begins at <paramref name="start"/> of a file.</summary>
    public static MachOLoadCommands Read(MachOHeader header, ReadOnlySpan<byte> commands, long start, long fileLength)
    {
        var read = new MachOLoadCommands(header, start, fileLength);
        foreach (var command in new MachOCommands(header, commands))
        {
            read.Read(command);
        }

        return read;
    }

    private void Read(ReadOnlySpan<byte> command)
    {
        var kind = _header.U32(command, 0);
        switch (kind)
        {
            case MachOCommand.Segment or MachOCommand.Segment64:
                ReadSegment(command);
                break;
            case MachOCommand.LoadDylib:
                AddDylib(command, MachODylibKind.Needed);
                break;
            case MachOCommand.LoadWeakDylib:
                AddDylib(command, MachODylibKind.Weak);
                break;
            case MachOCommand.ReexportDylib:
                AddDylib(command, MachODylibKind.Reexported);
                break;
            case MachOCommand.LoadUpwardDylib:
                AddDylib(command, MachODylibKind.Upward);
                break;
            case MachOCommand.LazyLoadDylib:
                AddDylib(command, MachODylibKind.Lazy);
                break;
            case MachOCommand.IdDylib when command.Length >= 24:
                InstallName = ReadDylib(command, MachODylibKind.Needed);
                break;
            case MachOCommand.RPath when command.Length >= 12:
                RPaths.Add(ReadString(command));
                break;
            case MachOCommand.CodeSignature:
                IsSigned = true;
                break;
            case MachOCommand.BuildVersion when command.Length >= 20:
                SetVersion(_header.U32(command, 8), _header.U32(command, 12), _header.U32(command, 16));
                break;
            case MachOCommand.MinimumMacOs or MachOCommand.MinimumIphoneOs when command.Length >= 16:
            case MachOCommand.MinimumTvOs or MachOCommand.MinimumWatchOs when command.Length >= 16:
                SetVersion(PlatformOf(kind), _header.U32(command, 8), _header.U32(command, 12));
                break;
            case MachOCommand.SymbolTable when command.Length >= 24:
                SymbolTable = (
                    _header.U32(command, 8),
                    _header.U32(command, 12),
                    _header.U32(command, 16),
                    _header.U32(command, 20)
                );
                break;
            case MachOCommand.DynamicSymbolTable when command.Length >= 24:
                ExportedSymbols = (_header.U32(command, 16), _header.U32(command, 20));
                break;
            default:
                break;
        }
    }

    // A zippered library names a second platform (Mac Catalyst): the first one counts.
    private void SetVersion(uint platform, uint minimum, uint sdk)
    {
        if (MinimumSystem is null)
        {
            (Platform, MinimumSystem, Sdk) = (platform, new MachOVersion(minimum), new MachOVersion(sdk));
        }
    }

    private static uint PlatformOf(uint kind) =>
        kind switch
        {
            MachOCommand.MinimumMacOs => 1,
            MachOCommand.MinimumIphoneOs => 2,
            MachOCommand.MinimumTvOs => 3,
            _ => 4,
        };

    private void AddDylib(ReadOnlySpan<byte> command, MachODylibKind kind)
    {
        if (command.Length >= 24)
        {
            Dylibs.Add(ReadDylib(command, kind));
        }
    }

    private MachODylib ReadDylib(ReadOnlySpan<byte> command, MachODylibKind kind) =>
        new(
            ReadString(command),
            kind,
            new MachOVersion(_header.U32(command, 20)),
            new MachOVersion(_header.U32(command, 16))
        );

    // The place of the string counts from the start of its command and the string ends with it.
    private string ReadString(ReadOnlySpan<byte> command)
    {
        var text = command[(int)Math.Min(_header.U32(command, 8), (uint)command.Length)..];
        var end = text.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
    }

    private void ReadSegment(ReadOnlySpan<byte> command)
    {
        var is64Bit = _header.U32(command, 0) == MachOCommand.Segment64;
        var headerSize = is64Bit ? 72 : 56;
        if (command.Length < headerSize)
        {
            return;
        }

        var (offset, size) = is64Bit
            ? (_header.U64(command, 40), _header.U64(command, 48))
            : (_header.U32(command, 32), _header.U32(command, 36));
        var most = (ulong)(long.MaxValue - _start);
        if (offset <= most && size <= most - offset && size > 0)
        {
            ClaimedEnd = Math.Max(ClaimedEnd, _start + (long)(offset + size));
        }

        var protection = _header.U32(command, is64Bit ? 60 : 44);
        var rowSize = is64Bit ? 80 : 68;
        for (var rows = command[headerSize..]; rows.Length >= rowSize && Sections.Count < MostSections; )
        {
            ReadSection(rows, is64Bit, protection);
            rows = rows[rowSize..];
        }
    }

    private void ReadSection(ReadOnlySpan<byte> row, bool is64Bit, uint protection)
    {
        const uint writable = 2;
        const uint executable = 4;
        var size = is64Bit ? _header.U64(row, 40) : _header.U32(row, 36);
        var offset = _header.U32(row, is64Bit ? 48 : 40);
        Sections.Add(
            new NativeSection(
                $"{Name(row[16..])},{Name(row)}",
                _start + offset,
                offset == 0 ? 0 : (long)Math.Min(size, (ulong)_fileLength),
                (protection & executable) != 0,
                (protection & writable) != 0
            )
        );
    }

    private static string Name(ReadOnlySpan<byte> bytes)
    {
        var end = bytes[..16].IndexOf((byte)0);
        return Encoding.UTF8.GetString(bytes[..(end < 0 ? 16 : end)]);
    }
}
