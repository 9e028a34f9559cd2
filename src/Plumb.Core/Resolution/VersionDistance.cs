using System.Collections.Immutable;
using Plumb.Python;

namespace Plumb.Resolution;

/// <summary>How far versions lie from what was asked for, counted in the listing.</summary>
internal static class VersionDistance
{
    /// <summary>
    /// The versions that specifiers do not allow, nearest first, at a tie one of the same release, then the newer: each with how many steps in the listing it is away.
    /// Pre-releases count only where there is nothing else.
    /// </summary>
    public static IEnumerable<(PythonVersion Version, int Steps, bool IsNewer)> Nearest(
        ImmutableArray<PythonVersion> versions,
        VersionSpecifiers specifiers
    )
    {
        var asked = versions.Where(v => specifiers.Contains(v)).ToList();
        var known = versions.Where(v => !v.IsPrerelease || asked.Contains(v)).ToList();
        known = known.Count > 0 ? known : [.. versions];
        var below = asked.Count > 0 ? known.IndexOf(asked[0]) : known.Count(v => IsBelow(v, specifiers));
        var above = asked.Count > 0 ? known.IndexOf(asked[^1]) : below - 1;
        return from i in Enumerable.Range(0, known.Count)
            where !specifiers.Contains(known[i])
            let isNewer = i > above
            let steps = isNewer ? i - above
            : i < below ? below - i
            : 1
            orderby steps, IsSameRelease(known[i], specifiers) descending, isNewer descending, i descending
            select (known[i], steps, isNewer);
    }

    // 2.1.2 for 2.1.2+cu118, 4.8.0.74 for 4.8.0: what was asked for in all but its label or its packaging.
    private static bool IsSameRelease(PythonVersion version, VersionSpecifiers specifiers) =>
        specifiers.Items is [{ Operator: VersionOperator.Equal, IsPrefix: false, Version: { } asked }]
        && version.Release.AsSpan().StartsWith(asked.Release.AsSpan());

    /// <summary>Whether a version lies below all that specifiers allow.</summary>
    public static bool IsBelow(PythonVersion version, VersionSpecifiers specifiers) =>
        specifiers.ToRange() is { IsEmpty: false } range && !range.Intervals.First().Lower.IsBelow(version);
}
