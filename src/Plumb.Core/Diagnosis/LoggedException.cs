using System.Collections.Immutable;

namespace Plumb.Diagnosis;

/// <summary>An exception as a log tells it.</summary>
/// <param name="Type">Its type without the module: <c>ImportError</c>.</param>
/// <param name="Message">What it says; several lines at most.</param>
/// <param name="Line">The line that names it.</param>
/// <param name="Frames">The calls, the last one innermost; empty where the log has none.</param>
/// <param name="First">The number of the line on which its traceback starts.</param>
/// <param name="Last">The number of its last line.</param>
/// <param name="Follows">It came while another one was handled, or from it: the one before in the log.</param>
public sealed record LoggedException(
    string Type,
    string Message,
    LogLine Line,
    ImmutableArray<LogFrame> Frames,
    int First,
    int Last,
    bool Follows
);
