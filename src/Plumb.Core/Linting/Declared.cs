using System.Collections.Immutable;
using Plumb.Knowledge;
using Plumb.Python;

namespace Plumb.Linting;

/// <summary>What the releases that a mention means declare of another distribution.</summary>
internal static class Declared
{
    /// <summary>The releases that are meant: the one named, those in its range, or all that are known.</summary>
    public static ImmutableArray<PackageRelease> Releases(Mention subject) => Releases(subject.Name, subject.Versions);

    /// <summary>The releases of a distribution in a range; empty when none is known.</summary>
    public static ImmutableArray<PackageRelease> Releases(PackageName name, VersionSpecifiers? versions) =>
        PackageReleases.Embedded.Find(name) is { } history
            ? [.. history.Releases.Where(r => versions is null || versions.Contains(r.Version))]
            : [];

    /// <summary>The range that a release allows of another; null when it asks for none. Conditions are taken as met.</summary>
    public static VersionRange? Range(PackageRelease release, PackageName other)
    {
        VersionRange? range = null;
        foreach (var requirement in release.On(other))
        {
            var own = requirement.Specifiers.ToRange();
            range =
                range is null ? own
                : requirement.Marker is null ? range.Intersect(own)
                : range.Union(own);
        }

        return range;
    }

    /// <summary>What a release declares of another, for people: <c>numpy&gt;=1.17</c>.</summary>
    public static string Text(PackageRelease release, PackageName other) =>
        string.Join(
            " and ",
            release.On(other).Select(r => r.Name + r.Specifiers.ToString()).Distinct(StringComparer.Ordinal)
        );

    /// <summary>"insightface 0.7.3 asks for numpy without a bound".</summary>
    public static string Sentence(PackageName name, PackageRelease release, PackageName other) =>
        !release.On(other).Any() ? $"{name} {release.Version} does not ask for {other}"
        : release.On(other).All(r => r.Specifiers.Items.IsEmpty)
            ? $"{name} {release.Version} asks for {other} without a bound"
        : $"{name} {release.Version} asks for {Text(release, other)}";
}
