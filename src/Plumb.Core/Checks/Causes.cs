using Plumb.Environments;

namespace Plumb.Checks;

/// <summary>Keys under which findings of several checks become one block.</summary>
internal static class Causes
{
    /// <summary>The state in which one distribution lies on disk: its metadata, its RECORD, its files.</summary>
    public static string Installation(InstalledDistribution distribution) => "files:" + distribution.Location;

    /// <summary>For which Python and machine one distribution was built.</summary>
    public static string Tags(InstalledDistribution distribution) => "tags:" + distribution.Location;

    /// <summary>Distributions that bring the same import package.</summary>
    public static string Family(string importName) => "family:" + importName;

    /// <summary>Distributions that claim the same files.</summary>
    public static string Overlap(IEnumerable<InstalledDistribution> owners) =>
        "overlap:" + string.Join('+', owners.Select(d => d.Key.Normalized).Order(StringComparer.Ordinal));
}
