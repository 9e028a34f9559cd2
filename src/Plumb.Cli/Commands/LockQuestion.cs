using System.Collections.Immutable;
using Plumb.Metadata.Declarations;
using Plumb.Python;
using Plumb.Resolution;

namespace Plumb.Cli.Commands;

/// <summary>What is to be solved, and where each of its requirements is written.</summary>
/// <param name="Input">What was read.</param>
/// <param name="Target">The Python and the platform.</param>
/// <param name="Request">The request.</param>
/// <param name="Items">The items that the request's requirements come from, in its order.</param>
/// <param name="Constraints">The same for its constraints.</param>
internal sealed record LockQuestion(
    LockInput Input,
    LockTarget Target,
    ResolutionRequest Request,
    ImmutableArray<DeclaredItem> Items,
    ImmutableArray<DeclaredItem> Constraints
)
{
    /// <summary>What counts for a target, under the usual rules and those that the requirements files state.</summary>
    public static LockQuestion Of(LockInput input, LockTarget target)
    {
        var solved = target.Target;
        var items = input
            .Declarations.Where(d => d.Lock is not null)
            .SelectMany(d => d.ItemsFor(solved.Markers, out _))
            .Concat(
                Counting(
                    input.Items.Where(i => !input.Declarations.Any(d => d.Lock is not null && d.Items.Contains(i)))
                )
            )
            .ToImmutableArray();
        var constraints = Counting(input.Constraints);
        var options = input.Declarations.Select(d => d.Options).ToList();
        var request = new ResolutionRequest
        {
            Requirements = [.. items.Select(i => i.Requirement!)],
            Constraints = [.. constraints.Select(i => i.Requirement!)],
            Overrides = [.. input.Overrides.Where(i => i.IsDefault).Select(i => i.Requirement!)],
            Target = solved,
            Builds = new BuildPolicy
            {
                NoBuild = options.Exists(o => o.OnlyBinary.Contains(":all:", StringComparer.Ordinal)),
                NoBuildOf = Names(options.SelectMany(o => o.OnlyBinary)),
                NoBinary = options.Exists(o => o.NoBinary.Contains(":all:", StringComparer.Ordinal)),
                NoBinaryOf = Names(options.SelectMany(o => o.NoBinary)),
            },
        };
        return new LockQuestion(input, target, request, items, constraints);

        ImmutableArray<DeclaredItem> Counting(IEnumerable<DeclaredItem> all) =>
            [.. all.Where(i => i.IsDefault && i.Marker?.Holds(solved.Markers) != false)];
    }

    private static ImmutableHashSet<PackageName> Names(IEnumerable<string> words) =>
        [.. words.Where(w => !w.StartsWith(':')).Select(PackageName.Of)];
}
