using Plumb.Index;

namespace Plumb.Resolution;

/// <summary>Why a file, or a version with all its files, cannot be used.</summary>
/// <param name="Kind">The kind of reason.</param>
/// <param name="File">The file; null when the reason holds for the version.</param>
/// <param name="Detail">What it is held against: the specifiers, the date, the tags, the reason that was given; can be "".</param>
public sealed record Rejection(RejectionKind Kind, ListedFile? File, string Detail);

/// <summary>Kinds of reasons why a file or a version cannot be used.</summary>
public enum RejectionKind
{
    /// <summary>It is a pre-release, and those are not taken.</summary>
    PreRelease,

    /// <summary>It was withdrawn (PEP 592), and no direct requirement pins it.</summary>
    Yanked,

    /// <summary>Its Requires-Python does not fit.</summary>
    RequiresPython,

    /// <summary>It was uploaded later than is looked at, or nobody knows when.</summary>
    TooNew,

    /// <summary>None of its wheel tags fits.</summary>
    WheelTags,

    /// <summary>It is a wheel, and those are not used.</summary>
    NoBinary,

    /// <summary>It would have to be built, and nothing is built.</summary>
    NoBuild,

    /// <summary>The version has no files.</summary>
    NoFiles,

    /// <summary>Its metadata is not known without building it.</summary>
    MetadataUnknown,

    /// <summary>The index could not be asked for its metadata.</summary>
    MetadataUnreachable,

    /// <summary>Its metadata, or its file name, cannot be read.</summary>
    Invalid,
}
