using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Findings;

namespace Plumb.Checks.Files;

/// <summary>Differences that a system's packagers, or whoever slimmed an image, made on purpose.</summary>
public sealed class StrippedByDistributionCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [FileRules.Stripped];

    /// <inheritdoc />
    public Observation Needs => Observation.Files;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        foreach (var (distribution, files) in context.Deviations.All)
        {
            var managed = distribution.Site.IsDistributionManaged;
            var explained = files
                .Where(f => f.Kind == FileDeviationKind.Stripped || (managed && !f.IsDamage))
                .Where(f => f.Kind is not FileDeviationKind.OtherOwner)
                .ToList();
            if (explained.Count > 0)
            {
                yield return DeviationFindings.Of(
                    FileRules.Stripped,
                    Severity.Info,
                    distribution,
                    explained,
                    managed
                        ? $"{distribution.Label} comes from the system's packages; {Prose.Count(explained.Count, "file")} of it are not as its RECORD says."
                        : $"{distribution.Label}: {DeviationFindings.Names(explained)} lost the symbol table and is otherwise whole.",
                    managed
                        ? "Distributions strip, split and patch what they package. Their own package manager verifies it."
                        : "Stripping makes images smaller; nothing fails by it."
                );
            }
        }
    }
}
