using Plumb.Cli.Rendering;
using Plumb.Files;

namespace Plumb.Cli.Commands;

/// <summary>Several logs as one stream; nothing is held in memory.</summary>
internal sealed class LogInput : ForwardStream
{
    private readonly Queue<Stream> _rest;

    private LogInput(IEnumerable<Stream> parts) => _rest = new Queue<Stream>(parts);

    /// <summary>Opens all of them; null, and why, when one cannot be read.</summary>
    /// <param name="names">Files, as they were typed; <c>-</c> is standard input.</param>
    /// <param name="world">The process.</param>
    /// <param name="error">Why there is no stream.</param>
    public static LogInput? Open(IReadOnlyList<string> names, World world, out ReportError? error)
    {
        error = null;
        var files = new FileWorld();
        var parts = new List<Stream>();
        foreach (var name in names)
        {
            if (name == "-")
            {
                parts.Add(world.Input);
                continue;
            }

            var reader = files.Open(WorldPath.Normalize(world.Absolute(name)), out var failure);
            if (reader is null)
            {
                parts.ForEach(p => p.Dispose());
                error = new ReportError(
                    "not-found",
                    $"{name} cannot be read: {FileFailureText.Of(failure)}.",
                    "Name a file, or pipe into it: command 2>&1 | plumb diagnose"
                );
                return null;
            }

            parts.Add(new FileReaderStream(reader));
        }

        return new LogInput(parts);
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        while (_rest.TryPeek(out var part))
        {
            if (part.Read(buffer) is > 0 and var read)
            {
                return read;
            }

            _rest.Dequeue().Dispose();
        }

        return 0;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        while (disposing && _rest.TryDequeue(out var part))
        {
            part.Dispose();
        }

        base.Dispose(disposing);
    }
}
