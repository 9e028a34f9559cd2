using System.Collections.Immutable;
using System.CommandLine;

namespace Plumb.Cli.Commands;

/// <summary>When to use colour.</summary>
internal enum ColourUse
{
    /// <summary>On a terminal, unless NO_COLOR is set.</summary>
    Auto,

    /// <summary>Also in files and pipes.</summary>
    Always,

    /// <summary>Nowhere.</summary>
    Never,
}

/// <summary>Options that every command takes.</summary>
internal sealed class SharedOptions
{
    /// <summary><c>--color</c>.</summary>
    public Option<ColourUse> Colour { get; } =
        Choice.Option(
            "--color",
            "When to use colour. NO_COLOR is honoured; colour only repeats what the words say.",
            ColourUse.Auto,
            [.. Colours]
        );

    /// <summary>The words of <c>--color</c>.</summary>
    public static ImmutableArray<(string Word, ColourUse Value)> Colours { get; } =
    [("auto", ColourUse.Auto), ("always", ColourUse.Always), ("never", ColourUse.Never)];

    /// <summary><c>--quiet</c>.</summary>
    public Option<bool> Quiet { get; } =
        new("--quiet", "-q") { Description = "Print the verdict only; the exit code says the same." };

    /// <summary><c>--verbose</c>.</summary>
    public Option<bool> Verbose { get; } =
        new("--verbose", "-v") { Description = "Print every finding, every proof and every fix." };

    /// <summary><c>--offline</c>.</summary>
    public Option<bool> Offline { get; } = new("--offline") { Description = "Touch no network." };

    /// <summary><c>--no-config</c>.</summary>
    public Option<bool> NoConfiguration { get; } =
        new("--no-config")
        {
            Description = "Read no plumb.toml, no [tool.plumb], no configuration of the user and no PLUMB_* variable.",
        };

    /// <summary>Gives them to a command and all below it.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { Colour, Quiet, Verbose, Offline, NoConfiguration })
        {
            option.Recursive = true;
            command.Options.Add(option);
        }
    }

    /// <summary>Whether the text answer is coloured.</summary>
    public bool UsesColour(ParseResult parsed, World world, string? configured) =>
        Choice.Of(parsed, Colour, configured, Colours) switch
        {
            ColourUse.Always => true,
            ColourUse.Never => false,
            // no-color.org: set and not empty, whatever the value
            _ => world.Terminal.OutputIsTerminal
                && UnderstandsEscapes(world)
                && world.Variables.GetNonEmpty("NO_COLOR") is null
                && world.Variables.Get("TERM") is not "dumb",
        };

    // The old console of Windows prints escape sequences as they are; its newer terminals name themselves.
    private static bool UnderstandsEscapes(World world) =>
        !OperatingSystem.IsWindows()
        || world.Variables.GetNonEmpty("WT_SESSION") is not null
        || world.Variables.GetNonEmpty("TERM") is not null;
}
