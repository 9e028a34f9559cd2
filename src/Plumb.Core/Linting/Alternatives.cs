using System.Collections.Immutable;
using Plumb.Knowledge;

namespace Plumb.Linting;

/// <summary>Tells commands that are run one after the other from commands of which one is chosen.</summary>
internal static class Alternatives
{
    private static readonly string[] _starts =
    [
        "or ",
        "or:",
        "or,",
        "either",
        "alternatively",
        "alternative",
        "option ",
    ];

    /// <summary>What is installed together in each block; a command outside of blocks stands for itself.</summary>
    public static IEnumerable<ImmutableArray<WrittenRequirement>> Sets(LintDocument document)
    {
        foreach (var block in document.Installs.GroupBy(s => s.Block == 0 ? -s.Line : s.Block))
        {
            var chosen = new List<InstallSet>();
            foreach (var set in block)
            {
                var replaced = chosen.FindAll(c => Replaces(document, c, set, chosen[^1] == c));
                if (replaced.Count > 0)
                {
                    yield return Flat(chosen);
                    chosen.RemoveAll(replaced.Contains);
                }

                chosen.Add(set);
            }

            yield return Flat(chosen);
        }
    }

    private static ImmutableArray<WrittenRequirement> Flat(List<InstallSet> sets) =>
        [.. sets.SelectMany(s => s.Requirements)];

    private static bool Replaces(LintDocument document, InstallSet earlier, InstallSet later, bool isLast)
    {
        if (isLast && later.Kind == InstallKind.Install)
        {
            var label = document.Label(later.Source).TrimStart();
            if (Array.Exists(_starts, s => label.StartsWith(s, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        foreach (var written in later.Requirements)
        {
            if (written.Requirement.Marker is not null)
            {
                continue;
            }

            var family = ExclusiveFamilies.Embedded.Of(written.Requirement.Name);
            foreach (var other in earlier.Requirements.Where(r => r.Requirement.Marker is null))
            {
                var isSame = other.Requirement.Name == written.Requirement.Name;
                if (
                    isSame
                        ? !other.Requirement.Specifiers.Equals(written.Requirement.Specifiers)
                        : family is not null && family.Members.Contains(other.Requirement.Name)
                )
                {
                    return true;
                }
            }
        }

        return false;
    }
}
