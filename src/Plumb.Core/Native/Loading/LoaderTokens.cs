using Plumb.Files;

namespace Plumb.Native.Loading;

/// <summary>Replaces <c>$ORIGIN</c>, <c>$LIB</c> and <c>$PLATFORM</c> in a folder of RPATH or RUNPATH (ld.so(8), "Dynamic string tokens").</summary>
internal static class LoaderTokens
{
    /// <summary>The folder, normalised; null when it names the current folder or a relative one, which depends on where a program is started.</summary>
    public static string? Expand(string folder, string origin, LoaderSettings settings, ElfKind kind)
    {
        if (folder.Contains('$', StringComparison.Ordinal))
        {
            folder = Replace(folder, "ORIGIN", WorldPath.Parent(origin));
            folder = Replace(folder, "LIB", settings.Lib);
            folder = Replace(folder, "PLATFORM", kind.Platform);
        }

        return folder.StartsWith('/') ? WorldPath.Normalize(folder) : null;
    }

    private static string Replace(string text, string token, string value) =>
        text.Replace("${" + token + "}", value, StringComparison.Ordinal)
            .Replace("$" + token, value, StringComparison.Ordinal);
}
