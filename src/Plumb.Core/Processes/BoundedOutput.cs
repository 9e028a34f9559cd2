using System.Globalization;
using System.Text;

namespace Plumb.Processes;

/// <summary>The beginning and the end of a stream of any length.</summary>
internal sealed class BoundedOutput
{
    private const int HeadBytes = 16 << 10;
    private const int TailBytes = 48 << 10;
    private readonly byte[] _head = new byte[HeadBytes];
    private readonly byte[] _tail = new byte[TailBytes];
    private readonly Lock _lock = new();
    private long _total;

    /// <summary>Reads to the end, or until the stream is closed from here.</summary>
    public async Task FillAsync(Stream stream, CancellationToken cancellation)
    {
        var buffer = new byte[16 << 10];
        try
        {
            while (await stream.ReadAsync(buffer, cancellation) is > 0 and var read)
            {
                Add(buffer.AsSpan(0, read));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // What was read until now counts.
        }
    }

    /// <summary>What was kept.</summary>
    public override string ToString()
    {
        lock (_lock)
        {
            var head = (int)Math.Min(_total, HeadBytes);
            var after = _total - head;
            var tail = (int)Math.Min(after, TailBytes);
            var bytes = new byte[tail];
            for (var i = 0; i < tail; i++)
            {
                bytes[i] = _tail[(after - tail + i) % TailBytes];
            }

            var left = after - tail;
            var gap = left == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"\n… {left:N0} bytes left out …\n");
            return Encoding.UTF8.GetString(_head, 0, head) + gap + Encoding.UTF8.GetString(bytes);
        }
    }

    internal void Add(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            foreach (var value in bytes)
            {
                if (_total < HeadBytes)
                {
                    _head[_total] = value;
                }
                else
                {
                    _tail[(_total - HeadBytes) % TailBytes] = value;
                }

                _total++;
            }
        }
    }
}
