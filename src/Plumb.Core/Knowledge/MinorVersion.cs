using System.Globalization;

namespace Plumb.Knowledge;

/// <summary>A minor version of Python as knowledge files write it: <c>3.11</c>.</summary>
internal static class MinorVersion
{
    /// <summary>False when the text is not two whole numbers with a dot between.</summary>
    public static bool TryParse(string text, out (int Major, int Minor) version)
    {
        version = default;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot > 0
            && int.TryParse(text.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out version.Major)
            && int.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out version.Minor);
    }
}
