using Microsoft.Win32.SafeHandles;

namespace Plumb.Files;

/// <summary>An open regular file, read by position. Nothing is cached and nothing is read that was not asked for.</summary>
public sealed class FileReader : IDisposable
{
    private readonly SafeFileHandle _handle;

    internal FileReader(SafeFileHandle handle)
    {
        _handle = handle;
        Length = RandomAccess.GetLength(handle);
    }

    /// <summary>Bytes when it was opened.</summary>
    public long Length { get; }

    /// <summary>True when the length is another one now than when it was opened.</summary>
    public bool HasChanged => RandomAccess.GetLength(_handle) != Length;

    /// <summary>Fills as much of the buffer as the file holds from the offset on; fewer bytes only at the end of the file.</summary>
    public int ReadAt(long offset, Span<byte> buffer)
    {
        var total = 0;
        while (total < buffer.Length)
        {
            var read = RandomAccess.Read(_handle, buffer[total..], offset + total);
            if (read == 0)
            {
                break;
            }

            total += read;
        }

        return total;
    }

    /// <inheritdoc />
    public void Dispose() => _handle.Dispose();
}
