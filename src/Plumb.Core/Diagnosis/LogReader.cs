using System.Text;

namespace Plumb.Diagnosis;

/// <summary>
/// Cuts a log into blocks of whole lines: UTF-8 (wrong bytes become U+FFFD) or UTF-16 with a mark, without escape sequences of terminals;
/// of a progress bar the last state counts. Lines beyond <see cref="LongestLine"/> bytes are cut in pieces.
/// </summary>
internal sealed class LogReader(Stream stream)
{
    /// <summary>Bytes.</summary>
    public const int LongestLine = 1 << 16;

    private const int BlockBytes = 1 << 18;

    // Tracebacks wrap and messages go over several lines: this many lines are looked at again with those that follow.
    private const int Overlap = 24;

    private readonly byte[] _bytes = new byte[BlockBytes];
    private readonly char[] _line = new char[LongestLine + 1];
    private int _held;
    private bool _started;

    /// <summary>Bytes read so far.</summary>
    public long Seen { get; private set; }

    /// <summary>Fills the block with the next lines; false at the end of the log.</summary>
    public bool Read(LogBlock block)
    {
        block.Keep(Overlap);
        var read = stream.ReadAtLeast(_bytes.AsSpan(_held), 1, throwOnEndOfStream: false);
        Seen += read;
        var hasEnded = read == 0;
        if (!_started)
        {
            _started = true;
            var mark = _bytes.AsSpan(_held, read);
            if (mark.StartsWith(Encoding.UTF8.Preamble))
            {
                mark[3..].CopyTo(_bytes);
                read -= 3;
            }
        }

        var available = _bytes.AsSpan(0, _held + read);
        var used = 0;
        while (used < available.Length)
        {
            var rest = available[used..];
            var end = rest.IndexOf((byte)'\n');
            if (end < 0 && rest.Length < LongestLine && !hasEnded)
            {
                break;
            }

            var length = Math.Min(end < 0 ? rest.Length : end, LongestLine);
            AddLine(block, rest[..length]);
            used += length == end ? length + 1 : length;
        }

        available[used..].CopyTo(_bytes);
        _held = available.Length - used;
        return !hasEnded || used > 0;
    }

    private void AddLine(LogBlock block, ReadOnlySpan<byte> bytes)
    {
        var length = Encoding.UTF8.GetChars(bytes, _line);
        block.Add(TerminalText.Plain(_line.AsSpan(0, length)));
    }
}
