using System.Collections.Immutable;
using Plumb.Knowledge;
using Plumb.Python;

namespace Plumb.Linting;

/// <summary>What the releases that a mention means declare of another distribution.</summary>
internal static class Declared
{
    private static readonly string[] _pythons = ["3.9", "3.10", "3.11", "3.12", "3.13", "3.14"];
    private static readonly VersionRange _numpy2 = VersionSpecifiers.Parse(">=2").ToRange();

    /// <summary>The releases that are meant: the one named, those in its range, or all that are known.</summary>
    public static ImmutableArray<PackageRelease> Releases(Mention subject) => Releases(subject.Name, subject.Versions);

    /// <summary>The releases of a distribution in a range; empty when none is known.</summary>
    public static ImmutableArray<PackageRelease> Releases(PackageName name, VersionSpecifiers? versions) =>
        PackageReleases.Embedded.Find(name) is { } history
            ? [.. history.Releases.Where(r => versions is null || versions.Contains(r.Version))]
            : [];

    /// <summary>
    /// The range that a release allows of another; null when it asks for none. Rows for some Pythons count where a Python of today
    /// takes them: any of these allows what it allows. Other conditions are taken as met.
    /// </summary>
    /// <param name="release">The release.</param>
    /// <param name="other">The distribution that it asks for.</param>
    /// <param name="python">The one Python; null for those of today.</param>
    public static VersionRange? Range(PackageRelease release, PackageName other, PythonVersion? python = null)
    {
        var rows = release.On(other).ToList();
        if (rows.Count == 0 || !rows.Exists(r => r.Marker is not null && IsOfPython(r.Marker)))
        {
            return Combined(rows);
        }

        VersionRange? range = null;
        foreach (var text in python is { } own ? [$"{own.Major}.{own.Minor}"] : _pythons)
        {
            if (release.Python is { } bound && !bound.Contains(text + ".9", prereleases: false))
            {
                continue;
            }

            var environment = new MarkerEnvironment { PythonVersion = text, PythonFullVersion = text + ".9" };
            var applied = rows.FindAll(r => r.Marker is null || r.Marker.Evaluate(environment) != MarkerOutcome.False);
            var there = Combined(applied) ?? VersionRange.All;
            range = range is null ? there : range.Union(there);
        }

        return range ?? Combined(rows);
    }

    private static VersionRange? Combined(List<Requirement> rows)
    {
        VersionRange? range = null;
        foreach (var requirement in rows)
        {
            var own = requirement.Specifiers.ToRange();
            range =
                range is null ? own
                : requirement.Marker is null || IsOfPython(requirement.Marker) ? range.Intersect(own)
                : range.Union(own);
        }

        return range;
    }

    /// <summary>A condition on the version of Python alone: one of such rows holds for every Python.</summary>
    public static bool IsOfPython(Marker marker)
    {
        var text = marker.ToString();
        return text.Contains("python", StringComparison.Ordinal)
            && !text.Contains("platform", StringComparison.Ordinal)
            && !text.Contains("os_name", StringComparison.Ordinal)
            && !text.Contains("implementation", StringComparison.Ordinal);
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

    /// <summary>A claim that metadata judges.</summary>
    public static Claim Claim(int line, string text, ClaimVerdict verdict, string correct, string rule) =>
        new(
            line,
            text,
            verdict,
            verdict == ClaimVerdict.True ? "" : correct,
            verdict == ClaimVerdict.Unknown ? "" : PackageReleases.Embedded.Source.Text,
            rule
        );

    /// <summary>What is wrong with a package that was built for NumPy 1 beside NumPy 2; null when nothing is, or it is not known.</summary>
    /// <param name="package">The package.</param>
    /// <param name="isBefore">The versions that are meant come before one.</param>
    /// <param name="numpy">The versions of NumPy.</param>
    /// <param name="said">The package as the document names it.</param>
    public static string? NumpyAbi(
        PackageName package,
        Func<PythonVersion, bool> isBefore,
        VersionSpecifiers numpy,
        string said
    ) =>
        NumpyAbiFacts.Embedded.Find(package) is { } built
        && isBefore(built.Since)
        && numpy.ToRange().IsSubsetOf(_numpy2)
            ? $"{package} is built for NumPy 2 from {built.Since} on; {said} needs numpy<2."
            : null;
}
