using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Python;

public sealed class VersionSpecifiersCorpusTests
{
    [Fact]
    public void Every_specifier_reads_as_packaging_reads_it() =>
        PackagingCorpus.Check(
            PackagingCorpus.Versions.OfKind("s"),
            row =>
            {
                var ours = VersionSpecifiers.TryParse(row[1].GetString()!, out var specifiers, out var error)
                    ? specifiers.ToString()
                    : null;
                return ours == row[2].GetString() ? null : ours ?? error!.ToString();
            }
        );

    [Fact]
    public void Every_version_is_allowed_or_not_as_by_packaging() =>
        PackagingCorpus.Check(
            PackagingCorpus.Versions.OfKind("c"),
            row =>
            {
                var specifiers = VersionSpecifiers.Parse(row[1].GetString()!);
                var prereleases = row[4].ToNullableBool() ?? row[3].ToNullableBool();
                var ours = specifiers.Contains(row[2].GetString()!, prereleases);
                return ours == row[5].GetBoolean() ? null : ours.ToString();
            }
        );

    [Fact]
    public void Lists_are_filtered_as_by_packaging() =>
        PackagingCorpus.Check(
            PackagingCorpus.Versions.OfKind("f"),
            row =>
            {
                var specifiers = VersionSpecifiers.Parse(row[1].GetString()!);
                var prereleases = row[4].ToNullableBool() ?? row[3].ToNullableBool();
                var ours = specifiers.Filter(row[2].ToStrings(), prereleases);
                return ours.SequenceEqual(row[5].ToStrings()) ? null : string.Join(' ', ours);
            }
        );

    [Fact]
    public void What_can_never_match_is_known_as_by_packaging() =>
        PackagingCorpus.Check(
            PackagingCorpus.Versions.OfKind("unsat"),
            row =>
            {
                var ours = VersionSpecifiers.Parse(row[1].GetString()!).CanNeverMatch(row[2].ToNullableBool());
                return ours == row[3].GetBoolean() ? null : ours.ToString();
            }
        );

    [Fact]
    public void Ranges_relate_as_by_packaging() =>
        PackagingCorpus.Check(
            PackagingCorpus.Versions.OfKind("rel"),
            row =>
            {
                var left = VersionSpecifiers.Parse(row[2].GetString()!).ToRange();
                var right = VersionSpecifiers.Parse(row[3].GetString()!).ToRange();
                var ours = row[1].GetString() switch
                {
                    "is_subset" => left.IsSubsetOf(right),
                    "is_superset" => right.IsSubsetOf(left),
                    "is_disjoint" => left.IsDisjointFrom(right),
                    var other => throw new InvalidOperationException(other),
                };
                return ours == row[4].GetBoolean() ? null : ours.ToString();
            }
        );
}
