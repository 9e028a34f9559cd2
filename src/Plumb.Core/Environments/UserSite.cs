using Plumb.Files;
using Plumb.Python;

namespace Plumb.Environments;

/// <summary>The rules of CPython's <c>site</c> for packages below a user's home.</summary>
internal static class UserSite
{
    /// <summary>The folder, whether or not it exists; null when the home folder is not known.</summary>
    /// <param name="variables">PYTHONUSERBASE, HOME or APPDATA.</param>
    /// <param name="platform">Where the interpreter runs.</param>
    /// <param name="version">Its version.</param>
    /// <param name="flags">"t" for a build without the lock, which has folders of its own.</param>
    /// <param name="isFramework">A framework build of macOS keeps its packages below <c>~/Library/Python</c>.</param>
    public static string? PathOf(
        WorldVariables variables,
        TargetPlatform platform,
        InterpreterVersion version,
        string flags,
        bool isFramework
    )
    {
        var thread = flags.Contains('t', StringComparison.Ordinal) ? "t" : "";
        if (platform.System == OperatingSystemFamily.Windows)
        {
            var roaming = variables.GetNonEmpty("APPDATA") is { } data ? Combine(data, "Python") : null;
            var folder = variables.GetNonEmpty("PYTHONUSERBASE") ?? roaming;
            var build = platform.Architecture switch
            {
                "win32" => "-32",
                "arm64" => "-arm64",
                _ => "",
            };
            return folder is null ? null : Combine(folder, $"Python{version.Digits}{thread}{build}/site-packages");
        }

        var home = variables.GetNonEmpty("HOME");
        var userBase =
            variables.GetNonEmpty("PYTHONUSERBASE")
            ?? (
                home is null ? null
                : isFramework ? Combine(home, $"Library/Python/{version.Short}")
                : Combine(home, ".local")
            );
        return userBase is null ? null
            : isFramework ? Combine(userBase, "lib/python/site-packages")
            : Combine(userBase, $"lib/python{version.Short}{thread}/site-packages");
    }

    /// <summary>Outside environments, or in one that sees the system's packages, and not switched off by PYTHONNOUSERSITE.</summary>
    public static bool IsEnabled(WorldVariables variables, bool isVirtual, bool includesSystemSite) =>
        (!isVirtual || includesSystemSite) && variables.GetNonEmpty("PYTHONNOUSERSITE") is null;

    private static string Combine(string folder, string relative) =>
        WorldPath.Normalize(WorldPath.Join(WorldPath.Normalize(folder), relative));
}
