using System.Collections.Frozen;
using Plumb.Environments;
using Plumb.Files;

namespace Plumb.Checks.Files;

/// <summary>Tells whether a row of a distribution's RECORD names what is the distribution's own.</summary>
/// <param name="context">The environment.</param>
/// <param name="distribution">Whose RECORD it is.</param>
/// <param name="metadataFolders">The metadata folders of all distributions.</param>
internal sealed class RowOwner(
    CheckContext context,
    InstalledDistribution distribution,
    FrozenSet<string> metadataFolders
)
{
    private readonly PythonInstallation _installation = context.Snapshot.Installation;
    private readonly string _site = distribution.Site.Path;
    private readonly string _base = SiteBase.Of(distribution.Site.Path);

    /// <summary>True for a row with a drive where paths have none: a folder called "C:" here, another place on Windows.</summary>
    public static bool NamesDrive(RecordedFile file, InstalledDistribution distribution) =>
        WorldPath.HasDrive(file.Row.Path) && !WorldPath.HasDrive(distribution.Site.Path);

    /// <summary>Why the row is not the distribution's to delete; null when it is.</summary>
    public string? WhyForeign(RecordedFile file) =>
        !WorldPath.IsWithin(file.Path, _site) ? WhyOutside(file)
        : NamesDrive(file, distribution) ? "it names a drive of Windows"
        : IsOthersMetadata(file.Path) ? "it is another distribution's metadata"
        : OtherOwner(file) is { } other ? $"it is a file of {other.Label}"
        : null;

    private string? WhyOutside(RecordedFile file) =>
        SiteBase.IsReserved(_installation, file.Path) ? "it belongs to the environment itself"
        : WorldPath.IsWithin(file.Path, _base) || WorldPath.IsWithin(file.Path, _installation.Prefix) ? null
        : IsTargetLayout(file.Row.Path) ? null
        : "it lies outside the environment";

    /// <summary><c>pip install --target</c> writes rows for a layout two levels deep, whatever the folder.</summary>
    private bool IsTargetLayout(string row) =>
        _site == _base && row.StartsWith("../../", StringComparison.Ordinal) && !row.AsSpan(6).StartsWith("..");

    /// <summary>The first folder is enough: deeper ones are vendored copies.</summary>
    private bool IsOthersMetadata(string path)
    {
        var relative = path.AsSpan(_site.Length).TrimStart('/');
        var slash = relative.IndexOf('/');
        if (slash <= 0 || !relative[..slash].EndsWith(".dist-info", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var folder = WorldPath.Join(_site, relative[..slash].ToString());
        return folder != distribution.Location && metadataFolders.Contains(folder);
    }

    /// <summary>Installers write hash and size for what they install: a row without them beside one with them was added later.</summary>
    private InstalledDistribution? OtherOwner(RecordedFile file)
    {
        if (
            file.Row is not { Hash: null, OtherHash: null, Size: < 0 }
            || !context.Ownership.Shared.TryGetValue(file.Path, out var claims)
        )
        {
            return null;
        }

        var other = claims.Find(c => c.Distribution.Key != distribution.Key && c.File.Row.Hash is not null);
        return other.Distribution;
    }
}
