using Plumb.Environments;
using Plumb.Files;

namespace Plumb.Checks.Environment;

/// <summary>
/// Tells an environment that was moved from one on another machine's disk that is looked at from outside: there, the path that its files name
/// is the end of the path at which it is found.
/// </summary>
internal static class MountedRoot
{
    /// <summary>The folder that stands for the other machine's root; null when nothing points to one.</summary>
    public static string? Of(EnvironmentSnapshot snapshot)
    {
        var prefix = snapshot.Installation.Prefix;
        var named = snapshot.RecordedPrefixes.FirstOrDefault(p => !p.IsHere)?.Prefix;
        return
            named is ['/', _, ..]
            && prefix.Length > named.Length
            && prefix.EndsWith(named, StringComparison.Ordinal)
            && WorldPath.IsAbsolute(prefix)
            ? prefix[..^named.Length]
            : null;
    }

    /// <summary>A sentence with the option that looks from inside, or "".</summary>
    public static string Hint(EnvironmentSnapshot snapshot) =>
        Of(snapshot) is { } root
            ? $"If {root} is the disk of another machine or an unpacked image, look again with --root {root}. "
            : "";
}
