using System.Collections.Immutable;
using Plumb.Cli.Rendering;
using Plumb.Files;
using Plumb.Metadata.Declarations;
using Plumb.Python;
using Plumb.Resolution;
using Plumb.Text;

namespace Plumb.Cli.Commands;

/// <summary>What is to be solved, and where each of its requirements is written.</summary>
/// <param name="Input">What was read.</param>
/// <param name="Target">The Python and the platform.</param>
/// <param name="Request">The request. What its markers rule out is left to the resolver: for another Python it may count.</param>
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
        var locks = input.Declarations.Where(d => d.Lock is not null).ToList();
        var locked = locks.SelectMany(d => d.Items).ToHashSet(ReferenceEqualityComparer.Instance);
        ImmutableArray<DeclaredItem> items =
        [
            .. locks
                .SelectMany(d => d.ItemsFor(solved.Markers, out _))
                .Concat(input.Items.Where(i => !locked.Contains(i)))
                .Where(IsFromIndex),
        ];
        ImmutableArray<DeclaredItem> constraints = [.. input.Constraints.Where(IsFromIndex)];
        var options = input.Declarations.Select(d => d.Options).ToList();
        var request = new ResolutionRequest
        {
            Requirements = [.. items.Select(i => i.Requirement!)],
            Constraints = [.. constraints.Select(i => i.Requirement!)],
            Overrides = [.. input.Overrides.Where(IsFromIndex).Select(i => i.Requirement!)],
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
    }

    /// <summary>Whether an item counts for a target.</summary>
    public static bool Counts(DeclaredItem item, LockTarget target) =>
        item.Marker?.Holds(target.Target.Markers) != false;

    /// <summary>What cannot be locked; null when everything can be.</summary>
    public ReportError? Unsupported(World world)
    {
        var all = Input.Items.Concat(Input.Constraints).Concat(Input.Overrides);
        if (all.FirstOrDefault(i => !IsFromIndex(i) && Counts(i, Target)) is not { } other)
        {
            return null;
        }

        var why =
            other.IsConda ? "comes from conda"
            : other.IsEditable ? "is an editable install"
            : "comes from a URL or a path";
        return new ReportError(
            "unsupported",
            $"{LockInput.Shown(other.Location, world)}: \"{Redaction.Redact(other.Text)}\" {why}; a lock holds packages of an index only.",
            "Lock the rest without that line, and install it beside the lock."
        );
    }

    /// <summary>What the requirements files say and this lock passes over, as sentences.</summary>
    public ImmutableArray<string> PassedOver(World world) =>
        [
            .. from declaration in Input.Declarations
            let options = declaration.Options
            where
                !options.UsesDefaultIndex || !options.IndexUrls.IsEmpty || options.NoIndex || !options.FindLinks.IsEmpty
            select $"{LockInput.Shown(WorldPath.Normalize(declaration.Path), world)} names other indexes; only the one that Plumb carries was asked.",
        ];

    private static bool IsFromIndex(DeclaredItem item) => item is { Requirement: not null, Url: null, IsConda: false };

    private static ImmutableHashSet<PackageName> Names(IEnumerable<string> words) =>
        [.. words.Where(w => !w.StartsWith(':')).Select(PackageName.Of)];
}
