using Plumb.Files;
using Plumb.Python;

namespace Plumb.Environments;

/// <summary>Packages without an interpreter: a <c>site-packages</c> folder cut off from its Python, or one filled by <c>pip install --target</c>.</summary>
internal sealed class PackageFolderProbe(FileWorld world)
{
    private static readonly string[] _sources = ["pyproject.toml", "setup.py"];

    /// <summary>True for the names that interpreters give to package folders.</summary>
    public static bool IsSiteName(string name) => name is "site-packages" or "dist-packages";

    /// <summary>The prefix that a <c>site-packages</c> folder belongs to by its place; the folder above when the place is unusual.</summary>
    public static string PrefixOf(string folder)
    {
        var above = WorldPath.Parent(folder);
        var name = WorldPath.Name(above);
        if (name is "Lib" or "lib" or "lib64")
        {
            return WorldPath.Parent(above);
        }

        var library = WorldPath.Name(WorldPath.Parent(above));
        return IsLibraryName(name) && library is "lib" or "lib64" ? WorldPath.Parent(WorldPath.Parent(above)) : above;
    }

    /// <summary>A <c>site-packages</c> folder as an installation of its own.</summary>
    public PythonInstallation FromSite(string folder) =>
        Assemble(folder, PrefixOf(folder), EnvironmentKind.SitePackages);

    /// <summary>The package folder of a prefix that has no interpreter; null when there is none.</summary>
    public PythonInstallation? FromPrefix(string prefix)
    {
        if (world.IsDirectory(WorldPath.Join(prefix, "Lib/site-packages")))
        {
            return FromSite(WorldPath.Join(prefix, "Lib/site-packages"));
        }

        // Without an interpreter the folder holds little else: its list is short.
        foreach (var library in (string[])["lib", "lib64"])
        {
            foreach (var entry in world.List(WorldPath.Join(prefix, library)).Entries)
            {
                var site = WorldPath.Join(prefix, $"{library}/{entry.Name}/site-packages");
                if (IsLibraryName(entry.Name) && world.IsDirectory(site))
                {
                    return FromSite(site);
                }
            }
        }

        return null;
    }

    /// <summary>
    /// A folder that holds distributions side by side; null when it holds none, and for a project's sources, beside which setuptools
    /// leaves an <c>.egg-info</c> of its own.
    /// </summary>
    public PythonInstallation? FromTarget(string folder)
    {
        var names = world.List(folder).Entries.Select(entry => entry.Name).ToHashSet(StringComparer.Ordinal);
        return names.Any(IsInstalled) && !names.Overlaps(_sources)
            ? Assemble(folder, folder, EnvironmentKind.Target)
            : null;
    }

    private PythonInstallation Assemble(string folder, string prefix, EnvironmentKind kind)
    {
        var listing = world.List(folder);
        var evidence = WheelTagEvidence.Read(world, folder, listing.Entries);
        var inPath = FlaggedVersion.OfProgram(WorldPath.Name(WorldPath.Parent(folder)));
        var version = kind == EnvironmentKind.Target ? evidence.Version : inPath?.Version ?? evidence.Version;
        var builder = new SearchPathBuilder(world);
        builder.AddSite(folder, PathOrigin.Site);
        var scripts = WorldPath.Join(prefix, folder.Contains("/Lib/", StringComparison.Ordinal) ? "Scripts" : "bin");
        return new PythonInstallation
        {
            Prefix = prefix,
            Kind = kind,
            Version = version?.ToString(),
            VersionSource =
                version is null ? null
                : inPath is not null && kind != EnvironmentKind.Target ? folder
                : evidence.Source,
            Major = version?.Major ?? 0,
            Minor = version?.Minor ?? 0,
            IsFreeThreaded = evidence.Flags.Length > 0,
            AbiFlags = evidence.Flags,
            Platform = PlatformOf(folder, evidence.Platform),
            SearchPath = builder.Build(),
            SitePackages = [folder],
            ScriptsFolder = world.IsDirectory(scripts) ? scripts : null,
            ConfigurationFailure =
                kind == EnvironmentKind.SitePackages && WasVirtual(prefix) ? FileFailure.NotFound : FileFailure.None,
            Unread = builder.Unread,
        };
    }

    /// <summary>True where an activation script lies beside an interpreter, and pyvenv.cfg, which would make them one environment, does not.</summary>
    private bool WasVirtual(string prefix) =>
        world.IsFile(WorldPath.Join(prefix, "bin/activate"))
        && world.TryLinkStat(WorldPath.Join(prefix, "bin/python"), out _)
        && !world.TryLinkStat(WorldPath.Join(prefix, PyVenvConfiguration.FileName), out _);

    // Only Windows has Lib/site-packages without a folder for the version.
    private static TargetPlatform PlatformOf(string folder, TargetPlatform told) =>
        told.System == OperatingSystemFamily.Unknown && folder.EndsWith("/Lib/site-packages", StringComparison.Ordinal)
            ? new TargetPlatform(OperatingSystemFamily.Windows, "")
            : told;

    private static bool IsLibraryName(string name) => name == "python3" || FlaggedVersion.OfProgram(name) is not null;

    private static bool IsInstalled(string name) => name.EndsWith(".dist-info", StringComparison.Ordinal);
}
