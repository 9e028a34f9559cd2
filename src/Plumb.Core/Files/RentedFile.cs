using System.Buffers;

namespace Plumb.Files;

/// <summary>
/// The bytes of a file in a buffer that goes back when this ends: for the many large files that are read, used and dropped.
/// Nothing may keep the bytes beyond that.
/// </summary>
public sealed class RentedFile : IDisposable
{
    private readonly int _length;
    private byte[]? _buffer;

    private RentedFile(FileFailure failure, byte[]? buffer, int length)
    {
        Failure = failure;
        _buffer = buffer;
        _length = length;
    }

    /// <summary>Why there are no bytes.</summary>
    public FileFailure Failure { get; }

    /// <summary>True when the bytes are there.</summary>
    public bool Succeeded => _buffer is not null;

    /// <summary>The whole file; empty when it could not be read.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Reads a file whole; <see cref="FileFailure.TooLarge"/> beyond <paramref name="limit"/> bytes.</summary>
    internal static RentedFile Read(FileReader? reader, FileFailure failure, int limit)
    {
        if (reader is null || reader.Length > limit)
        {
            return new RentedFile(reader is null ? failure : FileFailure.TooLarge, null, 0);
        }

        var length = (int)reader.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        var isRead = reader.TryReadAt(0, buffer.AsSpan(0, length), out var read);
        if (isRead && read == length && !reader.HasChanged)
        {
            return new RentedFile(FileFailure.None, buffer, length);
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return new RentedFile(isRead ? FileFailure.Changed : FileFailure.Unreadable, null, 0);
    }
}
