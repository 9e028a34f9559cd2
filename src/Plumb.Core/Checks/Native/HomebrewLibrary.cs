namespace Plumb.Checks.Native;

/// <summary>
/// Libraries that a file asks for at Homebrew's own place: each formula has a link <c>opt/NAME</c> below the prefix, which is
/// <c>/opt/homebrew</c> on Apple processors and <c>/usr/local</c> on Intel's (Homebrew, "Formula Cookbook": <c>opt_prefix</c>).
/// </summary>
internal static class HomebrewLibrary
{
    private static readonly string[] _folders = ["/opt/homebrew/opt/", "/usr/local/opt/"];

    /// <summary>The formula that brings the file; null where the path is none of Homebrew's.</summary>
    public static string? FormulaOf(string path)
    {
        foreach (var folder in _folders)
        {
            if (path.StartsWith(folder, StringComparison.Ordinal))
            {
                var rest = path[folder.Length..];
                var end = rest.IndexOf('/', StringComparison.Ordinal);
                return end > 0 && IsName(rest.AsSpan(0, end)) ? rest[..end] : null;
            }
        }

        return null;
    }

    /// <summary>Installing it, which is not tried: what the formula's version brings is not known before.</summary>
    public static ProposedFix Install(string formula) =>
        new($"install {formula} with Homebrew", ["brew install " + formula], 1, null);

    private static bool IsName(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.' or '+' or '@'))
            {
                return false;
            }
        }

        return char.IsAsciiLetterOrDigit(text[0]);
    }
}
