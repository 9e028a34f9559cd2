using Plumb.Environments;
using Plumb.Files;

namespace Plumb.Checks.Environment;

/// <summary>What kinds of environments have in common.</summary>
internal static class EnvironmentKinds
{
    /// <summary>True for environments that borrow the interpreter of another installation.</summary>
    public static bool IsVirtual(this EnvironmentKind kind) =>
        kind is EnvironmentKind.Venv or EnvironmentKind.Virtualenv or EnvironmentKind.Uv;

    /// <summary>True for environments that are meant to stand alone: their folder of scripts, and what is imported, is theirs.</summary>
    public static bool StandsAlone(this EnvironmentKind kind) => kind.IsVirtual() || kind == EnvironmentKind.Conda;

    /// <summary>
    /// True for a path of a Windows disk that is looked at from elsewhere: what lies on drive <c>C:</c> is not to be seen from here.
    /// </summary>
    public static bool IsOutOfSight(this PythonInstallation installation, string path) =>
        WorldPath.HasDrive(path) && !WorldPath.HasDrive(installation.Prefix);

    /// <summary>"3.11" for commands; null when not even that is known.</summary>
    public static string? MinorVersion(this PythonInstallation installation) =>
        installation.Major == 0 ? null : FormattableString.Invariant($"{installation.Major}.{installation.Minor}");
}
