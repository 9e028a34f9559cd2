using System.Collections.Immutable;

namespace Plumb.Diagnosis;

/// <summary>What a log tells besides its errors: the system, the Python, and who was at work when an exception came.</summary>
internal static class LogFacts
{
    /// <summary>
    /// The names that every signature may use: <c>os</c>, <c>python</c> (<c>3.11</c>), <c>package</c> (of the innermost call), <c>caller</c>
    /// (the next package outwards), <c>app_file</c>, <c>app_line</c> and <c>app_code</c> (the innermost call in nobody's package, unless one
    /// package called another there).
    /// </summary>
    public static ImmutableArray<string> Names { get; } =
    ["os", "python", "package", "caller", "app_file", "app_line", "app_code"];

    /// <summary>What the calls of an exception tell, added to what is known.</summary>
    public static ImmutableDictionary<string, string> Of(
        LoggedException? exception,
        ImmutableDictionary<string, string> known
    )
    {
        if (exception is null)
        {
            return known;
        }

        var frames = exception.Frames.Reverse().ToList();
        var inner = frames.Find(f => !f.IsPython && !(f.IsCython && f.Package is null));
        if (inner?.Package is { } package)
        {
            known = known.SetItem("package", package);
        }

        if (frames.Find(f => !f.IsPython && f.Package is not null && f.Package != inner?.Package) is { } caller)
        {
            known = known.SetItem("caller", caller.Package!);
        }

        // What a library called in another one did is not the application's doing.
        var called = frames.FindIndex(f => !f.IsPython && f.Package is not null && f.Package != inner?.Package);
        var ownAt = frames.FindIndex(f =>
            f is { IsPython: false, IsCython: false, Package: null } && !f.File.StartsWith('<')
        );
        if (ownAt >= 0 && (called < 0 || ownAt < called) && frames[ownAt] is var own)
        {
            known = known
                .SetItem("app_file", own.File)
                .SetItem("app_line", own.Line.ToString(System.Globalization.CultureInfo.InvariantCulture))
                .SetItem("app_code", own.Code);
        }

        return known;
    }

    /// <summary>The system and the Python, by the paths of the calls.</summary>
    public static ImmutableDictionary<string, string> Of(ImmutableArray<LoggedException> exceptions)
    {
        var facts = ImmutableDictionary<string, string>.Empty;
        foreach (var file in exceptions.Reverse().SelectMany(e => e.Frames.Reverse()).Select(f => f.File))
        {
            if (!facts.ContainsKey("os") && SystemOf(file) is { } system)
            {
                facts = facts.Add("os", system);
            }

            if (!facts.ContainsKey("python") && PythonIn(file) is { } version)
            {
                facts = facts.Add("python", version);
            }
        }

        return facts;
    }

    /// <summary>The system that a path belongs to; null when it may be any.</summary>
    public static string? SystemOf(string path) =>
        path.Length > 2 && path[1] == ':' && path[2] is '\\' or '/' ? "windows"
        : path.StartsWith("/Users/", StringComparison.Ordinal)
        || path.StartsWith("/opt/homebrew/", StringComparison.Ordinal)
        || path.StartsWith("/Library/", StringComparison.Ordinal)
            ? "macos"
        : path.StartsWith('/') ? "linux"
        : null;

    /// <summary><c>3.11</c> out of <c>/lib/python3.11/</c>, <c>\Python311\</c> or <c>cp311</c>; null without one.</summary>
    public static string? PythonIn(string path)
    {
        foreach (var word in (ReadOnlySpan<string>)["python3.", "Python3", "python3", "cp3"])
        {
            for (
                var at = path.IndexOf(word, StringComparison.Ordinal);
                at >= 0;
                at = path.IndexOf(word, at + 1, StringComparison.Ordinal)
            )
            {
                var digits = path.AsSpan(at + word.Length);
                var length = digits.IndexOfAnyExceptInRange('0', '9');
                length = length < 0 ? digits.Length : length;
                if (length is 1 or 2)
                {
                    return "3." + digits[..length].ToString();
                }
            }
        }

        return null;
    }
}
