namespace Plumb.Files;

/// <summary>An open file from its beginning to its end; what is added to it meanwhile is not read.</summary>
/// <param name="reader">The file; closed with the stream.</param>
public sealed class FileReaderStream(FileReader reader) : ForwardStream
{
    private long _at;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var read = reader.ReadAt(_at, buffer);
        _at += read;
        return read;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            reader.Dispose();
        }

        base.Dispose(disposing);
    }
}
