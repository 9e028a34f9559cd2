namespace Plumb.Linting;

/// <summary>Reads the messages of Python and pip that documents quote.</summary>
internal static class ErrorMessage
{
    private static readonly string[] _signs =
    [
        "Error:",
        "ERROR:",
        "has no attribute",
        "cannot import name",
        "No module named",
        "Could not locate",
        "Could not load",
        "no kernel image",
        "Cannot uninstall",
        "is not available",
        "got an unexpected keyword",
        "failed to import",
        "DLL load failed",
    ];

    /// <summary>A line that quotes an error.</summary>
    public static bool Is(string text)
    {
        foreach (var sign in _signs)
        {
            if (text.Contains(sign, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The name that is missing and the module that should have it.</summary>
    public static bool TryReadName(string text, out string name, out string module)
    {
        (name, module) = ("", "");
        if (text.IndexOf("has no attribute ", StringComparison.Ordinal) is >= 0 and var attribute)
        {
            var before = text.LastIndexOf("module ", attribute, StringComparison.Ordinal);
            return before >= 0 && TryQuoted(text, before + 7, out module) && TryQuoted(text, attribute + 17, out name);
        }

        var import = text.IndexOf("cannot import name ", StringComparison.Ordinal);
        var from = import < 0 ? -1 : text.IndexOf(" from ", import, StringComparison.Ordinal);
        return from > 0 && TryQuoted(text, import + 19, out name) && TryQuoted(text, from + 6, out module);
    }

    private static bool TryQuoted(string text, int at, out string value)
    {
        value = "";
        if (at >= text.Length || text[at] is not ('\'' or '"' or '`'))
        {
            return false;
        }

        var end = text.IndexOf(text[at], at + 1);
        value = end < 0 ? "" : text[(at + 1)..end];
        return value.Length is > 0 and < 200;
    }
}
