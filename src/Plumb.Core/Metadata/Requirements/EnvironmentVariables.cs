using System.Buffers;
using Plumb.Files;

namespace Plumb.Metadata.Requirements;

/// <summary>Puts the values of variables in the place of <c>${NAME}</c>: capital letters, digits and underscores only.</summary>
internal static class EnvironmentVariables
{
    private const int MostReplacements = 1_000;
    private const int LongestLine = 1 << 20;

    private static readonly SearchValues<char> _nameCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"
    );

    /// <summary>
    /// The text with every variable that is set and not empty put in, in the order in which they stand; the same
    /// instance when there is none. What a value brings in is replaced by a later variable of the line only.
    /// </summary>
    public static string Expand(string text, WorldVariables variables)
    {
        var line = text;
        var replacements = 0;
        string? last = null;
        for (var start = text.IndexOf("${", StringComparison.Ordinal); start >= 0; )
        {
            var length = NameLength(text.AsSpan(start + 2));
            if (length > 0)
            {
                var reference = text.Substring(start, length + 3);
                var value = variables.GetNonEmpty(reference[2..^1]);
                var isRepeated = reference == last && !value!.Contains("${", StringComparison.Ordinal);
                if (value is not null && !isRepeated)
                {
                    line = line.Replace(reference, value, StringComparison.Ordinal);
                    last = reference;
                    if (++replacements == MostReplacements || line.Length > LongestLine)
                    {
                        return line;
                    }
                }
            }

            start = text.IndexOf("${", start + 2, StringComparison.Ordinal);
        }

        return line;
    }

    /// <summary>The length of the name when a closing brace follows it, else 0.</summary>
    private static int NameLength(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExcept(_nameCharacters);
        return end > 0 && text[end] == '}' ? end : 0;
    }
}
