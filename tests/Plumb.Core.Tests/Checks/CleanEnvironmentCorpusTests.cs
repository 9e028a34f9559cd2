using Plumb.Core.Tests.Corpus;
using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks;

/// <summary>Healthy environments get no error and no warning, beyond what was judged true of them.</summary>
public sealed class CleanEnvironmentCorpusTests(SkeletonStore skeletons)
{
    public static TheoryData<string> Clean =>
        [.. SkeletonLibrary.Environments.Where(id => SkeletonLibrary.Kinds[id] is "clean" or "foreign")];

    [Theory]
    [MemberData(nameof(Clean))]
    public void A_healthy_environment_has_no_error_and_no_warning(string id)
    {
        var allowed = CheckedSkeleton.Allowed(id);
        var findings = CheckedSkeleton
            .Check(skeletons.Shared(id))
            .Findings.Where(f => f.Severity >= Severity.Warning)
            .Select(f =>
                $"{f.Rule.Code} {f.Title} {f.Message} {f.Subject.Name} {string.Join(' ', f.Evidence.Select(e => $"{e.Text} {e.File}"))}"
            )
            .Where(text => !allowed.Any(a => a.IsMatch(text)))
            .ToList();
        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }
}
