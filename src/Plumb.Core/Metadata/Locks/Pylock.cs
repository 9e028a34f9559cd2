using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Metadata.Toml;
using Plumb.Python;

namespace Plumb.Metadata.Locks;

/// <summary>A lock file of the standard, <c>pylock.toml</c> or <c>pylock.NAME.toml</c> (PEP 751), checked against it.</summary>
public sealed record Pylock
{
    /// <summary>The version of the format, at least 1 and below 2.</summary>
    public required PythonVersion LockVersion { get; init; }

    /// <summary>The environments that the file is for: one must hold. Empty when every environment is meant.</summary>
    public ImmutableArray<Marker> Environments { get; init; } = [];

    /// <summary>The versions of Python that the file is for; null when it does not say.</summary>
    public VersionSpecifiers? RequiresPython { get; init; }

    /// <summary>The extras that can be asked for, normalised.</summary>
    public ImmutableArray<string> Extras { get; init; } = [];

    /// <summary>The dependency groups that can be asked for, as written.</summary>
    public ImmutableArray<string> DependencyGroups { get; init; } = [];

    /// <summary>The groups that are installed when none is asked for, as written.</summary>
    public ImmutableArray<string> DefaultGroups { get; init; } = [];

    /// <summary>The tool that wrote the file.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>The packages in the order of the file; one name may stand there more than once, told apart by markers.</summary>
    public required ImmutableArray<PylockPackage> Packages { get; init; }

    /// <summary>True when the file is of a later version than 1.0, which may say more than is read here.</summary>
    public bool HasNewerMinorVersion => LockVersion > PythonVersion.Parse("1.0");

    /// <summary>True for the file names that PEP 751 reserves.</summary>
    /// <param name="name">A file name without its folder.</param>
    public static bool IsFileName(string name)
    {
        const string first = "pylock.";
        const string last = ".toml";
        return name == "pylock.toml"
            || (
                name.Length > first.Length + last.Length
                && name.StartsWith(first, StringComparison.Ordinal)
                && name.EndsWith(last, StringComparison.Ordinal)
                && !name[first.Length..^last.Length].Contains('.', StringComparison.Ordinal)
            );
    }

    /// <summary>Reads and checks a document.</summary>
    /// <param name="root">The root table of the document.</param>
    /// <param name="pylock">The lock file; null when the document breaks the standard.</param>
    /// <param name="error">The first thing that breaks it; null when nothing does.</param>
    public static bool TryRead(
        TomlTable root,
        [NotNullWhen(true)] out Pylock? pylock,
        [NotNullWhen(false)] out PylockError? error
    )
    {
        pylock = new PylockReader().Read(root, out error);
        return pylock is not null;
    }
}

/// <summary>How a document breaks PEP 751.</summary>
public enum PylockErrorKind
{
    /// <summary>A value is of the wrong type or form, or values contradict each other.</summary>
    Invalid,

    /// <summary>A key that every lock file has is missing.</summary>
    MissingKey,

    /// <summary>The file is of a version of the format that is not read.</summary>
    UnsupportedVersion,
}

/// <summary>The first thing in a document that breaks PEP 751.</summary>
/// <param name="Kind">How.</param>
/// <param name="Context">The path of the value, such as <c>packages[2].wheels[0].hashes</c>; null when the whole document is meant.</param>
/// <param name="Message">One plain sentence without the place.</param>
/// <param name="Offset">Where the value (or the table that lacks it) stands in the text, in UTF-16 units; -1 when not known.</param>
public sealed record PylockError(PylockErrorKind Kind, string? Context, string Message, int Offset = -1);
