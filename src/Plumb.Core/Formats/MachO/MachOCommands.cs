namespace Plumb.Formats.MachO;

/// <summary>Goes through load commands with <c>foreach</c>, as far as the bytes reach; each is handed out with its own bytes.</summary>
internal ref struct MachOCommands(MachOHeader header, ReadOnlySpan<byte> commands)
{
    private ReadOnlySpan<byte> _rest = commands;
    private uint _left = header.CommandCount;

    /// <summary>The command at hand, from its kind on.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    public readonly MachOCommands GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_left == 0 || _rest.Length < 8)
        {
            return false;
        }

        var size = header.U32(_rest, 4);
        if (size < 8 || size > (uint)_rest.Length)
        {
            return false;
        }

        Current = _rest[..(int)size];
        _rest = _rest[(int)size..];
        _left--;
        return true;
    }
}

/// <summary>Kinds of load commands.</summary>
internal static class MachOCommand
{
    public const uint Segment = 1;
    public const uint SymbolTable = 2;
    public const uint DynamicSymbolTable = 0xB;
    public const uint LoadDylib = 0xC;
    public const uint IdDylib = 0xD;
    public const uint Segment64 = 0x19;
    public const uint CodeSignature = 0x1D;
    public const uint LazyLoadDylib = 0x20;
    public const uint MinimumMacOs = 0x24;
    public const uint MinimumIphoneOs = 0x25;
    public const uint MinimumTvOs = 0x2F;
    public const uint MinimumWatchOs = 0x30;
    public const uint BuildVersion = 0x32;
    public const uint LoadWeakDylib = 0x80000018;
    public const uint RPath = 0x8000001C;
    public const uint ReexportDylib = 0x8000001F;
    public const uint LoadUpwardDylib = 0x80000023;
}
