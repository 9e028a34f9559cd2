using System.Buffers.Binary;
using System.Text;

namespace Plumb.Core.Tests.Formats;

/// <summary>Writes small ELF files: headers, a dynamic section, a symbol table with one of the two kinds of hash table, version definitions.</summary>
public sealed record ElfFixture
{
    public bool Is64Bit { get; init; } = true;

    public bool IsLittleEndian { get; init; } = true;

    public ushort Machine { get; init; } = 62;

    public string? Interpreter { get; init; }

    public string[] Needed { get; init; } = [];

    public string? RunPath { get; init; }

    public string? RPath { get; init; }

    public string? SoName { get; init; }

    /// <summary>Exported constants of a word.</summary>
    public (string Name, ulong Value)[] Constants { get; init; } = [];

    /// <summary>Symbols that another file has to bring.</summary>
    public string[] Undefined { get; init; } = [];

    /// <summary>So many symbols more that another file has to bring, each named by the end of the first of <see cref="Undefined"/>, from its second, third, … letter on.</summary>
    public int Tails { get; init; }

    public string[] Versions { get; init; } = [];

    /// <summary>Versions that are asked of needed libraries.</summary>
    public (string Library, string Version)[] NeededVersions { get; init; } = [];

    public bool UsesGnuHash { get; init; } = true;

    /// <summary>Constants that end the file, such as a banner.</summary>
    public string Text { get; init; } = "";

    private const int HeaderRoom = 0x200;

    public byte[] Build()
    {
        var body = new List<byte>(new byte[HeaderRoom]);
        var interpreter = Interpreter is null ? 0 : Append(body, Encoding.ASCII.GetBytes(Interpreter + "\0"));
        var strings = new List<byte> { 0 };
        var needed = Needed.Select(n => AddString(strings, n)).ToArray();
        var runPath = RunPath is null ? 0 : AddString(strings, RunPath);
        var rPath = RPath is null ? 0 : AddString(strings, RPath);
        var soName = SoName is null ? 0 : AddString(strings, SoName);
        var values = Constants.Select(c => Append(body, Word(c.Value))).ToArray();
        var symbols = new List<byte>(new byte[SymbolSize]);
        var undefinedAt = strings.Count;
        foreach (var name in Undefined)
        {
            symbols.AddRange(Symbol(AddString(strings, name), 0, isDefined: false));
        }

        for (var i = 1; i <= Tails; i++)
        {
            symbols.AddRange(Symbol(undefinedAt + i, 0, isDefined: false));
        }

        for (var i = 0; i < Constants.Length; i++)
        {
            symbols.AddRange(Symbol(AddString(strings, Constants[i].Name), (ulong)values[i]));
        }

        var versions = VersionDefinitions(strings);
        var versionsAt = Append(body, versions);
        var asked = VersionNeeds(strings);
        var askedAt = Append(body, asked);
        var symbolsAt = Append(body, [.. symbols]);
        var stringsAt = Append(body, [.. strings]);
        var hashAt = Append(body, UsesGnuHash ? GnuHash() : SystemVHash());
        var dynamic = new List<byte>();
        foreach (var one in needed)
        {
            AddTag(dynamic, 1, one);
        }

        AddTag(dynamic, 5, stringsAt);
        AddTag(dynamic, 6, symbolsAt);
        AddTag(dynamic, UsesGnuHash ? 0x6ffffef5u : 4u, hashAt);
        if (RunPath is not null)
        {
            AddTag(dynamic, 29, runPath);
        }

        if (RPath is not null)
        {
            AddTag(dynamic, 15, rPath);
        }

        if (NeededVersions.Length > 0)
        {
            AddTag(dynamic, 0x6ffffffe, askedAt);
            AddTag(dynamic, 0x6fffffff, NeededVersions.Length);
        }

        if (SoName is not null)
        {
            AddTag(dynamic, 14, soName);
        }

        if (Versions.Length > 0)
        {
            AddTag(dynamic, 0x6ffffffc, versionsAt);
            AddTag(dynamic, 0x6ffffffd, Versions.Length);
        }

        AddTag(dynamic, 0, 0);
        var dynamicAt = Append(body, [.. dynamic]);
        Append(body, Encoding.ASCII.GetBytes(Text + "\0"));
        var bytes = body.ToArray();
        List<(uint Type, int Offset, int Size)> segments = [(1, 0, bytes.Length), (2, dynamicAt, dynamic.Count)];
        if (Interpreter is not null)
        {
            segments.Add((3, interpreter, Interpreter.Length + 1));
        }

        WriteHeaders(bytes, segments);
        return bytes;
    }

    private int SymbolSize => Is64Bit ? 24 : 16;

    private void WriteHeaders(byte[] bytes, List<(uint Type, int Offset, int Size)> segments)
    {
        var head = new List<byte> { 0x7F, (byte)'E', (byte)'L', (byte)'F' };
        head.AddRange([(byte)(Is64Bit ? 2 : 1), (byte)(IsLittleEndian ? 1 : 2), 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        head.AddRange([.. U16(3), .. U16(Machine), .. U32(1), .. Word(0)]);
        var size = Is64Bit ? 64 : 52;
        head.AddRange([.. Word((ulong)size), .. Word(0), .. U32(0), .. U16((ushort)size)]);
        head.AddRange([.. U16((ushort)(Is64Bit ? 56 : 32)), .. U16((ushort)segments.Count)]);
        head.AddRange([.. U16(0), .. U16(0), .. U16(0)]);
        foreach (var (type, offset, length) in segments)
        {
            byte[] place = [.. Word((ulong)offset), .. Word((ulong)offset), .. Word((ulong)offset)];
            byte[] extent = [.. Word((ulong)length), .. Word((ulong)length)];
            head.AddRange(
                Is64Bit
                    ? [.. U32(type), .. U32(4), .. place, .. extent, .. Word(8)]
                    : [.. U32(type), .. place, .. extent, .. U32(4), .. Word(4)]
            );
        }

        head.ToArray().CopyTo(bytes, 0);
    }

    private byte[] Symbol(int name, ulong value, bool isDefined = true)
    {
        var section = U16(isDefined ? (ushort)1 : (ushort)0);
        return Is64Bit
            ? [.. U32((uint)name), 0x11, 0, .. section, .. Word(value), .. Word(8)]
            : [.. U32((uint)name), .. Word(value), .. Word(4), 0x11, 0, .. section];
    }

    private uint FirstDefined => (uint)(Undefined.Length + Tails) + 1;

    // One bucket each: every symbol is in one chain.
    private byte[] GnuHash()
    {
        List<byte> table = [.. U32(1), .. U32(FirstDefined), .. U32(1), .. U32(0), .. Word(ulong.MaxValue)];
        table.AddRange(U32(Constants.Length == 0 ? 0u : FirstDefined));
        for (var i = 0; i < Constants.Length; i++)
        {
            var hash = Constants[i].Name.Aggregate(5381u, (h, c) => unchecked((h * 33) + c));
            table.AddRange(U32((hash & ~1u) | (i == Constants.Length - 1 ? 1u : 0u)));
        }

        return [.. table];
    }

    private byte[] SystemVHash()
    {
        var count = FirstDefined + (uint)Constants.Length;
        List<byte> table = [.. U32(1), .. U32(count), .. U32(Constants.Length == 0 ? 0u : FirstDefined)];
        for (var i = 0u; i < count; i++)
        {
            table.AddRange(U32(i < FirstDefined || i == count - 1 ? 0 : i + 1));
        }

        return [.. table];
    }

    // One Verneed with one Vernaux each.
    private byte[] VersionNeeds(List<byte> strings)
    {
        var table = new List<byte>();
        for (var i = 0; i < NeededVersions.Length; i++)
        {
            var (library, version) = NeededVersions[i];
            table.AddRange([.. U16(1), .. U16(1), .. U32((uint)AddString(strings, library)), .. U32(16)]);
            table.AddRange(U32(i == NeededVersions.Length - 1 ? 0u : 32u));
            table.AddRange([.. U32(0), .. U16(0), .. U16(2), .. U32((uint)AddString(strings, version)), .. U32(0)]);
        }

        return [.. table];
    }

    private byte[] VersionDefinitions(List<byte> strings)
    {
        var table = new List<byte>();
        for (var i = 0; i < Versions.Length; i++)
        {
            var next = i == Versions.Length - 1 ? 0u : 28u;
            table.AddRange([
                .. U16(1),
                .. U16(0),
                .. U16((ushort)(i + 1)),
                .. U16(1),
                .. U32(0),
                .. U32(20),
                .. U32(next),
            ]);
            table.AddRange([.. U32((uint)AddString(strings, Versions[i])), .. U32(0)]);
        }

        return [.. table];
    }

    private void AddTag(List<byte> dynamic, ulong tag, int value) =>
        dynamic.AddRange([.. Word(tag), .. Word((ulong)value)]);

    private static int AddString(List<byte> strings, string text)
    {
        var at = strings.Count;
        strings.AddRange(Encoding.UTF8.GetBytes(text));
        strings.Add(0);
        return at;
    }

    private static int Append(List<byte> body, byte[] bytes)
    {
        while (body.Count % 8 != 0)
        {
            body.Add(0);
        }

        var at = body.Count;
        body.AddRange(bytes);
        return at;
    }

    private byte[] Word(ulong value) => Is64Bit ? U64(value) : U32((uint)value);

    private byte[] U16(ushort value)
    {
        var bytes = new byte[2];
        (
            IsLittleEndian
                ? (Action<Span<byte>, ushort>)BinaryPrimitives.WriteUInt16LittleEndian
                : BinaryPrimitives.WriteUInt16BigEndian
        )(bytes, value);
        return bytes;
    }

    private byte[] U32(uint value)
    {
        var bytes = new byte[4];
        (
            IsLittleEndian
                ? (Action<Span<byte>, uint>)BinaryPrimitives.WriteUInt32LittleEndian
                : BinaryPrimitives.WriteUInt32BigEndian
        )(bytes, value);
        return bytes;
    }

    private byte[] U64(ulong value)
    {
        var bytes = new byte[8];
        (
            IsLittleEndian
                ? (Action<Span<byte>, ulong>)BinaryPrimitives.WriteUInt64LittleEndian
                : BinaryPrimitives.WriteUInt64BigEndian
        )(bytes, value);
        return bytes;
    }
}
