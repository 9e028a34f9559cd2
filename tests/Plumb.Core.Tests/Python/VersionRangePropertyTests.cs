using CsCheck;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Python;

public sealed class VersionRangePropertyTests
{
    [Fact]
    public void Operations_mean_what_membership_says() =>
        Gen.Select(Gens.Range, Gens.Range, Gens.Version)
            .Sample(
                (a, b, v) =>
                {
                    var (inA, inB) = (a.Contains(v), b.Contains(v));
                    Assert.Equal(inA || inB, a.Union(b).Contains(v));
                    Assert.Equal(inA && inB, a.Intersect(b).Contains(v));
                    Assert.Equal(inA && !inB, a.Except(b).Contains(v));
                    Assert.Equal(!inA, a.Complement().Contains(v));
                },
                iter: 5_000
            );

    [Fact]
    public void The_laws_of_sets_hold_as_equality_of_ranges() =>
        Gen.Select(Gens.Range, Gens.Range, Gens.Range)
            .Sample(
                (a, b, c) =>
                {
                    Assert.Equal(a.Union(b), b.Union(a));
                    Assert.Equal(a.Intersect(b), b.Intersect(a));
                    Assert.Equal(a.Union(b).Complement(), a.Complement().Intersect(b.Complement()));
                    Assert.Equal(a, a.Complement().Complement());
                    Assert.Equal(a.Union(b.Union(c)), a.Union(b).Union(c));
                    Assert.Equal(a.Intersect(b.Union(c)), a.Intersect(b).Union(a.Intersect(c)));
                    Assert.Equal(a.Except(b), a.Intersect(b.Complement()));
                    Assert.True(a.Intersect(a.Complement()).IsEmpty);
                    Assert.True(a.Union(a.Complement()).IsAll);
                    Assert.Equal(a.Union(b).GetHashCode(), b.Union(a).GetHashCode());
                },
                iter: 5_000
            );

    [Fact]
    public void Subsets_and_disjoint_ranges_are_what_the_operations_say() =>
        Gen.Select(Gens.Range, Gens.Range)
            .Sample(
                (a, b) =>
                {
                    Assert.Equal(a.Union(b).Equals(b), a.IsSubsetOf(b));
                    Assert.Equal(a.Intersect(b).IsEmpty, a.IsDisjointFrom(b));
                    Assert.True(a.Intersect(b).IsSubsetOf(a) && a.IsSubsetOf(a.Union(b)));
                    Assert.Equal(a.Equals(b), a.IsSubsetOf(b) && b.IsSubsetOf(a));
                },
                iter: 5_000
            );

    [Fact]
    public void A_range_that_is_not_empty_has_a_version() =>
        Gens.Range.Sample(
            range =>
            {
                foreach (var (lower, _) in range.Intervals)
                {
                    var witness = WitnessAbove(lower);
                    Assert.True(range.Contains(witness), $"{witness} in {range}");
                }
            },
            iter: 5_000
        );

    [Fact]
    public void The_text_of_what_specifiers_allow_means_the_same_versions() =>
        Gens.Specifiers.Sample(
            specifiers =>
            {
                var range = specifiers.ToRange();
                var text = range.ToString();
                var again = text switch
                {
                    "none" => VersionRange.None,
                    "any" => VersionRange.All,
                    _ => text.Split(" || ")
                        .Select(t => VersionSpecifiers.Parse(t).ToRange())
                        .Aggregate((a, b) => a.Union(b)),
                };
                Assert.Equal(range, again);
            },
            iter: 10_000
        );

    [Fact]
    public void A_specifier_allows_what_its_range_holds() =>
        Gen.Select(Gens.Specifiers, Gens.Version)
            .Sample(
                (specifiers, version) =>
                {
                    var inAll = specifiers.Items.All(s => s.ToRange().Contains(version));
                    Assert.Equal(inAll, specifiers.Contains(version));
                    Assert.Equal(inAll, specifiers.Contains(version.ToString()));
                    Assert.Equal(inAll && !version.IsPrerelease, specifiers.Contains(version, prereleases: false));
                    Assert.False(inAll && specifiers.CanNeverMatch());
                    Assert.False(inAll && !version.IsPrerelease && specifiers.CanNeverMatch(prereleases: false));
                },
                iter: 5_000
            );

    // Where versions come down to a cut without end, one so near above it that no generated version lies between.
    private static PythonVersion WitnessAbove(VersionCut cut)
    {
        var version = cut.Version;
        var parts = version.ToParts();
        return cut.Kind switch
        {
            CutKind.BeforeAll => default,
            CutKind.Before => version,
            CutKind.After => PythonVersion.FromParts(
                parts,
                version.Local is { } local ? local + ".0000000a" : "0000000a"
            ),
            CutKind.AfterLocals when parts.Dev is { } dev => PythonVersion.FromParts(parts with { Dev = dev + 1 }),
            CutKind.AfterLocals => PythonVersion.FromParts(
                parts with
                {
                    Post = parts.Post is { } post ? post + 1 : 0,
                    Dev = 0,
                }
            ),
            _ when parts.Pre is { } pre => PythonVersion.FromParts(
                parts with
                {
                    Pre = pre with { Number = pre.Number + 1 },
                    Dev = 0,
                }
            ),
            _ => PythonVersion.FromParts(
                parts with
                {
                    Release = [.. parts.Release, 0, 0, 0, 0, 0, 0, 0, 0, 1],
                    Dev = 0,
                }
            ),
        };
    }
}
