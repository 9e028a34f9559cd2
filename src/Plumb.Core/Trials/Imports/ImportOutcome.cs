using System.Collections.Immutable;

namespace Plumb.Trials.Imports;

/// <summary>What came of importing a module.</summary>
public enum ImportOutcomeKind
{
    /// <summary>It was imported.</summary>
    Imported,

    /// <summary>An exception.</summary>
    Exception,

    /// <summary><c>sys.exit</c> was called.</summary>
    Exit,

    /// <summary>The process ended by a signal (on Windows: an exception of the processor).</summary>
    Signal,

    /// <summary>It took longer than allowed.</summary>
    Timeout,

    /// <summary>It wanted more memory, or more threads, than it could have.</summary>
    Memory,

    /// <summary>The process ended without a word: <c>os._exit</c>, or it stopped itself otherwise.</summary>
    Ended,
}

/// <summary>How an exception came to another one in its chain.</summary>
public enum ExceptionLink
{
    /// <summary>It is the one that ended the import.</summary>
    Raised,

    /// <summary>It is the <c>__cause__</c> of the one before: <c>raise … from</c>.</summary>
    Cause,

    /// <summary>It was being handled when the one before was raised: <c>__context__</c>.</summary>
    Context,
}

/// <summary>One line of a traceback.</summary>
/// <param name="File">As the interpreter names it.</param>
/// <param name="Line">From 1; 0 when unknown.</param>
/// <param name="Module">The <c>__name__</c> of the code; "" when unknown.</param>
/// <param name="Function">The function; <c>&lt;module&gt;</c> for the module's own lines.</param>
public sealed record TracebackFrame(string File, int Line, string Module, string Function);

/// <summary>One exception of a chain.</summary>
/// <param name="Type">Its class, with its module unless that is builtins.</param>
/// <param name="Message">Its text.</param>
/// <param name="Link">How it came to the one before it.</param>
/// <param name="Frames">Its traceback, the innermost line last; without the lines of the import system.</param>
public sealed record RaisedException(
    string Type,
    string Message,
    ExceptionLink Link,
    ImmutableArray<TracebackFrame> Frames
)
{
    /// <summary>Where it was raised; null when unknown.</summary>
    public TracebackFrame? Place => Frames.IsEmpty ? null : Frames[^1];

    /// <summary>"ImportError: libGL.so.1: cannot open shared object file".</summary>
    public override string ToString() => Message.Length == 0 ? Type : $"{Type}: {Message}";
}

/// <summary>What came of importing one module in a process of its own.</summary>
/// <param name="Module">The module.</param>
/// <param name="Kind">What.</param>
/// <param name="Milliseconds">The import alone where the interpreter told it, else the whole process.</param>
public sealed record ImportOutcome(string Module, ImportOutcomeKind Kind, double Milliseconds)
{
    /// <summary>The exceptions: the one that ended the import, then those that led to it.</summary>
    public ImmutableArray<RaisedException> Chain { get; init; } = [];

    /// <summary>The signal's name; null unless <see cref="ImportOutcomeKind.Signal"/>.</summary>
    public string? Signal { get; init; }

    /// <summary>The exit code of <see cref="ImportOutcomeKind.Ended"/>.</summary>
    public int Code { get; init; }

    /// <summary>What ran when the process was ended, the innermost line first; empty when nobody told.</summary>
    public ImmutableArray<TracebackFrame> Running { get; init; } = [];

    /// <summary>What was printed to standard error, shortened.</summary>
    public string Error { get; init; } = "";

    /// <summary>What was printed to standard output, shortened.</summary>
    public string Output { get; init; } = "";

    /// <summary>The file that was imported; null when it has none or failed.</summary>
    public string? File { get; init; }

    /// <summary>The <c>__version__</c> that it tells.</summary>
    public string? Version { get; init; }
}
