using Plumb.Findings;

namespace Plumb.Checks.Metadata;

/// <summary>PLB11: what the metadata folders say, and whether they can be read.</summary>
public static class MetadataRules
{
    /// <summary>Two metadata folders of one project.</summary>
    public static readonly Rule Duplicate = new(
        "PLB1101",
        "duplicate-metadata",
        Severity.Warning,
        "Two metadata folders of one project lie side by side, so that tools disagree on which version is installed."
    );

    /// <summary>METADATA cannot be read.</summary>
    public static readonly Rule Unreadable = new(
        "PLB1102",
        "unreadable-metadata",
        Severity.Error,
        "The METADATA of an installed distribution is missing, empty or not metadata, so that its version and requirements are unknown."
    );

    /// <summary>A metadata folder with nothing in it that counts.</summary>
    public static readonly Rule DeadFolder = new(
        "PLB1103",
        "dead-metadata-folder",
        Severity.Warning,
        "A metadata folder holds neither METADATA nor RECORD: an installation or a removal was stopped half-way."
    );

    /// <summary>METADATA without RECORD.</summary>
    public static readonly Rule MissingRecord = new(
        "PLB1104",
        "missing-record",
        Severity.Warning,
        "A distribution has no RECORD, so that no installer can uninstall or upgrade it cleanly."
    );

    /// <summary>RECORD has lines that are no rows.</summary>
    public static readonly Rule UnreadableRecord = new(
        "PLB1105",
        "unreadable-record",
        Severity.Warning,
        "The RECORD of a distribution, or some of its lines, cannot be read."
    );

    /// <summary>What pip moved aside and never deleted.</summary>
    public static readonly Rule Leftover = new(
        "PLB1106",
        "leftover",
        Severity.Warning,
        "Files of an earlier installation, renamed to begin with '~', were left when an upgrade or removal was interrupted."
    );

    /// <summary>An installer's temporary files.</summary>
    public static readonly Rule InterruptedInstall = new(
        "PLB1107",
        "interrupted-install",
        Severity.Warning,
        "An installer's temporary file was left behind, so the installation that wrote it did not come to its end."
    );

    /// <summary>The folder and METADATA disagree.</summary>
    public static readonly Rule NameMismatch = new(
        "PLB1108",
        "name-mismatch",
        Severity.Warning,
        "A metadata folder's name and the METADATA in it name different projects or versions, or the version is not valid."
    );
}
