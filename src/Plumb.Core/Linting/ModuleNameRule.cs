using Plumb.Knowledge;

namespace Plumb.Linting;

/// <summary>A name that an error or an import takes from a module was ever there (<c>knowledge/model-places.toml</c>).</summary>
internal sealed class ModuleNameRule : IClaimRule
{
    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document)
    {
        foreach (var line in document.Lines)
        {
            if (
                ErrorMessage.TryReadName(line.Text, out var name, out var module)
                && ModelPlaces.Embedded.Modules.FirstOrDefault(m => m.Name == module) is { } fact
                && !fact.Has.Contains(name, StringComparer.Ordinal)
                && name[0] != '_'
            )
            {
                yield return new Claim(
                    line.Number,
                    line.Text.Trim(),
                    ClaimVerdict.False,
                    $"No version of {module} has {name}: it defines {string.Join(", ", fact.Has)}. The code that asks for it is wrong, not the installed version.",
                    fact.Source.Text,
                    "flag-or-api-exists"
                );
            }
        }
    }
}
