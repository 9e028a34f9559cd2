using System.Collections.Immutable;
using Plumb.Checks.Files;
using Plumb.Environments;
using Plumb.Findings;
using Plumb.Text;

namespace Plumb.Checks.Ownership;

/// <summary>What is already broken because another distribution with the same import package was uninstalled.</summary>
public sealed class BrokenByRemovalCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [OwnershipRules.BrokenByRemoval];

    /// <inheritdoc />
    public Observation Needs => Observation.Files;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context) =>
        BrokenByRemoval
            .Of(context)
            .Select(b => new Judgement(Judge(b), DeviationFindings.Fixes(context, b.Distribution, b.Missing)));

    private static Finding Judge(BrokenByRemoval broken)
    {
        var distribution = broken.Distribution;
        var others = broken.Family.Members.Where(m => m != distribution.Key).Select(m => m.Normalized);
        return new Finding
        {
            Rule = OwnershipRules.BrokenByRemoval,
            Severity = Severity.Error,
            Title =
                $"{distribution.Label} is installed, but {Prose.Count(broken.Missing.Length, "file")} of {broken.Family.ImportName} "
                + $"are gone: it cannot be imported.",
            Message =
                $"Likely {Prose.List(others, 4).Replace(" and ", " or ", StringComparison.Ordinal)} was uninstalled, which brings "
                + "the same files and took them along.",
            Subject = new Subject(SubjectKind.Distribution, distribution.Name, distribution.VersionText),
            Location = new Location(broken.Missing[0].File.Path),
            Evidence =
            [
                new Evidence(
                    $"{broken.MissingCode} of {broken.Code} modules in RECORD are missing, {broken.Missing[0].File.Row.Path} among them",
                    broken.Missing[0].File.Path
                ),
                new Evidence($"{broken.Family.Effect}: {broken.Family.Source.Text} ({broken.Family.Source.GradeWord})"),
            ],
            Cause = Causes.Installation(distribution),
        };
    }
}
