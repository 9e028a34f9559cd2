using Microsoft.Win32.SafeHandles;

namespace Plumb.Files;

/// <summary>An open regular file, read by position. Nothing is cached and nothing is read that was not asked for.</summary>
public sealed class FileReader : IDisposable
{
    private readonly SafeFileHandle? _handle;
    private readonly ReadOnlyMemory<byte> _memory;

    internal FileReader(SafeFileHandle handle, long length)
    {
        _handle = handle;
        Length = length;
    }

    /// <summary>Bytes that are in memory already, such as a member of an archive.</summary>
    public FileReader(ReadOnlyMemory<byte> bytes)
    {
        _memory = bytes;
        Length = bytes.Length;
    }

    /// <summary>Bytes when it was opened.</summary>
    public long Length { get; }

    /// <summary>True when the length is another one now than when it was opened.</summary>
    public bool HasChanged => _handle is not null && RandomAccess.GetLength(_handle) != Length;

    /// <summary>
    /// Fills as much of the buffer as the file holds from the offset on; fewer bytes at the end of the file, or where the device fails.
    /// An offset before the file reads nothing.
    /// </summary>
    public int ReadAt(long offset, Span<byte> buffer) =>
        offset < 0 || offset >= Length ? 0
        : _handle is null ? Copy(offset, buffer)
        : TryReadAt(offset, buffer, out var read) ? read
        : 0;

    /// <summary>The same; false when the device fails.</summary>
    internal bool TryReadAt(long offset, Span<byte> buffer, out int total)
    {
        total = 0;
        if (_handle is null)
        {
            total = Copy(offset, buffer);
            return true;
        }

        try
        {
            while (total < buffer.Length)
            {
                var read = RandomAccess.Read(_handle, buffer[total..], offset + total);
                if (read == 0)
                {
                    break;
                }

                total += read;
            }

            return true;
        }
        catch (Exception e) when (FileTrouble.Explain(e) is not null)
        {
            return false;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _handle?.Dispose();

    private int Copy(long offset, Span<byte> buffer)
    {
        var rest = _memory.Span[(int)Math.Min(offset, _memory.Length)..];
        var count = Math.Min(rest.Length, buffer.Length);
        rest[..count].CopyTo(buffer);
        return count;
    }
}
