using System.Collections.Frozen;
using Plumb.Environments;

namespace Plumb.Checks.Installing;

/// <summary>Who wrote INSTALLER: the tools that install wheels, as against package managers of systems.</summary>
internal static class InstallerNames
{
    private static readonly FrozenSet<string> _ofWheels = FrozenSet.Create(
        StringComparer.Ordinal,
        "pip",
        "uv",
        "uv-pixi",
        "poetry",
        "pdm",
        "flit",
        "hatch"
    );

    /// <summary>The tool without its version, in lower case: "poetry" for "Poetry 1.8.3"; "" when nothing tells.</summary>
    public static string Of(InstalledDistribution distribution) =>
        (distribution.Installer ?? "").Split(' ', 2)[0].ToLowerInvariant();

    /// <summary>True for tools that install wheels and write a RECORD with each.</summary>
    public static bool WritesRecord(string tool) => _ofWheels.Contains(tool);
}
