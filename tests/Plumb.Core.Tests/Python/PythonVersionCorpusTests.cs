using System.Text.Json;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Python;

public sealed class PythonVersionCorpusTests
{
    [Fact]
    public void Every_version_reads_as_packaging_reads_it() =>
        PackagingCorpus.Check(
            PackagingCorpus.Versions.OfKind("v"),
            row =>
            {
                var text = row[1].GetString()!;
                var ours = PythonVersion.TryParse(text, out var version) ? Describe(version) : _null;
                return JsonElement.DeepEquals(ours, row[2]) ? null : ours.GetRawText();
            }
        );

    [Fact]
    public void Ordered_lists_are_strictly_increasing() =>
        PackagingCorpus.Check(
            PackagingCorpus.Versions.OfKind("order"),
            row =>
            {
                var versions = row[1].ToStrings().Select(PythonVersion.Parse).ToArray();
                for (var i = 0; i < versions.Length; i++)
                {
                    for (var j = 0; j < versions.Length; j++)
                    {
                        if (Math.Sign(versions[i].CompareTo(versions[j])) != i.CompareTo(j))
                        {
                            return $"{versions[i]} against {versions[j]}";
                        }
                    }
                }

                return null;
            }
        );

    [Fact]
    public void Equal_lists_are_equal_and_hash_alike() =>
        PackagingCorpus.Check(
            PackagingCorpus.Versions.OfKind("equal"),
            row =>
            {
                var versions = row[1].ToStrings().Select(PythonVersion.Parse).ToArray();
                return versions.Distinct().Count() == 1 && versions.All(v => v.CompareTo(versions[0]) == 0)
                    ? null
                    : string.Join(' ', versions.Distinct());
            }
        );

    [Fact]
    public void Zeros_at_the_end_are_taken_away_as_packaging_does() =>
        PackagingCorpus.Check(
            PackagingCorpus.Requirements.OfKind("cver"),
            row =>
            {
                var text = row[1].GetString()!;
                var ours = PythonVersion.TryParse(text, out var version) ? version.ToTrimmedString() : text;
                return ours == row[2].GetString() ? null : ours;
            }
        );

    [Fact]
    public void Zeros_at_the_end_are_kept_in_the_normal_form() =>
        PackagingCorpus.Check(
            PackagingCorpus.Requirements.OfKind("cver_nostrip"),
            row =>
                PythonVersion.Parse(row[1].GetString()!).ToString() is var ours && ours == row[2].GetString()
                    ? null
                    : ours
        );

    private static readonly JsonElement _null = JsonSerializer.SerializeToElement<object?>(null);

    private static JsonElement Describe(PythonVersion version) =>
        JsonSerializer.SerializeToElement(
            new object?[]
            {
                version.ToString(),
                (long)version.Epoch,
                version.Release.Select(s => (long)s),
                version.Pre is { } pre ? new object[] { pre.Letter, (long)pre.Number } : null,
                (long?)version.Post,
                (long?)version.Dev,
                version.Local,
                version.IsPrerelease,
            }
        );
}
