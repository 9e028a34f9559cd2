using Plumb.Files;

namespace Plumb.Cli.Commands;

/// <summary>Passes a stream on and looks at its beginning: whether it is text at all.</summary>
internal sealed class TextProbe(Stream inner) : ForwardStream
{
    private const int Most = 64 * 1024;

    // A tenth of what is packed or compiled are control characters; a log holds the odd one, in whatever encoding its words are.
    private const int Share = 20;
    private int _seen;
    private int _strange;
    private bool _isMarked;

    /// <summary>False when more of what was read so far than a text holds are control characters: programs, archives, images.</summary>
    public bool IsText => _isMarked || _seen < 8 || _strange * Share < _seen;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Look(buffer[..Math.Min(read, Most - _seen)]);
        return read;
    }

    private void Look(ReadOnlySpan<byte> bytes)
    {
        // UTF-16 with a mark is read as such.
        _isMarked |= _seen == 0 && bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
        foreach (var b in bytes)
        {
            _seen++;
            _strange += b is < 7 or (> 13 and < 27) or (> 27 and < 32) or 127 ? 1 : 0;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
