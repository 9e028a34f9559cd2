namespace Plumb.Files;

/// <summary>Reads files whose size is not known before the last byte is read.</summary>
internal static class UnsizedFile
{
    private const int FirstRoom = 4096;

    public static ReadResult Read(FileReader reader, int most)
    {
        var bytes = new byte[Math.Min(FirstRoom, most)];
        var total = 0;
        while (total < most)
        {
            if (total == bytes.Length)
            {
                Array.Resize(ref bytes, (int)Math.Min(2L * bytes.Length, most));
            }

            if (!reader.TryReadAt(total, bytes.AsSpan(total), out var read))
            {
                return new ReadResult(FileFailure.Unreadable, null);
            }

            if (read == 0)
            {
                break;
            }

            total += read;
        }

        return new ReadResult(FileFailure.None, bytes[..total]);
    }
}
