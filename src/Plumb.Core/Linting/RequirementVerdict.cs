using Plumb.Knowledge;
using Plumb.Python;

namespace Plumb.Linting;

/// <summary>Judges "X requires Y", "X works with Y" and "X fails with Y" by what the releases of X declare.</summary>
internal static class RequirementVerdict
{
    private static readonly VersionRange _numpy1 = VersionSpecifiers.Parse("<2").ToRange();

    /// <summary>Whether X asks for Y, and in these versions.</summary>
    public static (ClaimVerdict Verdict, string Correct) Requires(Mention subject, Mention other)
    {
        var releases = Declared.Releases(subject);
        if (releases.IsEmpty)
        {
            return (ClaimVerdict.Unknown, "");
        }

        var judged = releases.Select(r => (Release: r, Verdict: Requires(r, other))).ToList();
        var last = judged[^1];
        if (judged.TrueForAll(j => j.Verdict == last.Verdict))
        {
            return (
                last.Verdict,
                last.Verdict == ClaimVerdict.True ? "" : Declared.Sentence(subject.Name, last.Release, other.Name) + "."
            );
        }

        if (subject.Versions is null && last.Verdict == ClaimVerdict.True)
        {
            return (ClaimVerdict.True, "");
        }

        var unlike = judged.FindLast(j => j.Verdict != last.Verdict);
        var isFalse = judged.TrueForAll(j => j.Verdict is ClaimVerdict.False or ClaimVerdict.Imprecise);
        return (
            isFalse && subject.Versions is null && last.Verdict == ClaimVerdict.False
                ? ClaimVerdict.False
                : ClaimVerdict.Imprecise,
            $"{Declared.Sentence(subject.Name, unlike.Release, other.Name)}; {Declared.Sentence(subject.Name, last.Release, other.Name)}."
        );
    }

    /// <summary>Whether X and Y can be installed and used together.</summary>
    public static (ClaimVerdict Verdict, string Correct) Fits(Mention a, Mention b)
    {
        if (NumpyAbi(a, b) is { } abi)
        {
            return (ClaimVerdict.False, abi);
        }

        var (verdict, why) = Allows(a, b);
        return verdict == ClaimVerdict.Unknown ? Allows(b, a) : (verdict, why);
    }

    /// <summary>Whether X and Y exclude each other.</summary>
    /// <param name="a">X.</param>
    /// <param name="b">Y.</param>
    /// <param name="isInstall">They are said not to be installable together, which what they declare decides.</param>
    public static (ClaimVerdict Verdict, string Correct) Fails(Mention a, Mention b, bool isInstall)
    {
        if (NumpyAbi(a, b) is not null)
        {
            return (ClaimVerdict.True, "");
        }

        var (verdict, why) = Fits(a, b);
        return verdict switch
        {
            ClaimVerdict.False => (ClaimVerdict.True, ""),
            ClaimVerdict.True when isInstall => (ClaimVerdict.False, $"What they declare does not exclude it: {why}"),
            ClaimVerdict.True when a.Exact is not null || b.Exact is not null || a.Versions is not null => (
                ClaimVerdict.Imprecise,
                $"What they declare does not exclude it: {why}"
            ),
            _ => BuiltForNumpy1(a, b) ?? BuiltForNumpy1(b, a) ?? (ClaimVerdict.Unknown, ""),
        };
    }

    // "NumPy < 1.24 has problems with torch 2.1.2", which is built for all of NumPy 1 and declares no bound.
    private static (ClaimVerdict Verdict, string Correct)? BuiltForNumpy1(Mention numpy, Mention package) =>
        numpy is { Name.Normalized: "numpy", Versions: { } versions }
        && package.Exact is { } version
        && NumpyAbiFacts.Embedded.Find(package.Name) is { } built
        && version < built.Since
        && versions.ToRange().IsSubsetOf(_numpy1)
        && Declared.Releases(package) is [var release]
        && !release.On(numpy.Name).Any()
            ? (
                ClaimVerdict.False,
                $"{package.Name} {version} is built for NumPy 1 and declares no bound of it: numpy {versions} is none of its problems, numpy>=2 is."
            )
            : null;

    private static ClaimVerdict Requires(PackageRelease release, Mention other)
    {
        if (Declared.Range(release, other.Name) is not { } range)
        {
            return release.Optional.Contains(other.Name) ? ClaimVerdict.Imprecise : ClaimVerdict.False;
        }

        if (other.Versions is null)
        {
            return ClaimVerdict.True;
        }

        var claimed = other.Versions.ToRange();
        if (range.IsSubsetOf(claimed))
        {
            return ClaimVerdict.True;
        }

        if (other.Exact is { } exact)
        {
            return range.Contains(exact) ? ClaimVerdict.Imprecise : ClaimVerdict.False;
        }

        return range.IsDisjointFrom(claimed) || IsFar(release, other) ? ClaimVerdict.False : ClaimVerdict.Imprecise;
    }

    // No bound at all on that side, or one of another minor version.
    private static bool IsFar(PackageRelease release, Mention other)
    {
        foreach (var claim in other.Versions!.Items)
        {
            var isLower = claim.Operator is VersionOperator.GreaterOrEqual or VersionOperator.Greater;
            var near = release
                .On(other.Name)
                .SelectMany(r => r.Specifiers.Items)
                .Where(s => s.Version is not null && claim.Version is not null)
                .Any(s =>
                    s.Operator is VersionOperator.GreaterOrEqual or VersionOperator.Greater == isLower
                    && (s.Version!.Value.Major, s.Version.Value.Minor)
                        == (claim.Version!.Value.Major, claim.Version.Value.Minor)
                );
            if (near)
            {
                return false;
            }
        }

        return true;
    }

    private static (ClaimVerdict Verdict, string Correct) Allows(Mention subject, Mention other)
    {
        var releases = Declared.Releases(subject).Where(r => r.On(other.Name).Any()).ToList();
        if (releases.Count == 0 || subject.Versions is null || other.Versions is null)
        {
            return (ClaimVerdict.Unknown, "");
        }

        var claimed = other.Versions.ToRange();
        var fitting = releases.FindLast(r => !Declared.Range(r, other.Name)!.IsDisjointFrom(claimed));
        return fitting is null
            ? (ClaimVerdict.False, Declared.Sentence(subject.Name, releases[^1], other.Name) + ".")
            : (ClaimVerdict.True, Declared.Sentence(subject.Name, fitting, other.Name) + ".");
    }

    // A wheel built for NumPy 1 beside NumPy 2.
    private static string? NumpyAbi(Mention a, Mention b)
    {
        var (package, numpy) = b.Name.Normalized == "numpy" ? (a, b) : (b, a);
        return numpy is { Name.Normalized: "numpy", Versions: { } versions } && package.Exact is { } version
            ? Declared.NumpyAbi(package.Name, since => version < since, versions, version.ToString())
            : null;
    }
}
