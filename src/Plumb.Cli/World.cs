using Plumb.Files;

namespace Plumb.Cli;

/// <summary>
/// Everything that a command may know of the process it runs in. Handed to each command as a value, so that a test
/// runs the whole program inside its own process.
/// </summary>
internal sealed record World
{
    /// <summary>The version of this program, "0.1.0".</summary>
    public required string Version { get; init; }

    /// <summary>Where the answer goes; bytes, because most formats are UTF-8 whatever the terminal speaks.</summary>
    public required Stream Output { get; init; }

    /// <summary>Where progress, remarks and troubles go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>What <c>-</c> reads.</summary>
    public required Stream Input { get; init; }

    /// <summary>What both streams are connected to.</summary>
    public required Terminal Terminal { get; init; }

    /// <summary>The environment variables of this process.</summary>
    public required WorldVariables Variables { get; init; }

    /// <summary>The folder that relative paths of the command line are meant from.</summary>
    public required string CurrentFolder { get; init; }

    /// <summary>What time it is, and how long things take.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>How many processors this process may use.</summary>
    public int Processors { get; init; } = 1;

    /// <summary>Set by Ctrl-C.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The value of an option that names a file, made absolute.</summary>
    public string Absolute(string path) => Path.GetFullPath(path, CurrentFolder);
}
