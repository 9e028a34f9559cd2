using CsCheck;

namespace Plumb.Core.Tests.Corpus;

/// <summary>Damaged copies of a sound input: bytes changed, cut out, doubled or moved, a few at a time.</summary>
internal static class Mutation
{
    /// <summary>Damaged copies of one of the seeds.</summary>
    public static Gen<byte[]> Of(params byte[][] seeds) =>
        Gen.Select(
            Gen.Int[0, seeds.Length - 1].Select(i => seeds[i]),
            Gen.Select(Gen.Int[0, 5], Gen.Int[0, int.MaxValue - 1], Gen.Int[0, int.MaxValue - 1], Gen.Byte).Array[1, 6],
            (seed, edits) =>
            {
                var bytes = seed.ToList();
                foreach (var (kind, from, to, value) in edits)
                {
                    Apply(bytes, kind, from, to, value);
                }

                return bytes.ToArray();
            }
        );

    private static void Apply(List<byte> bytes, int kind, int from, int to, byte value)
    {
        if (bytes.Count == 0)
        {
            bytes.Add(value);
            return;
        }

        var at = from % bytes.Count;
        var length = Math.Min(to % 20, bytes.Count - at);
        switch (kind)
        {
            case 0:
                bytes[at] = value;
                break;
            case 1:
                bytes.RemoveRange(at, length);
                break;
            case 2:
                bytes.InsertRange(to % bytes.Count, bytes.GetRange(at, length));
                break;
            case 3:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 4:
                bytes.Insert(at, (byte)"[]{}\"'\\=,.:-#&*\n"[value % 16]);
                break;
            default:
                bytes[at] ^= (byte)(1 << (value % 8));
                break;
        }
    }
}
