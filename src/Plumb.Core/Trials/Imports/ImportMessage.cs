namespace Plumb.Trials.Imports;

/// <summary>What the messages of failing imports name.</summary>
internal static class ImportMessage
{
    /// <summary>The shared library that the loader did not find (glibc, musl, macOS); null for other messages.</summary>
    public static string? Library(string message)
    {
        const string glibc = ": cannot open shared object file";
        const string musl = "Error loading shared library ";
        const string mac = "Library not loaded: ";
        if (message.IndexOf(glibc, StringComparison.Ordinal) is > 0 and var end)
        {
            var start = message.LastIndexOfAny([' ', '\n', '\''], end - 1) + 1;
            return FileName(message[start..end]);
        }

        if (After(message, musl) is { } afterMusl)
        {
            return FileName(Until(afterMusl, ':'));
        }

        return After(message, mac) is { } afterMac ? FileName(Until(afterMac, '\n').Trim('\'', ' ')) : null;
    }

    /// <summary>The module of <c>No module named 'x.y'</c>; null for other messages.</summary>
    public static string? Module(string message)
    {
        const string start = "No module named ";
        if (!message.StartsWith(start, StringComparison.Ordinal))
        {
            return null;
        }

        var rest = message[start.Length..];
        return rest.StartsWith('\'') && rest.IndexOf('\'', 1) is > 1 and var end ? rest[1..end]
            : rest.StartsWith('\'') ? null
            : Until(rest, ';').Trim();
    }

    /// <summary>The name and the module of <c>cannot import name 'x' from 'm'</c>; null for other messages.</summary>
    public static (string Name, string? Module)? Name(string message)
    {
        if (After(message, "cannot import name ") is { } rest && Quoted(rest) is { } name)
        {
            var module = After(rest, " from partially initialized module ") ?? After(rest, " from ");
            return (name, module is null ? null : Quoted(module));
        }

        if (After(message, "module ") is { } attribute && attribute.StartsWith('\''))
        {
            var missing = After(attribute, " has no attribute ");
            return missing is not null && Quoted(missing) is { } asked ? (asked, Quoted(attribute)) : null;
        }

        return null;
    }

    /// <summary>The symbol of <c>undefined symbol: x</c> or of a version that is not found; null for other messages.</summary>
    public static string? Symbol(string message) =>
        After(message, "undefined symbol: ") is { } symbol ? symbol.Split(' ', ',', '\n')[0]
        : message.Contains("' not found (required by ", StringComparison.Ordinal)
        && After(message, "version `") is { } version
            ? Until(version, '\'')
        : null;

    /// <summary>Absolute paths that it names, before a colon, a bracket or a quotation mark.</summary>
    public static IEnumerable<string> Paths(string message)
    {
        foreach (
            var word in message.Split([' ', '\n', '\'', '"', '(', ')', ':', ','], StringSplitOptions.RemoveEmptyEntries)
        )
        {
            if (word.Length > 2 && word[0] == '/' && word.LastIndexOf('/') > 0)
            {
                yield return word;
            }
        }
    }

    /// <summary>The system's loader speaks, not code of Python.</summary>
    public static bool IsOfLoader(string message) =>
        Symbol(message) is not null
        || message.Contains("DLL load failed", StringComparison.Ordinal)
        || message.Contains("invalid ELF header", StringComparison.Ordinal)
        || message.Contains("file too short", StringComparison.Ordinal)
        || message.Contains("wrong ELF class", StringComparison.Ordinal)
        || message.Contains("incompatible architecture", StringComparison.Ordinal)
        || message.Contains("ELF load command", StringComparison.Ordinal);

    /// <summary>NumPy refuses a module, or is refused by one, for what it was built against.</summary>
    public static bool IsOfNumpyAbi(string text) =>
        text.Contains("numpy.core.multiarray failed to import", StringComparison.Ordinal)
        || text.Contains("numpy.core.umath failed to import", StringComparison.Ordinal)
        || text.Contains("compiled using NumPy 1.x", StringComparison.Ordinal)
        || text.Contains("numpy.dtype size changed", StringComparison.Ordinal)
        || text.Contains("numpy.ufunc size changed", StringComparison.Ordinal)
        || text.Contains("_ARRAY_API not found", StringComparison.Ordinal)
        || text.Contains("module compiled against ABI version", StringComparison.Ordinal)
        || text.Contains("module compiled against API version", StringComparison.Ordinal)
        || text.Contains("Numpy is not available", StringComparison.Ordinal);

    private static string? After(string text, string mark) =>
        text.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at ? text[(at + mark.Length)..] : null;

    private static string Until(string text, char end) =>
        text.IndexOf(end, StringComparison.Ordinal) is >= 0 and var at ? text[..at] : text;

    private static string? Quoted(string text) =>
        text.IndexOf('\'', StringComparison.Ordinal) is >= 0 and var start
        && text.IndexOf('\'', start + 1) is > 0 and var end
            ? text[(start + 1)..end]
            : null;

    private static string FileName(string path) => path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
}
