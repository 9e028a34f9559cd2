using Plumb.Findings;
using Plumb.Python;

namespace Plumb.Checks.Numpy;

/// <summary>The NumPy that modules of the environment meet.</summary>
/// <param name="Label">"NumPy 2.2.6", or "NumPy 2" where nothing tells more.</param>
/// <param name="Version">Major and minor version; the minor one is the highest number where it is not known.</param>
/// <param name="Evidence">How it is known.</param>
internal sealed record InstalledNumpy(string Label, (int Major, int Minor) Version, Evidence Evidence)
{
    /// <summary>Its normalised name.</summary>
    public static PackageName Name { get; } = PackageName.Parse("numpy");

    /// <summary>By the metadata, else by <c>numpy/version.py</c>, else by whether <c>numpy/_core</c> is there; null when there is no NumPy.</summary>
    public static InstalledNumpy? Of(CheckContext context)
    {
        if (context.Requirements.Find(Name) is { Version: { } version } distribution)
        {
            return new InstalledNumpy(
                $"NumPy {distribution.VersionText}",
                (version.Major, version.Minor),
                new Evidence($"{distribution.Label} is installed", distribution.MetadataPath)
            );
        }

        return context.Snapshot.Extensions.Numpy switch
        {
            null => null,
            { Version: { } written } numpy => new InstalledNumpy(
                $"NumPy {written}",
                (written.Major, written.Minor),
                new Evidence($"numpy/version.py says {written}; its metadata is gone", numpy.Path)
            ),
            { HasCore2: true } numpy => new InstalledNumpy(
                "NumPy 2",
                (2, int.MaxValue),
                new Evidence("numpy/_core is there, which began with NumPy 2; its metadata is gone", numpy.Path)
            ),
            _ => null,
        };
    }
}
