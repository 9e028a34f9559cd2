using Plumb.Metadata.Toml;
using Plumb.Text;

namespace Plumb.Configuration;

/// <summary>Why a configuration cannot be used.</summary>
/// <param name="Place">The file, and where it can be told the line and column; a variable's name stands for a file.</param>
/// <param name="Message">One sentence that says what is allowed.</param>
public sealed record ConfigurationError(Location Place, string Message)
{
    /// <summary>The mistake of a file as that of a configuration.</summary>
    internal static ConfigurationError Of(TomlMistake mistake) => new(mistake.Place, mistake.Message);

    /// <summary>"plumb.toml:3:1: …".</summary>
    public override string ToString() => $"{Place}: {Message}";
}
