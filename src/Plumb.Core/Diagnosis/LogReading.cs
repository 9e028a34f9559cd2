using System.Collections.Immutable;

namespace Plumb.Diagnosis;

/// <summary>What was read of a log, once.</summary>
/// <param name="Matches">The patterns that were found.</param>
/// <param name="Exceptions">The exceptions, in order.</param>
/// <param name="Lines">How many lines it has.</param>
/// <param name="Tail">Its last lines that are not empty, in order.</param>
internal sealed record LogReading(
    PatternMatches Matches,
    ImmutableArray<LoggedException> Exceptions,
    int Lines,
    ImmutableArray<LogLine> Tail
)
{
    private const int TailLines = 40;

    /// <summary>The heading of the last traceback whose exception the log does not name; null without one.</summary>
    public LogLine? Unended { get; init; }

    /// <summary>Reads a log to its end in bounded memory.</summary>
    /// <param name="stream">Its bytes.</param>
    /// <param name="index">The patterns to look for.</param>
    /// <param name="progress">Told the bytes that were read, now and then.</param>
    /// <param name="cancellation">Ends it with the exception of cancellation.</param>
    public static LogReading Read(
        Stream stream,
        PatternIndex index,
        Action<long>? progress,
        CancellationToken cancellation
    )
    {
        var reader = new LogReader(LogEncoding.AsUtf8(stream));
        var block = new LogBlock();
        var found = index.Start();
        var exceptions = new ExceptionReader();
        var tail = new Queue<LogLine>();
        var lines = 0;
        while (reader.Read(block))
        {
            cancellation.ThrowIfCancellationRequested();
            var hasSign = index.Find(block, found);
            if (WrappedLines.Join(block) is { } joined)
            {
                index.Find(joined, found);
            }

            exceptions.Read(block, hasSign);
            lines = block.Count > 0 ? block.Number(block.Count - 1) : lines;
            for (var i = Math.Max(block.Repeated, block.Count - TailLines); i < block.Count; i++)
            {
                if (!block[i].IsWhiteSpace())
                {
                    tail.Enqueue(new LogLine(block.Number(i), LinePrefix.Strip(block[i]).ToString()));
                }
            }

            while (tail.Count > TailLines)
            {
                tail.Dequeue();
            }

            progress?.Invoke(reader.Seen);
        }

        return new LogReading(found, exceptions.Exceptions, lines, [.. tail]) { Unended = exceptions.Unended };
    }
}
