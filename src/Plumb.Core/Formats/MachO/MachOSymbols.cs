using System.Collections.Immutable;
using System.Text;

namespace Plumb.Formats.MachO;

/// <summary>The symbol table (LC_SYMTAB) of one slice, gone through in windows.</summary>
internal sealed class MachOSymbols
{
    private const uint Most = 1 << 21;
    private const byte External = 1;
    private const byte TypeBits = 0x0E;
    private const byte DebuggerBits = 0xE0;
    private readonly ByteWindow _window;
    private readonly MachOHeader _header;
    private readonly MachOLoadCommands _commands;
    private readonly long _start;

    public MachOSymbols(ByteWindow window, MachOHeader header, MachOLoadCommands commands, long start)
    {
        _window = window;
        _header = header;
        _commands = commands;
        _start = start;
    }

    /// <summary>Names of defined external symbols that are init functions.</summary>
    public ImmutableArray<string> ReadInitFunctions()
    {
        if (_commands.SymbolTable is not { } table)
        {
            return [];
        }

        var size = _header.Is64Bit ? 16 : 12;
        var (first, count) = _commands.ExportedSymbols ?? (0, table.Count);
        var end = Math.Min((ulong)first + Math.Min(count, Most), table.Count);
        var rows = _window.Another(size * 1024);
        var texts = _window.Another(4096);
        var names = ImmutableArray.CreateBuilder<string>();
        for (var index = (ulong)first; index < end && names.Count < InitFunction.Most; index++)
        {
            var row = rows.Peek(_start + table.At + ((long)index * size), size);
            if (row.Length < size)
            {
                break;
            }

            if ((row[4] & External) == 0 || (row[4] & TypeBits) == 0 || (row[4] & DebuggerBits) != 0)
            {
                continue;
            }

            var name = texts.PeekString(_start + table.StringsAt + _header.U32(row, 0));
            if (name.StartsWith((byte)'_') && InitFunction.Is(name[1..]))
            {
                names.Add(Encoding.UTF8.GetString(name[1..]));
            }
        }

        return names.ToImmutable();
    }
}
