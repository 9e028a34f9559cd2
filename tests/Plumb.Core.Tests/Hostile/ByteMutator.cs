using System.Text;

namespace Plumb.Core.Tests.Hostile;

/// <summary>Damages sound inputs. The same seeds and number give the same bytes, so that a failure can be made again.</summary>
internal sealed class ByteMutator(IReadOnlyList<byte[]> seeds)
{
    private const int MostBytes = 256 * 1024;
    private static readonly byte[][] _pieces =
    [
        .. (
            (string[])
                ["(", ")", "[", "]", "{", "}", "\"", "'", "\\", "\"\"\"", ",", ";", "==", "=", ":", "@", "#", " and "]
        )
            .Concat([
                "\n",
                "\r",
                "\r\n",
                "\n ",
                "\\\n",
                "\t",
                "\u2028",
                "\uFEFF",
                "${",
                "%(",
                "-r ",
                "../",
                "0",
                "9999999999",
            ])
            .Select(Encoding.UTF8.GetBytes),
        [0],
        [0xFF],
        [0xC0, 0x80],
        [0xED, 0xA0, 0x80],
        [0xF4, 0x90],
        [0xE2, 0x80],
        [0xFF, 0xFE],
        [0x1B, (byte)'['],
    ];

    /// <summary>One damaged input.</summary>
    public byte[] Make(int number)
    {
        var random = new Random(number);
        var bytes = new List<byte>(Pick(random));
        for (var edits = random.Next(1, 7); edits > 0; edits--)
        {
            Damage(bytes, random);
        }

        return [.. bytes.Take(MostBytes)];
    }

    private byte[] Pick(Random random) => seeds[random.Next(seeds.Count)];

    private void Damage(List<byte> bytes, Random random)
    {
        var at = random.Next(bytes.Count + 1);
        var rest = bytes.Count - at;
        var length = Math.Min(rest, random.Next(1, random.Next(2, 200)));
        switch (random.Next(10))
        {
            case 0 when rest > 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when rest > 0:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, rest);
                break;
            case 3:
                bytes.RemoveRange(at, length);
                break;
            case 4:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 5:
                var other = Pick(random);
                var from = random.Next(other.Length + 1);
                bytes.InsertRange(at, other.Skip(from).Take(random.Next(1, 400)));
                break;
            case 6:
                bytes.InsertRange(at, Run(random));
                break;
            case 7:
                var noise = new byte[random.Next(1, 24)];
                random.NextBytes(noise);
                bytes.InsertRange(at, noise);
                break;
            default:
                bytes.InsertRange(at, _pieces[random.Next(_pieces.Length)]);
                break;
        }
    }

    /// <summary>A piece again and again: mostly a few times, now and then as deep as a stack or as long as a buffer.</summary>
    private static IEnumerable<byte> Run(Random random)
    {
        var piece = _pieces[random.Next(_pieces.Length)];
        var times = random.Next(64) == 0 ? random.Next(20_000) : random.Next(40);
        return Enumerable.Repeat(piece, times).SelectMany(p => p);
    }
}
