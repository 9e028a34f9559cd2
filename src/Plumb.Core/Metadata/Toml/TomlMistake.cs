using Plumb.Text;

namespace Plumb.Metadata.Toml;

/// <summary>Why a file that is good TOML does not say what is asked of it.</summary>
/// <param name="Place">The file, the line and the column.</param>
/// <param name="Message">One sentence that says what is allowed.</param>
public sealed record TomlMistake(Location Place, string Message)
{
    /// <summary>"plumb.toml:3:1: …".</summary>
    public override string ToString() => $"{Place}: {Message}";
}
