using System.Globalization;
using System.Text;

namespace Plumb.Metadata.Toml;

/// <summary>Texts as TOML writes them.</summary>
internal static class TomlQuoting
{
    /// <summary>A basic string, on one line.</summary>
    public static string Basic(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\t' => quoted.Append("\\t"),
                _ when char.IsControl(c) => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }
}
