using Plumb.Files;

namespace Plumb.Cli.Commands;

/// <summary>Passes a stream on and looks at its beginning: whether it is text at all.</summary>
internal sealed class TextProbe(Stream inner) : ForwardStream
{
    private const int Most = 64 * 1024;

    // Logs hold the odd byte of another encoding or of a terminal; a third of them is none of a text.
    private const int Share = 3;
    private int _seen;
    private int _strange;
    private int _pending;
    private bool _isMarked;

    /// <summary>False when most of what was read so far can stand in no text: programs, archives, images.</summary>
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
            if (b < 0x80)
            {
                // What was begun before an ASCII byte is no UTF-8.
                _strange += _pending > 0 ? 1 : 0;
                _pending = 0;
                _strange += b is < 7 or (> 13 and < 27) or (> 27 and < 32) or 127 ? 1 : 0;
            }
            else if (b < 0xC0)
            {
                _strange += _pending > 0 ? 0 : 1;
                _pending = Math.Max(0, _pending - 1);
            }
            else
            {
                _strange += _pending > 0 || b > 0xF4 ? 1 : 0;
                _pending = b switch
                {
                    < 0xE0 => 1,
                    < 0xF0 => 2,
                    <= 0xF4 => 3,
                    _ => 0,
                };
            }
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
