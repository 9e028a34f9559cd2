using Plumb.Environments;

namespace Plumb.Checks.Files;

/// <summary>How a file differs from its RECORD, by the first explanation that the evidence carries.</summary>
public enum FileDeviationKind
{
    /// <summary>Nothing is there.</summary>
    Missing,

    /// <summary>A folder, pipe or device lies in its place.</summary>
    NotAFile,

    /// <summary>It is the file of another distribution, which claims the same path.</summary>
    OtherOwner,

    /// <summary>It differs in its line ends only.</summary>
    LineEndings,

    /// <summary>It is a git-lfs pointer.</summary>
    LfsPointer,

    /// <summary>It has no bytes although RECORD names some.</summary>
    Empty,

    /// <summary>It holds only zero bytes.</summary>
    AllZero,

    /// <summary>It is a native file that ends before its own headers say.</summary>
    CutOff,

    /// <summary>It is a page of HTML where code or a library belongs.</summary>
    HtmlPage,

    /// <summary>It has the name of a native file and begins as none does.</summary>
    NotNative,

    /// <summary>It is a shorter ELF file, whole, whose symbol table was stripped off.</summary>
    Stripped,

    /// <summary>It is as the wheel says that it came from: RECORD was changed, and the file was not.</summary>
    RecordChanged,

    /// <summary>It is another file, and nothing explains it.</summary>
    Altered,
}

/// <summary>One file that is not as RECORD says.</summary>
/// <param name="File">The row and what lies there.</param>
/// <param name="Role">What the file is for.</param>
/// <param name="Kind">How it differs.</param>
/// <param name="Owner">With <see cref="FileDeviationKind.OtherOwner"/>, whose file lies there.</param>
/// <param name="Facts">What reading it told; null when it was not read.</param>
public sealed record FileDeviation(
    RecordedFile File,
    FileRole Role,
    FileDeviationKind Kind,
    InstalledDistribution? Owner,
    ContentFacts? Facts
)
{
    /// <summary>True for bytes that cannot be what anybody meant to install.</summary>
    public bool IsDamage =>
        Kind
            is FileDeviationKind.Empty
                or FileDeviationKind.AllZero
                or FileDeviationKind.CutOff
                or FileDeviationKind.HtmlPage
                or FileDeviationKind.NotNative;
}
