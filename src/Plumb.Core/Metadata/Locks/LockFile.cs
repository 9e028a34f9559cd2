using System.Collections.Immutable;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Metadata.Locks;

/// <summary>The tool or standard that a lock file belongs to.</summary>
public enum LockFormat
{
    /// <summary><c>pylock.toml</c>, PEP 751.</summary>
    Pylock,

    /// <summary><c>uv.lock</c>.</summary>
    Uv,

    /// <summary><c>poetry.lock</c>.</summary>
    Poetry,

    /// <summary><c>Pipfile.lock</c>.</summary>
    Pipfile,
}

/// <summary>Something in a lock file that could not be understood or contradicts the rest; the other entries are read all the same.</summary>
/// <param name="Message">One plain sentence.</param>
/// <param name="Location">Where.</param>
public sealed record LockProblem(string Message, Location Location);

/// <summary>Extras or groups of a project that must not be asked for together (uv's <c>conflicts</c>).</summary>
/// <param name="Items">Two or more of them.</param>
public sealed record LockConflict(ImmutableArray<LockConflictItem> Items);

/// <summary>One side of a conflict.</summary>
/// <param name="Package">The project.</param>
/// <param name="Extra">Its extra, normalised; null when a group or the project itself is meant.</param>
/// <param name="Group">Its dependency group, normalised; null when an extra or the project itself is meant.</param>
public sealed record LockConflictItem(PackageName Package, string? Extra, string? Group);

/// <summary>A lock file of any tool, in the terms that they have in common.</summary>
public sealed record LockFile
{
    /// <summary>Whose it is.</summary>
    public required LockFormat Format { get; init; }

    /// <summary>The path in the inspected world.</summary>
    public required string File { get; init; }

    /// <summary>The version of the format as written; null when the file does not say.</summary>
    public string? FormatVersion { get; init; }

    /// <summary>The versions of Python that the lock is for; null when it does not say.</summary>
    public VersionSpecifiers? RequiresPython { get; init; }

    /// <summary>The environments that the lock is for, one of which must hold; empty when every one is meant.</summary>
    public ImmutableArray<Marker> Environments { get; init; } = [];

    /// <summary>The packages in the order of the file. One name may stand there with several versions.</summary>
    public required ImmutableArray<LockedPackage> Packages { get; init; }

    /// <summary>
    /// The projects that the lock was made for, where they stand in it (uv): the one in the lock's own folder, or every member of
    /// a workspace that has none there.
    /// </summary>
    public ImmutableArray<PackageName> Roots { get; init; } = [];

    /// <summary>Every member of the workspace (uv); the project alone where there is no workspace.</summary>
    public ImmutableArray<PackageName> Members { get; init; } = [];

    /// <summary>The dependency groups of a workspace without a project (uv); the dependencies name their group.</summary>
    public ImmutableArray<LockedDependency> WorkspaceDependencies { get; init; } = [];

    /// <summary>The extras that can be asked for, normalised, in ordinal order.</summary>
    public ImmutableArray<string> Extras { get; init; } = [];

    /// <summary>For each extra the packages that it adds, where the lock says that apart from the packages (poetry).</summary>
    public ImmutableDictionary<string, ImmutableArray<PackageName>> ExtraMembers { get; init; } =
        ImmutableDictionary<string, ImmutableArray<PackageName>>.Empty;

    /// <summary>The dependency groups that can be asked for, normalised, in ordinal order.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    /// <summary>The groups that are installed when none is named, normalised. Poetry's own dependencies are the group "main", Pipfile's "default".</summary>
    public ImmutableArray<string> DefaultGroups { get; init; } = [];

    /// <summary>What must not be asked for together.</summary>
    public ImmutableArray<LockConflict> Conflicts { get; init; } = [];

    /// <summary>The digest over the project's declaration by which the tool sees that the lock is stale; null when there is none.</summary>
    public string? ContentHash { get; init; }

    /// <summary>What could not be understood.</summary>
    public ImmutableArray<LockProblem> Problems { get; init; } = [];

    /// <summary>
    /// What the lock asks to be installed for a machine and a choice of extras and groups.
    /// </summary>
    public LockSelection Select(LockTarget target) =>
        Format switch
        {
            LockFormat.Pylock => new PylockSelector(this, target).Select(),
            LockFormat.Uv => new UvLockSelector(this, target).Select(),
            _ => new GroupLockSelector(this, target).Select(),
        };
}
