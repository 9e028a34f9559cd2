using Plumb.Text;

namespace Plumb.Metadata.Toml;

/// <summary>Why a file that is good TOML does not say what is asked of it.</summary>
/// <param name="Place">The file, the line and the column.</param>
/// <param name="Message">One sentence that says what is allowed.</param>
public sealed record TomlMistake(Location Place, string Message)
{
    /// <summary>Why a file is no TOML.</summary>
    public static TomlMistake Of(string file, string text, FormatError error)
    {
        var place =
            error.Offset < 0
                ? new Location(file)
                : new SourceText(file, text.TrimStart('\ufeff')).LocationOf((int)error.Offset);
        return new TomlMistake(place, error.Message.TrimEnd('.') + ".");
    }

    /// <summary>"plumb.toml:3:1: …".</summary>
    public override string ToString() => $"{Place}: {Message}";
}
