using Plumb.Findings;

namespace Plumb.Checks.Files;

/// <summary>PLB12: files that are not as RECORD says.</summary>
public static class FileRules
{
    /// <summary>Files are gone.</summary>
    public static readonly Rule Missing = new(
        "PLB1201",
        "missing-files",
        Severity.Error,
        "Files that an installed distribution's RECORD names are not on disk."
    );

    /// <summary>Files are others than were installed.</summary>
    public static readonly Rule Altered = new(
        "PLB1202",
        "altered-files",
        Severity.Warning,
        "Files of an installed distribution were changed after it was installed, and nothing explains the change."
    );

    /// <summary>Files are broken.</summary>
    public static readonly Rule Damaged = new(
        "PLB1203",
        "damaged-files",
        Severity.Error,
        "Files of an installed distribution are empty, full of zeros or cut off."
    );

    /// <summary>Line ends differ.</summary>
    public static readonly Rule LineEndings = new(
        "PLB1204",
        "line-endings",
        Severity.Info,
        "Files of an installed distribution differ from RECORD in their line ends only."
    );

    /// <summary>Pointers in place of files.</summary>
    public static readonly Rule LfsPointer = new(
        "PLB1205",
        "lfs-pointers",
        Severity.Error,
        "A git-lfs pointer lies where a binary file belongs: the file itself was never fetched."
    );

    /// <summary>Files of nobody.</summary>
    public static readonly Rule Unowned = new(
        "PLB1206",
        "unowned-files",
        Severity.Info,
        "Files in the package folder belong to no installed distribution."
    );

    /// <summary>RECORD names what is not the distribution's own.</summary>
    public static readonly Rule RecordEscapes = new(
        "PLB1207",
        "record-escapes",
        Severity.Warning,
        "A RECORD names files outside the environment, the interpreter, or another distribution's metadata: uninstalling would delete them."
    );

    /// <summary>A change went through a hard link into a cache.</summary>
    public static readonly Rule CachePoisoned = new(
        "PLB1208",
        "cache-poisoned",
        Severity.Warning,
        "A changed file has several names on disk: the change is also in the installer's cache and in environments made from it."
    );

    /// <summary>A system's packages.</summary>
    public static readonly Rule Stripped = new(
        "PLB1209",
        "stripped-by-distribution",
        Severity.Info,
        "Files differ from RECORD because a distribution built, stripped or split them by its own rules."
    );

    /// <summary>Files of the system's packages are gone.</summary>
    public static readonly Rule SystemFilesMissing = new(
        "PLB1210",
        "system-files-missing",
        Severity.Error,
        "Files that a package of the operating system brought are not on disk."
    );
}
