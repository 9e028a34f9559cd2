using System.Text.Json;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Python;

public sealed class RequirementCorpusTests
{
    [Fact]
    public void Every_requirement_reads_as_packaging_reads_it() =>
        PackagingCorpus.Check(
            PackagingCorpus.Requirements.OfKind("r"),
            row =>
            {
                if (!Requirement.TryParse(row[1].GetString()!, out var requirement, out var error))
                {
                    return row[2].ValueKind == JsonValueKind.Null ? null : error.ToString();
                }

                var ours = JsonSerializer.SerializeToElement(
                    new object?[]
                    {
                        requirement.WrittenName,
                        requirement.WrittenExtras,
                        requirement.Specifiers.ToString(),
                        requirement.Url,
                        requirement.Marker?.ToString(),
                    }
                );
                return JsonElement.DeepEquals(ours, row[2]) ? null : ours.GetRawText();
            }
        );

    [Fact]
    public void The_normal_form_reads_back_as_the_same_requirement() =>
        PackagingCorpus.Check(
            PackagingCorpus.Requirements.OfKind("r").Where(row => row[2].ValueKind != JsonValueKind.Null),
            row =>
            {
                var requirement = Requirement.Parse(row[1].GetString()!);
                var again = Requirement.Parse(requirement.ToString());
                return again.Equals(requirement) && again.ToString() == requirement.ToString()
                    ? null
                    : again.ToString();
            }
        );
}
