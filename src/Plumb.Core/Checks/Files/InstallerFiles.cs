using Plumb.Environments;
using Plumb.Files;

namespace Plumb.Checks.Files;

/// <summary>The files of a metadata folder in which installers keep their own books: they write and rewrite them whatever a wheel's RECORD says.</summary>
internal static class InstallerFiles
{
    /// <summary>True for such a file of the distribution, by its absolute path.</summary>
    public static bool Includes(InstalledDistribution distribution, string path) =>
        path.Length > distribution.Location.Length
        && WorldPath.IsWithin(path, distribution.Location)
        && IsName(path.AsSpan(distribution.Location.Length + 1));

    /// <summary>True for the name of such a file.</summary>
    public static bool IsName(ReadOnlySpan<char> name) =>
        name is "INSTALLER" or "REQUESTED" or "RECORD" or "RECORD.jws" or "RECORD.p7s" or "direct_url.json"
        || name.StartsWith("uv_", StringComparison.Ordinal);
}
