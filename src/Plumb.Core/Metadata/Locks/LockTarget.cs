using System.Collections.Immutable;
using Plumb.Python;

namespace Plumb.Metadata.Locks;

/// <summary>The machine, the Python and the choice of extras and groups that a lock is looked at for.</summary>
/// <param name="Environment">The values of marker variables.</param>
public sealed record LockTarget(MarkerEnvironment Environment)
{
    /// <summary>The tags that the Python accepts; null when no files are to be chosen.</summary>
    public SupportedTags? Tags { get; init; }

    /// <summary>The extras of the project that are wanted, in any spelling.</summary>
    public ImmutableArray<string> Extras { get; init; } = [];

    /// <summary>Every extra of the project is wanted.</summary>
    public bool AllExtras { get; init; }

    /// <summary>The dependency groups that are wanted besides the default ones, in any spelling.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    /// <summary>Every dependency group is wanted.</summary>
    public bool AllGroups { get; init; }

    /// <summary>The groups that are not wanted, in any spelling, though they are default ones or all are wanted.</summary>
    public ImmutableArray<string> WithoutGroups { get; init; } = [];

    /// <summary>The default groups are not wanted.</summary>
    public bool WithoutDefaultGroups { get; init; }

    /// <summary>Only groups are wanted, not the project's own dependencies.</summary>
    public bool OnlyGroups { get; init; }

    /// <summary>The projects of a workspace that are wanted; empty for those that the lock was made for.</summary>
    public ImmutableArray<PackageName> Projects { get; init; } = [];

    /// <summary>The wanted ones of some extras.</summary>
    internal ImmutableHashSet<string> ExtrasOf(IEnumerable<string> all) =>
        (AllExtras ? all : Extras.Select(PackageName.Normalize)).ToImmutableHashSet(StringComparer.Ordinal);

    /// <summary>The wanted ones of some groups.</summary>
    internal ImmutableHashSet<string> GroupsOf(IEnumerable<string> all, IEnumerable<string> defaults)
    {
        var wanted = AllGroups ? all : Groups.Select(PackageName.Normalize);
        var implied = WithoutDefaultGroups || OnlyGroups ? [] : defaults;
        return wanted
            .Concat(implied)
            .Except(WithoutGroups.Select(PackageName.Normalize), StringComparer.Ordinal)
            .ToImmutableHashSet(StringComparer.Ordinal);
    }
}
