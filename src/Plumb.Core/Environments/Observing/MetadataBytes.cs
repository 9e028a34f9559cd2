using Plumb.Files;
using Plumb.Metadata;

namespace Plumb.Environments.Observing;

/// <summary>Reads the header block of a metadata file: a few kilobytes for nearly all, more only while the block goes on.</summary>
internal static class MetadataBytes
{
    /// <summary>A header block beyond this is refused: no real one comes near (the largest in ten thousand is 150 kB).</summary>
    public const int MostBytes = 8 * 1024 * 1024;

    private const int FirstBytes = 16 * 1024;

    /// <summary>The bytes up to at least the end of the header block.</summary>
    public static ReadResult Read(FileWorld world, string path)
    {
        using var reader = world.Open(path, out var failure);
        if (reader is null)
        {
            return new ReadResult(failure, null);
        }

        try
        {
            for (var most = FirstBytes; ; most = Math.Min(most * 8, MostBytes))
            {
                var take = (int)Math.Min(most, reader.Length);
                var bytes = new byte[take];
                var read = reader.ReadAt(0, bytes);
                if (read < take)
                {
                    return new ReadResult(FileFailure.Changed, null);
                }

                if (HeaderBlock.IsComplete(bytes, take == reader.Length))
                {
                    return new ReadResult(FileFailure.None, bytes);
                }

                if (most == MostBytes)
                {
                    return new ReadResult(FileFailure.TooLarge, null);
                }
            }
        }
        catch (IOException)
        {
            return new ReadResult(FileFailure.Unreadable, null);
        }
    }
}
