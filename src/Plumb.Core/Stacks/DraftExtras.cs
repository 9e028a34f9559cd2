using System.Collections.Immutable;
using Plumb.Knowledge;
using Plumb.Metadata.Declarations;
using Plumb.Python;

namespace Plumb.Stacks;

/// <summary>The requirements of extras, each extra a stage that may be left out.</summary>
internal sealed class DraftExtras
{
    private readonly List<(string Stage, Requirement Requirement)> _taken = [];

    /// <summary>Takes what can stand beside the other requirements.</summary>
    /// <param name="declaration">What the application declares; null when nothing does.</param>
    /// <param name="isPlain">Whether a manifest can hold it.</param>
    /// <param name="others">The requirements outside of extras.</param>
    public DraftExtras(
        Declaration? declaration,
        Func<DeclaredItem, bool> isPlain,
        IReadOnlyCollection<Requirement> others
    )
    {
        var leftOut = ImmutableArray.CreateBuilder<string>();
        foreach (var item in (declaration?.Items ?? []).Where(i => i is { Extra: not null, Group: null } && isPlain(i)))
        {
            var requirement = item.Requirement!;
            if (Excluding(requirement.Name, others) is { } other)
            {
                leftOut.Add(
                    $"{item} of the extra {item.Extra} ({item.Location}): it excludes {other}; a variant can have it instead"
                );
            }
            else if (!TryWithoutExtra(item.Marker, out var marker))
            {
                leftOut.Add($"{item} ({item.Location}): its marker cannot be told without the extra");
            }
            else
            {
                // The names of extras are those of stages, unless a stage of that name is there.
                _taken.Add(("extra-" + item.Extra, requirement with { Marker = marker }));
            }
        }

        LeftOut = leftOut.DrainToImmutable();
    }

    /// <summary>What was not taken over, each a sentence.</summary>
    public ImmutableArray<string> LeftOut { get; }

    /// <summary>The stages with their requirements.</summary>
    public IEnumerable<IGrouping<string, Requirement>> Taken =>
        _taken.GroupBy(t => t.Stage, t => t.Requirement, StringComparer.Ordinal);

    private static PackageName? Excluding(PackageName name, IReadOnlyCollection<Requirement> others) =>
        ExclusiveFamilies.Embedded.Of(name) is { } family
            ? others
                .Select(o => o.Name)
                .Where(o => o != name && family.Members.Contains(o))
                .Cast<PackageName?>()
                .FirstOrDefault()
            : null;

    // The stage stands for the extra: what else the marker asks stays.
    private static bool TryWithoutExtra(Marker? marker, out Marker? rest)
    {
        rest = marker;
        if (marker is not { MentionsExtra: true })
        {
            return true;
        }

        ImmutableArray<MarkerExpression> parts = marker.Expression is MarkerConjunction all
            ? all.Parts
            : [marker.Expression];
        var (comparisons, others) = (parts.Where(IsExtra), parts.Where(p => !IsExtra(p)).ToList());
        rest = others.Count == 0 ? null : Marker.Parse(string.Join(" and ", others.Select(Text)));
        return comparisons.Any() && rest is not { MentionsExtra: true };
    }

    private static bool IsExtra(MarkerExpression part) =>
        part is MarkerComparison c
        && (c.Left.Variable == MarkerVariable.Extra || c.Right.Variable == MarkerVariable.Extra);

    private static string Text(MarkerExpression part) =>
        part is MarkerDisjunction ? $"({MarkerText.Format(part)})" : MarkerText.Format(part);
}
