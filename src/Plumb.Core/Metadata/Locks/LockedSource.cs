namespace Plumb.Metadata.Locks;

/// <summary>What kind of place a locked package comes from.</summary>
public enum LockedSourceKind
{
    /// <summary>An index, or a folder or page of files that is used as one.</summary>
    Index,

    /// <summary>One file at a URL.</summary>
    Url,

    /// <summary>One file on this machine.</summary>
    File,

    /// <summary>A project's folder on this machine.</summary>
    Directory,

    /// <summary>A repository under version control.</summary>
    Vcs,

    /// <summary>A project that is not installed itself; only what it needs is.</summary>
    Virtual,

    /// <summary>The lock says something that is not understood.</summary>
    Unknown,
}

/// <summary>Where a locked package comes from.</summary>
/// <param name="Kind">What kind of place.</param>
/// <param name="Location">The URL or path; null for the index that the tool uses without being told.</param>
/// <param name="Reference">The commit, for <see cref="LockedSourceKind.Vcs"/>; the branch or tag when there is no commit.</param>
/// <param name="Subdirectory">The project's folder below the place.</param>
/// <param name="IsEditable">It is installed as editable.</param>
public sealed record LockedSource(
    LockedSourceKind Kind,
    string? Location = null,
    string? Reference = null,
    string? Subdirectory = null,
    bool IsEditable = false
)
{
    /// <summary>The index that the tool uses without being told.</summary>
    public static LockedSource DefaultIndex { get; } = new(LockedSourceKind.Index);
}
