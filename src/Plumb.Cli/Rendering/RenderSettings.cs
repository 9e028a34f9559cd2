using Plumb.Findings;

namespace Plumb.Cli.Rendering;

/// <summary>How a report is to be shown.</summary>
internal sealed record RenderSettings
{
    /// <summary>The command that asks, for the envelope.</summary>
    public required string Command { get; init; }

    /// <summary>The version of this program.</summary>
    public required string Version { get; init; }

    /// <summary>The exit code is 0.</summary>
    public required bool Succeeded { get; init; }

    /// <summary>The least severity that fails; null for never.</summary>
    public Severity? FailOn { get; init; } = Severity.Error;

    /// <summary>Columns.</summary>
    public int Width { get; init; } = Terminal.UsualWidth;

    /// <summary>Lines that make one screen.</summary>
    public int Height { get; init; } = Terminal.UsualHeight;

    /// <summary>Escape sequences for colour are understood.</summary>
    public bool Colour { get; init; }

    /// <summary>Characters beyond ASCII are understood.</summary>
    public bool Unicode { get; init; } = true;

    /// <summary>Everything, however long.</summary>
    public bool Verbose { get; init; }

    /// <summary>The verdict only.</summary>
    public bool Quiet { get; init; }

    /// <summary>The folder from which places are named, where the format wants relative ones.</summary>
    public string CurrentFolder { get; init; } = "/";

    /// <summary>When the check was made.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; init; }
}
