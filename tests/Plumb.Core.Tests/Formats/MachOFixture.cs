using System.Buffers.Binary;
using System.Text;

namespace Plumb.Core.Tests.Formats;

/// <summary>Writes small Mach-O files: thin ones in every width and byte order, and fat ones around them.</summary>
internal sealed record MachOFixture
{
    public bool Is64Bit { get; init; } = true;

    public bool IsBigEndian { get; init; }

    public uint Processor { get; init; } = 0x0100000C;

    /// <summary>Load commands: their kind and what follows kind and size.</summary>
    public List<(uint Kind, byte[] Body)> Commands { get; init; } = [];

    public static IEnumerable<byte[]> Seeds()
    {
        var thin = Library(new MachOFixture()).Build();
        var old = Library(
                new MachOFixture
                {
                    Is64Bit = false,
                    IsBigEndian = true,
                    Processor = 18,
                }
            )
            .Build();
        return [thin, old, Fat(false, thin, old), Fat(true, thin, old)];
    }

    /// <summary>A library with a command of most kinds.</summary>
    public static MachOFixture Library(MachOFixture shape)
    {
        var commands = new List<(uint, byte[])>
        {
            (0xD, shape.Dylib("@rpath/libmade.1.dylib", 0x010203, 0x010000)),
            (0xC, shape.Dylib("/usr/lib/libSystem.B.dylib", 0x05270000, 0x010000)),
            (0x80000018, shape.Dylib("@loader_path/libweak.dylib", 0x020000, 0x010000)),
            (0x8000001F, shape.Dylib("@rpath/libhanded.dylib", 0x020000, 0x010000)),
            (0x80000023, shape.Dylib("@rpath/libup.dylib", 0, 0)),
            (0x20, shape.Dylib("@rpath/liblazy.dylib", 0, 0)),
            (0x8000001C, [.. shape.U32(12), .. Encoding.ASCII.GetBytes("@loader_path/../lib\0")]),
            (0x1D, [.. shape.U32(0), .. shape.U32(0)]),
        };
        commands.Add(
            shape.Is64Bit
                ? (0x32, [.. shape.U32(1), .. shape.U32(0x000B0201), .. shape.U32(0x000E0000), .. shape.U32(0)])
                : (0x24, [.. shape.U32(0x000A0900), .. shape.U32(0x000A0F00)])
        );
        return shape with { Commands = commands };
    }

    /// <summary>A fat file of thin ones.</summary>
    public static byte[] Fat(bool wide, params byte[][] slices)
    {
        var row = wide ? 32 : 20;
        var bytes = new List<byte>(new byte[8 + (slices.Length * row)]);
        var head = new byte[bytes.Count];
        BinaryPrimitives.WriteUInt32BigEndian(head, wide ? 0xCAFEBABF : 0xCAFEBABE);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), slices.Length);
        for (var i = 0; i < slices.Length; i++)
        {
            var at = head.AsSpan(8 + (i * row));
            var isBig = slices[i][0] == 0xFE;
            BinaryPrimitives.WriteUInt32BigEndian(
                at,
                isBig
                    ? BinaryPrimitives.ReadUInt32BigEndian(slices[i].AsSpan(4))
                    : BinaryPrimitives.ReadUInt32LittleEndian(slices[i].AsSpan(4))
            );
            if (wide)
            {
                BinaryPrimitives.WriteInt64BigEndian(at[8..], bytes.Count);
                BinaryPrimitives.WriteInt64BigEndian(at[16..], slices[i].Length);
            }
            else
            {
                BinaryPrimitives.WriteInt32BigEndian(at[8..], bytes.Count);
                BinaryPrimitives.WriteInt32BigEndian(at[12..], slices[i].Length);
            }

            bytes.AddRange(slices[i]);
        }

        var all = bytes.ToArray();
        head.CopyTo(all, 0);
        return all;
    }

    /// <summary>The file: header, commands, a segment that covers all of it, one symbol.</summary>
    public byte[] Build()
    {
        byte[] names = [0, .. Encoding.ASCII.GetBytes("_PyInit_made\0_other\0")];
        var rows = new byte[][] { Symbol(1, 0x0F), Symbol(14, 0x0F), Symbol(1, 0x01) };
        var segmentSize = (Is64Bit ? 72 : 56) - 8;
        var commandBytes = Commands.Sum(c => 8 + c.Body.Length) + 24 + 8 + segmentSize;
        var symbolsAt = (Is64Bit ? 32 : 28) + commandBytes;
        var namesAt = symbolsAt + rows.Sum(r => r.Length);
        var length = namesAt + names.Length;
        List<(uint Kind, byte[] Body)> all =
        [
            .. Commands,
            (2, [.. U32((uint)symbolsAt), .. U32(3), .. U32((uint)namesAt), .. U32((uint)names.Length)]),
            (Is64Bit ? 0x19u : 1u, Segment(length)),
        ];
        List<byte> bytes =
        [
            .. U32(Is64Bit ? 0xFEEDFACF : 0xFEEDFACE),
            .. U32(Processor),
            .. U32(0),
            .. U32(6),
            .. U32((uint)all.Count),
            .. U32((uint)commandBytes),
            .. U32(0),
            .. (Is64Bit ? U32(0) : []),
        ];
        foreach (var (kind, body) in all)
        {
            bytes.AddRange([.. U32(kind), .. U32((uint)body.Length + 8), .. body]);
        }

        bytes.AddRange(rows.SelectMany(r => r));
        bytes.AddRange(names);
        return [.. bytes];
    }

    public byte[] U32(uint value)
    {
        var bytes = new byte[4];
        if (IsBigEndian)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        }

        return bytes;
    }

    public byte[] Dylib(string path, uint current, uint compatible)
    {
        byte[] body =
        [
            .. U32(24),
            .. U32(2),
            .. U32(current),
            .. U32(compatible),
            .. Encoding.ASCII.GetBytes(path + "\0"),
        ];
        return [.. body, .. new byte[(8 - (body.Length % 8)) % 8]];
    }

    private byte[] Symbol(uint name, byte type) => [.. U32(name), type, 1, 0, 0, .. Word(0)];

    private byte[] Segment(int length)
    {
        byte[] place = [.. Word(0), .. Word(0), .. Word(0), .. Word((uint)length)];
        return
        [
            .. Encoding.ASCII.GetBytes("__TEXT".PadRight(16, '\0')),
            .. place,
            .. U32(5),
            .. U32(5),
            .. U32(0),
            .. U32(0),
        ];
    }

    private byte[] Word(uint value) =>
        !Is64Bit ? U32(value)
        : IsBigEndian ? [.. U32(0), .. U32(value)]
        : [.. U32(value), .. U32(0)];
}
