using Plumb.Checks.Documents;
using Plumb.Findings;
using Plumb.Linting;
using Plumb.Text;

namespace Plumb.Cli.Rendering;

/// <summary>Claims as findings, for the formats that all commands share.</summary>
internal static class LintReport
{
    /// <summary>A false claim is an error, an imprecise one a warning; others are no findings.</summary>
    public static CheckReport Of(IReadOnlyCollection<LintedDocument> documents) =>
        new()
        {
            Findings =
            [
                .. documents.SelectMany(d =>
                    d.Claims.Where(c => c.Verdict is ClaimVerdict.False or ClaimVerdict.Imprecise)
                        .Select(c => Finding(d, c))
                ),
            ],
        };

    private static Finding Finding(LintedDocument document, Claim claim)
    {
        var rule = claim.Verdict == ClaimVerdict.False ? ClaimRules.False : ClaimRules.Imprecise;
        return new Finding
        {
            Rule = rule,
            Severity = rule.Severity,
            Title = $"\"{claim.Text}\": {claim.Correct}",
            Subject = new Subject(SubjectKind.Line, document.File),
            About = $"{claim.Rule}: {claim.Text}",
            Location = new Location(document.Path, claim.Line),
            Evidence = claim.Source.Length == 0 ? [] : [new Evidence(claim.Source)],
        };
    }
}
