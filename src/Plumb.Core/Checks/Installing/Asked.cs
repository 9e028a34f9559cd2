using Plumb.Environments;
using Plumb.Files;
using Plumb.Knowledge;
using Plumb.Python;

namespace Plumb.Checks.Installing;

/// <summary>What an installer is asked for: one word of a command, and the index that has it where the usual one does not.</summary>
/// <param name="Word">"numpy==1.26.4", or an absolute path.</param>
/// <param name="Index">The URL of the index; null for the one that the user has set.</param>
public sealed record Asked(string Word, string? Index = null)
{
    /// <summary>
    /// The same distribution again; null when that cannot be said without guessing, showing a secret, or taking a name from hostile metadata
    /// for an option.
    /// </summary>
    public static Asked? Again(InstalledDistribution distribution)
    {
        if (!PackageName.TryParse(distribution.Name, out _))
        {
            return null;
        }

        // A URL may carry credentials, and what it names may have changed since: only a plain path is named again.
        if (distribution.DirectUrl is { } direct && !LocalVersionIndexes.Embedded.Holds(direct.Url))
        {
            return !direct.Editable && direct.LocalPath is { } path && WorldPath.IsAbsolute(path)
                ? new Asked(path)
                : null;
        }

        return distribution.Version is null ? null : Of(distribution.Name, "==" + distribution.VersionText.Trim());
    }

    /// <summary>A name with specifiers, "" for any version; null when no known index has the local version that they name.</summary>
    public static Asked? Of(string name, string specifiers) =>
        !PackageName.TryParse(name, out var parsed) || !VersionSpecifiers.TryParse(specifiers, out var wanted, out _)
            ? null
        : wanted.Items.FirstOrDefault(i => i.Version is { Local.Length: > 0 }) is { Version: { } local }
            ? IndexOf(parsed, local) is { } index ? new Asked(name + specifiers, index)
                : null
        : new Asked(name + specifiers);

    private static string? IndexOf(PackageName name, PythonVersion version) =>
        version.Dev is not null ? null : LocalVersionIndexes.Embedded.Find(name, version);
}
