using Plumb.Knowledge;

namespace Plumb.Linting;

/// <summary>A command or list does not install two distributions that bring the same import package.</summary>
internal sealed class ExclusiveFamilyRule : IClaimRule
{
    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document)
    {
        foreach (var set in document.Installs)
        {
            var seen = new Dictionary<ExclusiveFamily, WrittenRequirement>();
            foreach (var written in set.Requirements)
            {
                var family = written.Requirement.Marker is null
                    ? ExclusiveFamilies.Embedded.Of(written.Requirement.Name)
                    : null;
                if (
                    family is null
                    || seen.TryAdd(family, written)
                    || seen[family].Requirement.Name == written.Requirement.Name
                )
                {
                    continue;
                }

                yield return new Claim(
                    written.Line,
                    written.Text,
                    ClaimVerdict.False,
                    $"{seen[family].Requirement.Name} and {written.Requirement.Name} both bring {family.ImportName}: {family.Effect}. Keep one of them.",
                    family.Source.Text,
                    "pins-together"
                );
            }
        }
    }
}
