namespace Plumb.Checks.Native;

/// <summary>How a package of the operating system is installed.</summary>
internal static class SystemPackages
{
    /// <summary>The command of a distribution, by its own id in os-release or one that it is like; null where it is not known.</summary>
    public static string? Install(string? id, string? idLike, string package)
    {
        foreach (var name in $"{id} {idLike}".Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var command = name switch
            {
                "debian" or "ubuntu" or "linuxmint" or "raspbian" => "sudo apt-get install ",
                "fedora" or "rhel" or "centos" or "rocky" or "almalinux" or "amzn" => "sudo dnf install ",
                "alpine" => "sudo apk add ",
                "arch" or "manjaro" => "sudo pacman -S ",
                _ => null,
            };
            if (command is not null)
            {
                return command + package;
            }
        }

        return null;
    }
}
