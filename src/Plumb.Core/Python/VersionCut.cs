namespace Plumb.Python;

/// <summary>Where a cut lies, seen from the version it names.</summary>
internal enum CutKind
{
    /// <summary>Below every version; it names none.</summary>
    BeforeAll,

    /// <summary>Just below the version.</summary>
    Before,

    /// <summary>Just above the version, below the local versions that continue it.</summary>
    After,

    /// <summary>Above the version and all its local versions, below its next post-release.</summary>
    AfterLocals,

    /// <summary>Above the version and all its post-releases.</summary>
    AfterPosts,
}

/// <summary>
/// A place between two versions of the PEP 440 order. Each place has one spelling, and between two different places there is
/// always a version; so ranges made of cuts are equal when they look equal, and empty when they look empty.
/// </summary>
internal readonly record struct VersionCut
{
    private VersionCut(CutKind kind, PythonVersion version) => (Kind, Version) = (kind, version);

    public CutKind Kind { get; }

    public PythonVersion Version { get; }

    public static VersionCut BeforeAll => default;

    public static VersionCut After(PythonVersion version) => new(CutKind.After, version);

    public static VersionCut AfterLocals(PythonVersion version) => new(CutKind.AfterLocals, version.Public);

    public static VersionCut AfterPosts(PythonVersion version) =>
        new(
            CutKind.AfterPosts,
            version.Post is null && version.Local is null
                ? version
                : PythonVersion.FromParts(version.ToParts() with { Post = null, Dev = null })
        );

    /// <summary>
    /// Just below a version. Where a version has a nearest one below it (1.0.dev2 has 1.0.dev1 and its local versions), the cut is
    /// spelled from there.
    /// </summary>
    public static VersionCut Before(PythonVersion version)
    {
        if (version.Local is not null || version.Dev is not { } dev)
        {
            return new(CutKind.Before, version);
        }

        var parts = version.ToParts();
        if (!dev.IsZero)
        {
            return AfterLocals(PythonVersion.FromParts(parts with { Dev = dev - 1 }));
        }

        if (parts.Post is { } post)
        {
            return AfterLocals(
                PythonVersion.FromParts(parts with { Post = post.IsZero ? null : post - 1, Dev = null })
            );
        }

        if (parts.Pre is { } pre && !pre.Number.IsZero)
        {
            var earlier = pre with { Number = pre.Number - 1 };
            return AfterPosts(PythonVersion.FromParts(parts with { Pre = earlier, Dev = null }));
        }

        return version == default ? BeforeAll : new(CutKind.Before, version);
    }

    /// <summary>True when a version lies above the cut.</summary>
    public bool IsBelow(PythonVersion version) =>
        Kind switch
        {
            CutKind.BeforeAll => true,
            CutKind.Before => version >= Version,
            CutKind.After => version > Version,
            CutKind.AfterLocals => version.ComparePublic(Version) > 0,
            _ => version.CompareFamily(Version) > 0,
        };

    public int CompareOrder(VersionCut other)
    {
        if (Kind == CutKind.BeforeAll || other.Kind == CutKind.BeforeAll)
        {
            return (Kind == CutKind.BeforeAll ? 0 : 1) - (other.Kind == CutKind.BeforeAll ? 0 : 1);
        }

        // Only as much of the versions counts as the farther-reaching of the two kinds looks at.
        var reach = Kind > other.Kind ? Kind : other.Kind;
        var order = reach switch
        {
            CutKind.AfterPosts => Version.CompareFamily(other.Version),
            CutKind.AfterLocals => Version.ComparePublic(other.Version),
            _ => Version.CompareTo(other.Version),
        };
        return order != 0 ? order : Kind.CompareTo(other.Kind);
    }
}
