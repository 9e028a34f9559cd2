using System.Text;
using System.Text.Unicode;
using Plumb.Files;
using Plumb.Formats;

namespace Plumb.Environments.Observing;

/// <summary>Reads a file that differs from its RECORD, once, to learn why: line endings, a pointer, a cut, a strip.</summary>
internal static class ContentReader
{
    /// <summary>Larger files are hashed, but their line endings are not tried: no text file in a wheel is so large.</summary>
    public const int MostText = 16 * 1024 * 1024;

    // No wheel holds such files; what RECORD names may be a sparse file or /proc/kcore, which are read for hours.
    private const long MostUnasked = 1L << 30;
    private const long MostAsked = 1L << 40;
    private const int Piece = 256 * 1024;

    // All that says how far a native file reaches: program headers, sections, load commands.
    private const int Headers = 16 * 1024;

    /// <summary>Null when the file cannot be read or changes under the reading.</summary>
    public static ContentFacts? Read(FileWorld world, string path, bool verify, CancellationToken cancellation)
    {
        using var reader = world.Open(path, out _);
        if (reader is null)
        {
            return null;
        }

        try
        {
            var facts = reader.Length <= MostText ? ReadSmall(reader) : ReadLarge(reader, verify, cancellation);
            var links = world.TryIdentify(path, out var identity) ? identity.Links : 0;
            return reader.HasChanged ? null : facts with { HardLinks = links };
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>What the beginning of a native file tells, without its digest: enough to see that it was cut off. Null when it cannot be read.</summary>
    public static ContentFacts? Inspect(FileWorld world, string path)
    {
        using var reader = world.Open(path, out _);
        if (reader is null)
        {
            return null;
        }

        try
        {
            var head = new byte[(int)Math.Min(Headers, reader.Length)];
            return Describe(head.AsSpan(0, reader.ReadAt(0, head)), reader.Length);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>True when a file begins with zero bytes, as no native file does.</summary>
    public static bool BeginsWithZeros(FileWorld world, string path)
    {
        using var reader = world.Open(path, out _);
        Span<byte> head = stackalloc byte[64];
        try
        {
            return reader is not null
                && reader.ReadAt(0, head) is > 0 and var read
                && head[..read].IndexOfAnyExcept((byte)0) < 0;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>The digest alone, for <c>--verify</c>; null when the file cannot be read.</summary>
    public static Sha256Digest? Hash(FileWorld world, string path, byte[] buffer, CancellationToken cancellation)
    {
        using var reader = world.Open(path, out _);
        if (reader is null || reader.Length > MostAsked)
        {
            return null;
        }

        try
        {
            var digest = Hash(reader, buffer, cancellation, out _);
            return reader.HasChanged ? null : digest;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static Sha256Digest Hash(FileReader reader, byte[] buffer, CancellationToken cancellation, out bool allZero)
    {
        using var hasher = new Sha256Hasher();
        allZero = reader.Length > 0;
        for (long at = 0; at < reader.Length; )
        {
            cancellation.ThrowIfCancellationRequested();
            var read = reader.ReadAt(at, buffer);
            if (read == 0)
            {
                break;
            }

            var piece = buffer.AsSpan(0, read);
            allZero = allZero && piece.IndexOfAnyExcept((byte)0) < 0;
            hasher.Append(piece);
            at += read;
        }

        return hasher.Finish();
    }

    private static ContentFacts ReadSmall(FileReader reader)
    {
        var buffer = new byte[reader.Length];
        var bytes = buffer.AsSpan(0, reader.ReadAt(0, buffer));
        var (withLf, withCrLf) = LineEndings(bytes);
        return Describe(bytes, reader.Length) with
        {
            Digest = Sha256Hasher.Hash(bytes),
            DigestWithLf = withLf,
            DigestWithCrLf = withCrLf,
            IsAllZero = bytes.Length > 0 && bytes.IndexOfAnyExcept((byte)0) < 0,
        };
    }

    private static ContentFacts ReadLarge(FileReader reader, bool verify, CancellationToken cancellation)
    {
        var buffer = new byte[Piece];
        if (reader.Length > (verify ? MostAsked : MostUnasked))
        {
            return Describe(buffer.AsSpan(0, reader.ReadAt(0, buffer)), reader.Length);
        }

        var digest = Hash(reader, buffer, cancellation, out var allZero);
        var head = buffer.AsSpan(0, reader.ReadAt(0, buffer));
        return Describe(head, reader.Length) with { Digest = digest, IsAllZero = allZero };
    }

    private static ContentFacts Describe(ReadOnlySpan<byte> head, long length)
    {
        var pointer = head.StartsWith("version https://git-lfs"u8) && length < 1024;
        return new ContentFacts
        {
            IsLfsPointer = pointer,
            IsNative = NativeExtent.IsNative(head),
            IsCutOff = NativeExtent.EndsBefore(head, length),
            IsHtml = IsHtml(head),
            IsStripped = NativeExtent.IsStrippedElf(head),
            Beginning =
                head.Length > 0 && length < 4096 && Utf8.IsValid(head)
                    ? Encoding.UTF8.GetString(head[..Math.Min(head.Length, 200)])
                    : null,
        };
    }

    private static bool IsHtml(ReadOnlySpan<byte> head)
    {
        var text = head.StartsWith(Encoding.UTF8.Preamble) ? head[3..] : head;
        text = text.TrimStart(" \t\r\n"u8);
        return Ascii.EqualsIgnoreCase(text[..Math.Min(text.Length, 14)], "<!doctype html"u8)
            || Ascii.EqualsIgnoreCase(text[..Math.Min(text.Length, 5)], "<html"u8);
    }

    private static (Sha256Digest? WithLf, Sha256Digest? WithCrLf) LineEndings(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOf((byte)'\n') < 0 || bytes.IndexOf((byte)0) >= 0)
        {
            return (null, null);
        }

        var lf = new MemoryStream(bytes.Length);
        var crlf = new MemoryStream(bytes.Length + (bytes.Length / 16));
        foreach (var range in bytes.Split((byte)'\n'))
        {
            var line = bytes[range];
            var last = range.End.Value == bytes.Length;
            var bare = !last && line.EndsWith((byte)'\r') ? line[..^1] : line;
            lf.Write(bare);
            crlf.Write(bare);
            if (!last)
            {
                lf.WriteByte((byte)'\n');
                crlf.Write("\r\n"u8);
            }
        }

        return (
            lf.Length == bytes.Length ? null : Sha256Hasher.Hash(lf.GetBuffer().AsSpan(0, (int)lf.Length)),
            crlf.Length == bytes.Length ? null : Sha256Hasher.Hash(crlf.GetBuffer().AsSpan(0, (int)crlf.Length))
        );
    }
}
