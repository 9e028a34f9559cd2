using Plumb.Findings;

namespace Plumb.Cli.Rendering;

/// <summary>Colour for a terminal. It only repeats what the words say.</summary>
internal readonly record struct Paint(bool On)
{
    private const string Reset = "\u001b[0m";

    /// <summary>The first thing to read.</summary>
    public string Strong(string text) => Wrap("\u001b[1m", text);

    /// <summary>What may be skipped.</summary>
    public string Faint(string text) => Wrap("\u001b[2m", text);

    /// <summary>A word that says how bad something is.</summary>
    public string Severe(Severity severity, string text) =>
        Wrap(
            severity switch
            {
                Severity.Error => "\u001b[1;31m",
                Severity.Warning => "\u001b[1;33m",
                _ => "\u001b[36m",
            },
            text
        );

    /// <summary>Something is as it should be.</summary>
    public string Good(string text) => Wrap("\u001b[1;32m", text);

    private string Wrap(string start, string text) => On && text.Length > 0 ? start + text + Reset : text;
}
