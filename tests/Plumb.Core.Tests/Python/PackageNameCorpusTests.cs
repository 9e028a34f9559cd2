using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Python;

public sealed class PackageNameCorpusTests
{
    [Fact]
    public void Any_text_is_normalised_as_packaging_does() =>
        PackagingCorpus.Check(
            PackagingCorpus.Requirements.OfKind("name"),
            row => PackageName.Normalize(row[1].GetString()!) is var ours && ours == row[2].GetString() ? null : ours
        );

    [Fact]
    public void Only_valid_names_are_taken() =>
        PackagingCorpus.Check(
            PackagingCorpus.Requirements.OfKind("name_v"),
            row =>
            {
                var ours = PackageName.TryParse(row[1].GetString()!, out var name) ? name.Normalized : null;
                return ours == row[2].GetString() ? null : ours ?? "null";
            }
        );

    [Fact]
    public void A_normalised_name_is_told_from_another() =>
        PackagingCorpus.Check(
            PackagingCorpus.Requirements.OfKind("name_ok"),
            row => PackageName.IsNormalizedName(row[1].GetString()!) == row[2].GetBoolean() ? null : "differs"
        );
}
