using System.Buffers.Binary;
using System.Numerics;

namespace Plumb.Files;

/// <summary>SHA-256 (FIPS 180-4 §6.2) in C#, for machines without the system's cryptographic library.</summary>
internal sealed class ManagedSha256
{
    private static readonly uint[] _roundConstants = RoundConstants();
    private readonly uint[] _state = new uint[8];
    private readonly byte[] _block = new byte[64];
    private int _filled;
    private ulong _length;

    public ManagedSha256() => Reset();

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _length += (ulong)bytes.Length;
        if (_filled > 0)
        {
            var take = Math.Min(64 - _filled, bytes.Length);
            bytes[..take].CopyTo(_block.AsSpan(_filled));
            _filled += take;
            bytes = bytes[take..];
            if (_filled < 64)
            {
                return;
            }

            Compress(_block);
            _filled = 0;
        }

        while (bytes.Length >= 64)
        {
            Compress(bytes[..64]);
            bytes = bytes[64..];
        }

        bytes.CopyTo(_block);
        _filled = bytes.Length;
    }

    public void Finish(Span<byte> hash)
    {
        var bits = _length * 8;
        Append([0x80]);
        while (_filled != 56)
        {
            Append([0]);
        }

        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(length, bits);
        Append(length);
        for (var i = 0; i < 8; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(hash[(i * 4)..], _state[i]);
        }

        Reset();
    }

    private void Reset()
    {
        // The fractional parts of the square roots of the first eight primes (§5.3.3).
        ReadOnlySpan<uint> initial =
        [
            0x6a09e667,
            0xbb67ae85,
            0x3c6ef372,
            0xa54ff53a,
            0x510e527f,
            0x9b05688c,
            0x1f83d9ab,
            0x5be0cd19,
        ];
        initial.CopyTo(_state);
        _filled = 0;
        _length = 0;
    }

    private void Compress(ReadOnlySpan<byte> block)
    {
        Span<uint> w = stackalloc uint[64];
        for (var i = 0; i < 16; i++)
        {
            w[i] = BinaryPrimitives.ReadUInt32BigEndian(block[(i * 4)..]);
        }

        for (var i = 16; i < 64; i++)
        {
            var s0 =
                BitOperations.RotateRight(w[i - 15], 7) ^ BitOperations.RotateRight(w[i - 15], 18) ^ (w[i - 15] >> 3);
            var s1 =
                BitOperations.RotateRight(w[i - 2], 17) ^ BitOperations.RotateRight(w[i - 2], 19) ^ (w[i - 2] >> 10);
            w[i] = w[i - 16] + s0 + w[i - 7] + s1;
        }

        uint a = _state[0],
            b = _state[1],
            c = _state[2],
            d = _state[3],
            e = _state[4],
            f = _state[5],
            g = _state[6],
            h = _state[7];
        for (var i = 0; i < 64; i++)
        {
            var s1 =
                BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25);
            var t1 = h + s1 + ((e & f) ^ (~e & g)) + _roundConstants[i] + w[i];
            var s0 =
                BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22);
            var t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + t1, c, b, a, t1 + t2);
        }

        _state[0] += a;
        _state[1] += b;
        _state[2] += c;
        _state[3] += d;
        _state[4] += e;
        _state[5] += f;
        _state[6] += g;
        _state[7] += h;
    }

    /// <summary>The first 32 bits of the fractional parts of the cube roots of the first 64 primes (§4.2.2), by integer search.</summary>
    private static uint[] RoundConstants()
    {
        var constants = new uint[64];
        var found = 0;
        for (uint n = 2; found < 64; n++)
        {
            var prime = true;
            for (uint d = 2; d * d <= n; d++)
            {
                prime &= n % d != 0;
            }

            if (prime)
            {
                // The largest r with r³ <= n·2^96 is the cube root scaled by 2^32.
                BigInteger target = (BigInteger)n << 96;
                ulong low = 0,
                    high = 1UL << 36;
                while (low < high)
                {
                    var middle = low + ((high - low + 1) >> 1);
                    (low, high) = BigInteger.Pow(middle, 3) <= target ? (middle, high) : (low, middle - 1);
                }

                constants[found++] = (uint)low;
            }
        }

        return constants;
    }
}
