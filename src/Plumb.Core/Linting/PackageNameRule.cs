using Plumb.Knowledge;

namespace Plumb.Linting;

/// <summary>A name that is installed is that of the project that is meant (<c>knowledge/package-names.toml</c>).</summary>
internal sealed class PackageNameRule : IClaimRule
{
    private const string Name = "package-exists";

    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document)
    {
        foreach (var written in document.Installs.SelectMany(s => s.Requirements))
        {
            if (
                written.Requirement.Url is not null
                || PackageNames.Embedded.Find(written.Requirement.Name) is not { } fact
            )
            {
                continue;
            }

            var correct = fact.IsAbsent
                ? $"No package has the name {fact.Name}."
                : $"{fact.Name} is {fact.Is}, not {fact.Meant}.";
            yield return new Claim(
                written.Line,
                written.Text,
                fact.IsAbsent ? ClaimVerdict.False : ClaimVerdict.Imprecise,
                fact.Instead.Length > 0 ? $"{correct} Install {fact.Instead} instead." : correct,
                fact.Source.Text,
                Name
            );
        }
    }
}
