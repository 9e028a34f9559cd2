using System.Collections.Immutable;

namespace Plumb.Resolution.Repairs;

/// <summary>Ways to choose one repair of each core.</summary>
internal static class RepairCombinations
{
    private const int Most = 4_000;

    /// <summary>
    /// The first repair of every core, then the combinations with as few changes as possible, the nearest versions first. Nothing is
    /// changed twice.
    /// </summary>
    public static IEnumerable<ImmutableArray<Repair>> Of(
        ImmutableArray<ImmutableArray<int>> cores,
        ImmutableArray<ImmutableArray<Repair>> repairs
    )
    {
        ImmutableArray<Repair> first = [.. repairs.Select(r => r[0])];
        if (IsPossible(first))
        {
            yield return first;
        }

        var all = new List<ImmutableArray<Repair>>();
        Extend([], 0);
        foreach (var chosen in all.OrderBy(c => c.Count(IsDrop)).ThenBy(c => c.Length).ThenBy(c => c.Sum(r => r.Steps)))
        {
            yield return chosen;
        }

        void Extend(ImmutableArray<Repair> chosen, int core)
        {
            if (all.Count >= Most)
            {
                return;
            }

            if (core == cores.Length)
            {
                all.Add(chosen);
                return;
            }

            if (chosen.Any(r => Touches(r, cores[core])))
            {
                Extend(chosen, core + 1);
            }

            foreach (var repair in repairs[core])
            {
                if (chosen.Add(repair) is var longer && IsPossible(longer))
                {
                    Extend(longer, core + 1);
                }
            }
        }
    }

    private static bool Touches(Repair repair, ImmutableArray<int> core) =>
        repair.Changes.Any(c =>
            c.Kind is RepairKind.Python || (c.Kind != RepairKind.Constraint && core.Contains(c.Position))
        );

    private static bool IsDrop(Repair repair) =>
        repair.Changes.Any(c => c.Kind is RepairKind.Drop or RepairKind.Constraint);

    private static bool IsPossible(ImmutableArray<Repair> chosen) =>
        !chosen
            .SelectMany(r => r.Changes)
            .Distinct()
            .GroupBy(c => (c.Kind == RepairKind.Constraint, c.Position))
            .Any(g => g.Count() > 1);
}
