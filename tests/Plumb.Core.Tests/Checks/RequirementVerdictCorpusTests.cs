using System.Text.Json;
using Plumb.Checks;
using Plumb.Core.Tests.Corpus;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Checks;

/// <summary>Unmet requirements, beside what <c>pip check</c> and <c>uv pip check</c> said of the same environments.</summary>
public sealed class RequirementVerdictCorpusTests(SkeletonStore skeletons)
{
    public static TheoryData<string> Ids => [.. CheckedSkeleton.WithVerdicts];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_same_requirements_are_unmet_as_pip_and_uv_say(string id)
    {
        using var truth = skeletons.Shared(id).ReadTruth()!;
        var ours = Unmet(CheckedSkeleton.Check(skeletons.Shared(id), selection: new RuleSelection(["PLB10"], [])));
        foreach (var tool in new[] { "pip_check", "uv_pip_check" })
        {
            if (
                truth.RootElement.TryGetProperty(tool, out var verdict)
                && verdict.ValueKind == JsonValueKind.Object
                && !Failed(verdict)
            )
            {
                Assert.Equal(Unmet(verdict), ours);
            }
        }
    }

    private static bool Failed(JsonElement verdict) =>
        verdict.TryGetProperty("failed", out var failed) && failed.ValueKind == JsonValueKind.String;

    /// <summary>Requirer, requirement and kind; what pip and uv look at: requirements that need no extra.</summary>
    private static string[] Unmet(CheckResult result) =>
        [
            .. result
                .Requirements.Edges.Where(e =>
                    e.Extra is null && e.State is RequirementState.Missing or RequirementState.WrongVersion
                )
                .Select(e =>
                    $"{e.From.Key} {(e.State == RequirementState.Missing ? "lacks" : "mismatches")} {e.Requirement.Name}"
                )
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    private static string[] Unmet(JsonElement verdict) =>
        [
            .. verdict
                .GetProperty("findings")
                .EnumerateArray()
                .Where(f => f.GetProperty("kind").GetString() is "missing" or "mismatch")
                .Select(f =>
                {
                    var requirement = f.GetProperty("requires").GetString()!;
                    var name = requirement[
                        ..(requirement.AsSpan().IndexOfAny("<>=!~ ;[(") is > 0 and var end ? end : requirement.Length)
                    ];
                    var kind = f.GetProperty("kind").GetString() == "missing" ? "lacks" : "mismatches";
                    return $"{PackageName.Normalize(f.GetProperty("dist").GetString()!)} {kind} {PackageName.Normalize(name)}";
                })
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
}
