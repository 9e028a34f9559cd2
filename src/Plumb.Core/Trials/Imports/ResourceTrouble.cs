using System.Collections.Immutable;

namespace Plumb.Trials.Imports;

/// <summary>Tells that a process did not get the memory or the threads that it wanted.</summary>
internal static class ResourceTrouble
{
    // C++ ends the process where Python would raise MemoryError; a thread that does not start had no room for its stack.
    private static readonly ImmutableArray<string> _said =
    [
        "std::bad_alloc",
        "Cannot allocate memory",
        "pthread_create failed",
        "Thread creation failed",
        "Resource temporarily unavailable",
    ];

    /// <summary>An exception says so.</summary>
    public static bool IsIn(string type, string message) =>
        type.EndsWith("MemoryError", StringComparison.Ordinal)
        || message.StartsWith("can't start new thread", StringComparison.Ordinal)
        || message.Contains("std::bad_alloc", StringComparison.Ordinal)
        || message.Contains("Cannot allocate memory", StringComparison.Ordinal)
        || message.Contains("Resource temporarily unavailable", StringComparison.Ordinal);

    /// <summary>A process that left no answer says so in what it printed. Of several exceptions the last counts: others were handled.</summary>
    public static bool IsIn(string printed)
    {
        if (_said.Any(s => printed.Contains(s, StringComparison.Ordinal)))
        {
            return true;
        }

        var last = printed.Split('\n').Select(l => l.TrimEnd()).LastOrDefault(IsException);
        return last is not null && TypeOf(last).EndsWith("MemoryError", StringComparison.Ordinal);
    }

    private static bool IsException(string line) =>
        line.StartsWith("Fatal Python error: ", StringComparison.Ordinal)
        || TypeOf(line) is var type
            && (
                type.EndsWith("Error", StringComparison.Ordinal) || type.EndsWith("Exception", StringComparison.Ordinal)
            )
            && type.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_');

    private static string TypeOf(string line) =>
        line.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? line[..colon] : line;
}
