using System.Collections.Immutable;
using Plumb.Index;
using Plumb.Python;
using Plumb.Resolution.Cores;

namespace Plumb.Resolution.Repairs;

/// <summary>How much work a search for repairs may be.</summary>
/// <param name="MaxVersions">How many versions of one requirement are tried.</param>
/// <param name="MaxStepsEach">How much work one resolution may be (<see cref="Solver{TPackage}.Steps"/>).</param>
public readonly record struct RepairLimits(int MaxVersions, long MaxStepsEach)
{
    /// <summary>Enough for requirements as people write them.</summary>
    public static RepairLimits Usual { get; } = new(300, 2_000_000);
}

/// <summary>
/// Finds the smallest changes after which one core can be met, together with every requirement that takes part in no other core. Each is
/// solved before it is offered.
/// </summary>
public sealed class RepairSearch(ResolutionRequest request, IPackageIndex index, RepairLimits? limits = null)
{
    private const int Most = 3;
    private const int MostCombinations = 60;
    private static readonly ImmutableArray<int> _minors = [9, 10, 11, 12, 13, 14];
    private readonly RepairLimits _limits = limits ?? RepairLimits.Usual;

    /// <summary>How to solve for another Python of the same platform; null when the target cannot be changed.</summary>
    public Func<PythonVersion, ResolutionTarget>? TargetFor { get; init; }

    /// <summary>At most three repairs of each core, the smallest first.</summary>
    public ImmutableArray<ImmutableArray<Repair>> Find(ConflictCores cores, CancellationToken cancellation = default) =>
        [.. cores.Cores.Select(core => Of(core, cores, cancellation))];

    /// <summary>
    /// One repair of each core at once, solved again: the first ones if they work together, else the first combination that does. A core
    /// that an earlier change touches already needs none of its own.
    /// </summary>
    /// <returns>Null when a core has no repair, or no combination that was tried works.</returns>
    public Repair? Together(
        ConflictCores cores,
        ImmutableArray<ImmutableArray<Repair>> repairs,
        CancellationToken cancellation = default
    )
    {
        if (repairs.IsEmpty || repairs.Any(r => r.IsEmpty))
        {
            return null;
        }

        foreach (var chosen in RepairCombinations.Of(cores.Cores, repairs).Take(MostCombinations))
        {
            var changes = chosen.SelectMany(r => r.Changes).Distinct().ToImmutableArray();
            var target = chosen.FirstOrDefault(r => r.Changes[0].Kind == RepairKind.Python)?.Request.Target;
            var changed = Change([.. Enumerable.Range(0, request.Requirements.Length)], changes) with
            {
                Target = target ?? request.Target,
            };
            if (Works(changed, cancellation))
            {
                return new Repair(changes, changed, chosen.Sum(r => r.Steps));
            }
        }

        return null;
    }

    private ImmutableArray<Repair> Of(ImmutableArray<int> core, ConflictCores cores, CancellationToken cancellation)
    {
        var others = cores.Cores.SelectMany(c => c).Except(core).ToHashSet();
        ImmutableArray<int> context =
        [
            .. Enumerable.Range(0, request.Requirements.Length).Where(i => !others.Contains(i)),
        ];
        var versions = core.Select(position => NearestVersion(position, core, context, cancellation))
            .OfType<Repair>()
            .OrderBy(r => r.Steps)
            .ToList();
        var python = OtherPython(core, context, cancellation);
        var found = new List<Repair>(versions.Take(python is null ? Most : Most - 1));
        if (python is not null)
        {
            found.Add(python);
        }

        found.AddRange(Constraints(core, context, cancellation));
        found.AddRange(core.Select(position => Drop(position, context, cancellation)).OfType<Repair>());
        return [.. found.Take(Most)];
    }

    private Repair? NearestVersion(
        int position,
        ImmutableArray<int> core,
        ImmutableArray<int> context,
        CancellationToken cancellation
    )
    {
        var asked = request.Requirements[position];
        if (asked.Url is not null || index.ListingOf(asked.Name) is not Known<PackageListing> { Value: var listing })
        {
            return null;
        }

        // Where no version at all would do, each need not be tried.
        var open = new RepairChange(RepairKind.Relax, position, VersionWords(asked), asked.WrittenName);
        if (!Works(Change(context, [open], VersionSpecifiers.Any), cancellation))
        {
            return null;
        }

        var near = VersionDistance.Nearest([.. listing.Versions.Select(v => v.Version)], asked.Specifiers);
        foreach (var (version, steps, isNewer) in near.Take(_limits.MaxVersions))
        {
            var extras = asked.WrittenExtras.IsEmpty ? "" : $"[{string.Join(',', asked.WrittenExtras)}]";
            var kind = isNewer ? RepairKind.Raise : RepairKind.Relax;
            var change = new RepairChange(
                kind,
                position,
                VersionWords(asked),
                $"{asked.WrittenName}{extras}=={version}"
            )
            {
                Version = version,
            };
            var changed = Change(context, [change]);
            if (Works(Change(core, [change]), cancellation) && Works(changed, cancellation))
            {
                return new Repair([change], changed, steps);
            }
        }

        return null;
    }

    private Repair? OtherPython(ImmutableArray<int> core, ImmutableArray<int> context, CancellationToken cancellation)
    {
        if (TargetFor is null)
        {
            return null;
        }

        var now = request.Target.Python;
        foreach (
            var minor in _minors
                .Where(m => m != now.Minor)
                .OrderBy(m => Math.Abs(m - now.Minor))
                .ThenByDescending(m => m)
        )
        {
            var python = FormattableString.Invariant($"3.{minor}");
            var target = TargetFor(PythonVersion.Parse(python));
            var changed = Change(context, []) with { Target = target };
            if (Works(Change(core, []) with { Target = target }, cancellation) && Works(changed, cancellation))
            {
                var from = FormattableString.Invariant($"{now.Major}.{now.Minor}");
                return new Repair([new RepairChange(RepairKind.Python, -1, from, python)], changed, 0);
            }
        }

        return null;
    }

    private IEnumerable<Repair> Constraints(
        ImmutableArray<int> core,
        ImmutableArray<int> context,
        CancellationToken cancellation
    )
    {
        for (var i = 0; i < request.Constraints.Length; i++)
        {
            var change = new RepairChange(RepairKind.Constraint, i, VersionWords(request.Constraints[i]), null);
            var changed = Change(context, [change]);
            if (Works(Change(core, [change]), cancellation) && Works(changed, cancellation))
            {
                yield return new Repair([change], changed, 0);
            }
        }
    }

    private Repair? Drop(int position, ImmutableArray<int> context, CancellationToken cancellation)
    {
        var change = new RepairChange(RepairKind.Drop, position, VersionWords(request.Requirements[position]), null);
        var changed = Change(context, [change]);
        return Works(changed, cancellation) ? new Repair([change], changed, 0) : null;
    }

    // The requirements at some positions, changed; what is left out of the request is left out of its other rules as well.
    private ResolutionRequest Change(
        ImmutableArray<int> positions,
        IReadOnlyCollection<RepairChange> changes,
        VersionSpecifiers? specifiers = null
    )
    {
        var requirements = ImmutableArray.CreateBuilder<Requirement>(positions.Length);
        foreach (var position in positions)
        {
            var requirement = request.Requirements[position];
            switch (changes.FirstOrDefault(c => c.Position == position && c.Kind != RepairKind.Constraint))
            {
                case null:
                    requirements.Add(requirement);
                    break;
                case { Kind: RepairKind.Drop }:
                    break;
                case { Version: var version }:
                    var then = specifiers ?? VersionSpecifiers.Parse($"=={version}");
                    requirements.Add(requirement with { Specifiers = then });
                    break;
            }
        }

        return request with
        {
            Requirements = requirements.ToImmutable(),
            Constraints =
            [
                .. request.Constraints.Where(
                    (_, i) => !changes.Any(c => c.Kind == RepairKind.Constraint && c.Position == i)
                ),
            ],
        };
    }

    private bool Works(ResolutionRequest changed, CancellationToken cancellation) =>
        new Resolver(changed, index).Resolve(_limits.MaxStepsEach, cancellation) is Resolved;

    private static string VersionWords(Requirement requirement) => Explanations.VersionWords.Of(requirement);
}
