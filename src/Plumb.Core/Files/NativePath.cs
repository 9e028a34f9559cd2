using System.Buffers;
using System.Text;

namespace Plumb.Files;

/// <summary>
/// A path as Linux wants it: bytes that end in NUL. Names on disk need not be UTF-8: a byte that is not part of it becomes
/// the lone surrogate U+DC00 plus the byte, and is turned back into it here (PEP 383), so that every file can be opened under the name that was listed.
/// </summary>
internal ref struct NativePath
{
    /// <summary>Bytes to put on the stack; longer paths are rented.</summary>
    public const int Room = 512;

    private byte[]? _rented;

    /// <summary>Encodes a path into the given room, or into a rented array.</summary>
    public NativePath(ReadOnlySpan<char> path, Span<byte> room)
    {
        IsValid = !path.Contains('\0') && !path.IsEmpty;
        var needed = (path.Length * 3) + 1;
        var buffer = needed <= room.Length ? room : (_rented = ArrayPool<byte>.Shared.Rent(needed));
        var length = IsValid ? Encode(path, buffer) : 0;
        buffer[length] = 0;
        Bytes = buffer[..(length + 1)];
    }

    /// <summary>False for an empty path and for one that holds a NUL: there is no such file.</summary>
    public bool IsValid { get; }

    /// <summary>The bytes, with the NUL.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>Gives back what was rented.</summary>
    public void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
            _rented = null;
        }
    }

    /// <summary>The text of a name on disk.</summary>
    public static string Decode(ReadOnlySpan<byte> name)
    {
        // Where nothing had to be replaced the text is as good as it gets.
        var text = Encoding.UTF8.GetString(name);
        return text.Contains('\uFFFD', StringComparison.Ordinal) ? DecodeWithEscapes(name) : text;
    }

    private static string DecodeWithEscapes(ReadOnlySpan<byte> name)
    {
        var text = new StringBuilder(name.Length);
        Span<char> units = stackalloc char[2];
        while (!name.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(name, out var rune, out var used) == OperationStatus.Done)
            {
                text.Append(units[..rune.EncodeToUtf16(units)]);
            }
            else
            {
                used = 1;
                text.Append((char)(0xDC00 + name[0]));
            }

            name = name[used..];
        }

        return text.ToString();
    }

    private static int Encode(ReadOnlySpan<char> path, Span<byte> buffer)
    {
        if (path.IndexOfAnyInRange('\uDC80', '\uDCFF') < 0)
        {
            return Encoding.UTF8.GetBytes(path, buffer);
        }

        var length = 0;
        while (!path.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(path, out var rune, out var used) == OperationStatus.Done)
            {
                length += rune.EncodeToUtf8(buffer[length..]);
            }
            else
            {
                used = 1;
                buffer[length++] = (byte)path[0];
            }

            path = path[used..];
        }

        return length;
    }
}
