using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Findings;

namespace Plumb.Checks.Requirements;

/// <summary>
/// Requirements that are no PEP 508 requirements, and a Requires-Python that is no specifier. Installers of today pass over most of them in
/// silence; pip refuses the distribution when it is installed again.
/// </summary>
public sealed class UnreadableRequirementsCheck : ICheck
{
    private const int MostQuoted = 200;

    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [RequirementRules.Unreadable];

    /// <inheritdoc />
    public Observation Needs => Observation.Metadata;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        foreach (var distribution in context.Snapshot.Visible)
        {
            foreach (var requirement in distribution.Requirements)
            {
                if (requirement.Error is { } error)
                {
                    yield return Judge(
                        distribution,
                        "Requires-Dist",
                        requirement.Text,
                        error.Message,
                        requirement.Location
                    );
                }
            }

            if (
                distribution.Metadata?.RequiresPython is { Text.Length: > 0 } line
                && !Python.LenientReader.TryReadSpecifiers(line.Text, out _, out _, out var problem)
            )
            {
                yield return Judge(
                    distribution,
                    "Requires-Python",
                    Text.Redaction.Redact(line.Text),
                    problem.Message,
                    new Text.Location(distribution.MetadataPath, line.Line)
                );
            }
        }
    }

    private static Finding Judge(
        InstalledDistribution distribution,
        string field,
        string text,
        string problem,
        Text.Location location
    )
    {
        var quoted = text.Length <= MostQuoted ? text : text[..MostQuoted] + "…";
        return new Finding
        {
            Rule = RequirementRules.Unreadable,
            // A system's packages were put together by people who know what their own line means.
            Severity = distribution.Site.IsDistributionManaged ? Severity.Info : Severity.Warning,
            Title = $"{distribution.Label} states a requirement that cannot be read: \"{quoted}\".",
            Message = $"Whether it is met cannot be told ({problem}).",
            Subject = new Subject(SubjectKind.Distribution, distribution.Name, distribution.VersionText),
            About = quoted,
            Location = location,
            Evidence = [new Evidence($"{field}: {quoted}", location.File)],
        };
    }
}
