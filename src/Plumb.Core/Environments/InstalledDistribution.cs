using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Metadata;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Environments;

/// <summary>In which form a distribution's metadata lies on disk.</summary>
public enum DistributionFormat
{
    /// <summary>A <c>*.dist-info</c> folder (PEP 376).</summary>
    DistInfo,

    /// <summary>A <c>*.egg-info</c> folder (setuptools), or <c>EGG-INFO</c> in an egg.</summary>
    EggInfoFolder,

    /// <summary>A single <c>*.egg-info</c> file (distutils).</summary>
    EggInfoFile,

    /// <summary>A <c>*.egg-link</c> file of <c>setup.py develop</c>.</summary>
    EggLink,
}

/// <summary>What became of a distribution's RECORD.</summary>
public enum RecordState
{
    /// <summary>It was read, perhaps with bad lines.</summary>
    Read,

    /// <summary>It was not looked at.</summary>
    NotObserved,

    /// <summary>The format has none (egg-info).</summary>
    NotExpected,

    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>It is there and could not be read; <see cref="InstalledDistribution.RecordFailure"/> says why.</summary>
    Unreadable,
}

/// <summary>One distribution as it is installed: what its metadata folder says, and what became of its files.</summary>
public sealed record InstalledDistribution
{
    /// <summary>The name as METADATA writes it; from the folder's name where METADATA cannot be read.</summary>
    public required string Name { get; init; }

    /// <summary>The normalised name, by which distributions are compared (PEP 503).</summary>
    public required PackageName Key { get; init; }

    /// <summary>The version; null when it is no PEP 440 version.</summary>
    public PythonVersion? Version { get; init; }

    /// <summary>The version as written, "" when there is none.</summary>
    public string VersionText { get; init; } = "";

    /// <summary>How its metadata lies on disk.</summary>
    public required DistributionFormat Format { get; init; }

    /// <summary>The metadata folder or file.</summary>
    public required string Location { get; init; }

    /// <summary>The folder on <c>sys.path</c> that holds <see cref="Location"/>.</summary>
    public required SiteFolder Site { get; init; }

    /// <summary>True when another distribution of this name stands earlier on <c>sys.path</c>, so that this one is not the one in use.</summary>
    public bool IsHidden { get; init; }

    /// <summary>What METADATA or PKG-INFO says; null when it could not be read.</summary>
    public CoreMetadata? Metadata { get; init; }

    /// <summary>The file that <see cref="Metadata"/> was read from, or should have been.</summary>
    public required string MetadataPath { get; init; }

    /// <summary>Why METADATA could not be read from disk.</summary>
    public FileFailure MetadataFailure { get; init; }

    /// <summary>Why METADATA's bytes are no metadata.</summary>
    public FormatError? MetadataError { get; init; }

    /// <summary>Requires-Dist, parsed.</summary>
    public ImmutableArray<InstalledRequirement> Requirements { get; init; } = [];

    /// <summary>INSTALLER, trimmed; null when there is none.</summary>
    public string? Installer { get; init; }

    /// <summary>direct_url.json; null when there is none.</summary>
    public DirectUrl? DirectUrl { get; init; }

    /// <summary>WHEEL; null when there is none.</summary>
    public WheelFile? Wheel { get; init; }

    /// <summary>What became of RECORD.</summary>
    public RecordState RecordState { get; init; }

    /// <summary>Why RECORD could not be read.</summary>
    public FileFailure RecordFailure { get; init; }

    /// <summary>Bad lines of RECORD; <see cref="FormatError.Offset"/> is the line.</summary>
    public ImmutableArray<FormatError> RecordProblems { get; init; } = [];

    /// <summary>The rows of RECORD with what lies there now.</summary>
    public ImmutableArray<RecordedFile> Files { get; init; } = [];

    /// <summary>RECORD was read and names no file, not even itself: as good as none.</summary>
    public bool RecordIsEmpty =>
        RecordState == RecordState.Read && Format == DistributionFormat.DistInfo && Files.IsEmpty;

    /// <summary>The rows whose file is not as RECORD says and is as the local wheel says that it was installed from: RECORD was changed.</summary>
    public ImmutableArray<string> AsPublished { get; init; } = [];

    /// <summary>top_level.txt: the modules that it says it brings; empty when there is none.</summary>
    public ImmutableArray<string> TopLevel { get; init; } = [];

    /// <summary>The names in the metadata folder, empty for single files.</summary>
    public ImmutableArray<DirectoryEntry> MetadataEntries { get; init; } = [];

    /// <summary>"numpy 2.2.6": how people call it.</summary>
    public string Label => VersionText.Length == 0 ? Name : $"{Name} {VersionText}";
}

/// <summary>One Requires-Dist line.</summary>
/// <param name="Text">As written, without credentials.</param>
/// <param name="Requirement">Parsed, the known mistakes of old metadata passed over; null when it is no requirement.</param>
/// <param name="Error">Why it is none.</param>
/// <param name="Location">The file and line.</param>
public sealed record InstalledRequirement(string Text, Requirement? Requirement, FormatError? Error, Location Location)
{
    // Thousands are read and few are shown: credentials are looked for in those.
    private readonly string _written = Text;

    /// <summary>As written, without credentials.</summary>
    public string Text
    {
        get => Redaction.Redact(_written);
        init => _written = value;
    }
}
