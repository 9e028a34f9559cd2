using System.Collections.Immutable;
using Plumb.Files;

namespace Plumb.Environments.Observing;

/// <summary>Reads which packages conda has on record in a prefix: the names of <c>conda-meta/NAME-VERSION-BUILD.json</c> tell all that is needed.</summary>
internal static class CondaReader
{
    private const int MostPackages = 20_000;

    public static ImmutableArray<CondaPackage> Read(FileWorld world, PythonInstallation installation)
    {
        if (installation.Kind != EnvironmentKind.Conda)
        {
            return [];
        }

        var folder = WorldPath.Join(installation.Prefix, "conda-meta");
        var packages = ImmutableArray.CreateBuilder<CondaPackage>();
        foreach (
            var (file, _) in world.ListNames(folder).OrderBy(e => e.Name, StringComparer.Ordinal).Take(MostPackages)
        )
        {
            if (TryParse(file, out var name, out var version))
            {
                packages.Add(new CondaPackage(name, version, WorldPath.Join(folder, file)));
            }
        }

        return packages.DrainToImmutable();
    }

    /// <summary>The name may hold dashes, version and build may not.</summary>
    internal static bool TryParse(string file, out string name, out string version)
    {
        name = version = "";
        if (!file.EndsWith(".json", StringComparison.Ordinal))
        {
            return false;
        }

        var stem = file[..^5];
        var build = stem.LastIndexOf('-');
        var second = build <= 0 ? -1 : stem.LastIndexOf('-', build - 1);
        if (second <= 0)
        {
            return false;
        }

        (name, version) = (stem[..second], stem[(second + 1)..build]);
        return version.Length > 0;
    }
}
