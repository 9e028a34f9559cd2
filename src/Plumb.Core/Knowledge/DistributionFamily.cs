namespace Plumb.Knowledge;

/// <summary>Families of Linux distributions that share package names and installer: <c>debian</c>, <c>fedora</c>, <c>alpine</c>, <c>arch</c>.</summary>
internal static class DistributionFamily
{
    /// <summary>The families of a system, nearest first, by <c>ID</c> and <c>ID_LIKE</c> of os-release; a name that stands for no other is its own.</summary>
    public static IEnumerable<string> Of(string? id, string? idLike) =>
        $"{id} {idLike}"
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(name =>
                name switch
                {
                    "ubuntu" or "linuxmint" or "raspbian" => "debian",
                    "rhel" or "centos" or "rocky" or "almalinux" or "amzn" => "fedora",
                    "manjaro" => "arch",
                    _ => name,
                }
            );
}
