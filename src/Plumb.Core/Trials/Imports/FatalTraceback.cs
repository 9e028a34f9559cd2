using System.Collections.Immutable;
using System.Globalization;

namespace Plumb.Trials.Imports;

/// <summary>
/// The traceback that CPython's faulthandler prints when a process crashes or its time is nearly up: lines
/// <c>File "PATH", line N in FUNCTION</c>, the innermost first, after <c>Current thread …</c> or <c>Thread …</c>.
/// </summary>
internal static class FatalTraceback
{
    private const int MostFrames = 60;

    /// <summary>The first thread's lines, without those of the import system and of what started the import; empty when there are none.</summary>
    public static ImmutableArray<TracebackFrame> Read(string text)
    {
        var frames = ImmutableArray.CreateBuilder<TracebackFrame>();
        var start = text.IndexOf("Fatal Python error", StringComparison.Ordinal);
        start = start >= 0 ? start : text.LastIndexOf("Timeout (", StringComparison.Ordinal);
        if (start < 0)
        {
            return [];
        }

        foreach (var line in text.AsSpan(start).EnumerateLines())
        {
            if (frames.Count > 0 && line.IsWhiteSpace())
            {
                break;
            }

            if (Frame(line.Trim()) is { } frame && frames.Count < MostFrames)
            {
                frames.Add(frame);
            }
        }

        return [.. frames.Where(f => !f.File.StartsWith('<') && !IsOwn(f.File))];
    }

    private static TracebackFrame? Frame(ReadOnlySpan<char> line)
    {
        const string file = "File \"";
        const string number = "\", line ";
        if (!line.StartsWith(file, StringComparison.Ordinal))
        {
            return null;
        }

        var end = line.LastIndexOf(number, StringComparison.Ordinal);
        if (end < file.Length)
        {
            return null;
        }

        var rest = line[(end + number.Length)..];
        var space = rest.IndexOf(" in ", StringComparison.Ordinal);
        return space > 0 && int.TryParse(rest[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            ? new TracebackFrame(line[file.Length..end].ToString(), at, "", rest[(space + 4)..].ToString())
            : null;
    }

    private static bool IsOwn(string file) =>
        file.Contains("plumb-", StringComparison.Ordinal)
        && file.Replace('\\', '/').EndsWith("/script.py", StringComparison.Ordinal);
}
