using Plumb.Knowledge;

namespace Plumb.Checks.Native;

/// <summary>How a package of the operating system is installed.</summary>
internal static class SystemPackages
{
    /// <summary>The command of a distribution, by its own id in os-release or one that it is like; null where it is not known.</summary>
    public static string? Install(string? id, string? idLike, string package) =>
        DistributionFamily.Of(id, idLike).Select(Installer).FirstOrDefault(i => i is not null) is { } installer
            ? $"sudo {installer} {package}"
            : null;

    private static string? Installer(string family) =>
        family switch
        {
            "debian" => "apt-get install",
            "fedora" => "dnf install",
            "alpine" => "apk add",
            "arch" => "pacman -S",
            _ => null,
        };
}
