namespace Plumb.Processes;

/// <summary>How a child ended.</summary>
public enum ChildEndKind
{
    /// <summary>By itself, with an exit code.</summary>
    Exited,

    /// <summary>By a signal, or on Windows by an exception that nobody handled.</summary>
    Signalled,

    /// <summary>Its time was up.</summary>
    TimedOut,

    /// <summary>It could not be started.</summary>
    NotStarted,
}

/// <summary>How a child ended, and what it printed until then.</summary>
/// <param name="Kind">How.</param>
/// <param name="Took">From its start to its end.</param>
public sealed record ChildEnd(ChildEndKind Kind, TimeSpan Took)
{
    /// <summary>The exit code; 0 unless <see cref="ChildEndKind.Exited"/>.</summary>
    public int Code { get; init; }

    /// <summary>The signal's name, such as <c>SIGSEGV</c>; null unless <see cref="ChildEndKind.Signalled"/>.</summary>
    public string? Signal { get; init; }

    /// <summary>What it wrote to standard output, the middle left out where it is long.</summary>
    public string Output { get; init; } = "";

    /// <summary>What it wrote to standard error, the middle left out where it is long.</summary>
    public string Error { get; init; } = "";

    /// <summary>Why it could not be started, a clause; null when it was.</summary>
    public string? Trouble { get; init; }
}
