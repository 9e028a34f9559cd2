using Plumb.Python;

namespace Plumb.Environments.Observing;

/// <summary>What the name of a metadata folder or file says: <c>numpy-2.2.6.dist-info</c>, <c>six-1.16-py3.11.egg-info</c>, <c>x.egg-link</c>.</summary>
internal readonly record struct DistributionFolderName(string Name, string Version, DistributionFormat Format)
{
    /// <summary>False for names that installers and interpreters do not take for a distribution, leftovers (<c>~name</c>) among them.</summary>
    public static bool TryParse(string entry, bool isFolder, out DistributionFolderName parsed)
    {
        parsed = default;
        if (entry.StartsWith('~') || entry.StartsWith('.'))
        {
            return false;
        }

        if (isFolder && entry.EndsWith(".dist-info", StringComparison.OrdinalIgnoreCase))
        {
            var (name, version) = Split(entry[..^".dist-info".Length]);
            parsed = new DistributionFolderName(name, version, DistributionFormat.DistInfo);
            return true;
        }

        if (entry.EndsWith(".egg-info", StringComparison.OrdinalIgnoreCase))
        {
            var stem = entry[..^".egg-info".Length];
            var python = stem.LastIndexOf("-py", StringComparison.Ordinal);
            var (name, version) = Split(
                python > 0 && python + 3 < stem.Length && char.IsAsciiDigit(stem[python + 3]) ? stem[..python] : stem
            );
            parsed = new DistributionFolderName(
                name,
                version,
                isFolder ? DistributionFormat.EggInfoFolder : DistributionFormat.EggInfoFile
            );
            return true;
        }

        if (!isFolder && entry.EndsWith(".egg-link", StringComparison.OrdinalIgnoreCase))
        {
            parsed = new DistributionFolderName(entry[..^".egg-link".Length], "", DistributionFormat.EggLink);
            return true;
        }

        return false;
    }

    private static (string Name, string Version) Split(string stem)
    {
        // A name may hold dashes in old folders; the version begins after the last dash that leaves a version.
        for (var dash = stem.LastIndexOf('-'); dash > 0; dash = stem.LastIndexOf('-', dash - 1))
        {
            if (PythonVersion.TryParse(stem.AsSpan(dash + 1), out _))
            {
                return (stem[..dash], stem[(dash + 1)..]);
            }
        }

        var last = stem.IndexOf('-', StringComparison.Ordinal);
        return last > 0 ? (stem[..last], stem[(last + 1)..]) : (stem, "");
    }
}
