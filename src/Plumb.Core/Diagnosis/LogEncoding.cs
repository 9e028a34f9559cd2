using System.Text;
using Plumb.Files;

namespace Plumb.Diagnosis;

/// <summary>What PowerShell's <c>&gt;</c> writes is UTF-16; all else is taken for UTF-8.</summary>
internal static class LogEncoding
{
    /// <summary>The same log as UTF-8.</summary>
    public static Stream AsUtf8(Stream stream)
    {
        var first = new byte[2];
        var read = stream.ReadAtLeast(first, 2, throwOnEndOfStream: false);
        var whole = new PrefixedStream(first.AsMemory(0, read), stream);
        return (first[0], first[1]) switch
        {
            (0xFF, 0xFE) => Encoding.CreateTranscodingStream(whole, Encoding.Unicode, Encoding.UTF8),
            (0xFE, 0xFF) => Encoding.CreateTranscodingStream(whole, Encoding.BigEndianUnicode, Encoding.UTF8),
            _ => whole,
        };
    }

    private sealed class PrefixedStream(ReadOnlyMemory<byte> first, Stream rest) : ForwardStream
    {
        private ReadOnlyMemory<byte> _first = first;

        public override int Read(Span<byte> buffer)
        {
            if (_first.IsEmpty)
            {
                return rest.Read(buffer);
            }

            var length = Math.Min(buffer.Length, _first.Length);
            _first.Span[..length].CopyTo(buffer);
            _first = _first[length..];
            return length;
        }
    }
}
