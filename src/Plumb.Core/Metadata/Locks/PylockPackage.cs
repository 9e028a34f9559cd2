using System.Collections.Immutable;
using Plumb.Metadata.Requirements;
using Plumb.Metadata.Toml;
using Plumb.Python;

namespace Plumb.Metadata.Locks;

/// <summary>An entry of <c>[[packages]]</c> (PEP 751).</summary>
public sealed record PylockPackage
{
    /// <summary>The distribution.</summary>
    public required PackageName Name { get; init; }

    /// <summary>Its version; null where the source decides it.</summary>
    public PythonVersion? Version { get; init; }

    /// <summary>When it is installed; null for always.</summary>
    public Marker? Marker { get; init; }

    /// <summary>The versions of Python that it is for; null when the file does not say.</summary>
    public VersionSpecifiers? RequiresPython { get; init; }

    /// <summary>Tables that each name an entry of <c>[[packages]]</c> by some of its keys; for information only.</summary>
    public ImmutableArray<TomlTable> Dependencies { get; init; } = [];

    /// <summary>A version-control system; null when it does not come from there.</summary>
    public PylockVcs? Vcs { get; init; }

    /// <summary>A folder; null when it does not come from there.</summary>
    public PylockDirectory? Directory { get; init; }

    /// <summary>An archive that has to be built or is a wheel by its content; null when it does not come from there.</summary>
    public PylockFile? Archive { get; init; }

    /// <summary>The base URL of the index; null when the file does not say.</summary>
    public string? Index { get; init; }

    /// <summary>The source distribution; null when there is none.</summary>
    public PylockFile? Sdist { get; init; }

    /// <summary>The wheels.</summary>
    public ImmutableArray<PylockFile> Wheels { get; init; } = [];

    /// <summary>The kinds of the attestation identities, such as "GitHub".</summary>
    public ImmutableArray<string> AttestationKinds { get; init; } = [];

    /// <summary>Where the entry begins in the text, in UTF-16 units; -1 when that is not known.</summary>
    public int Offset { get; init; } = -1;
}

/// <summary>A source under version control.</summary>
/// <param name="Type">"git", "hg", …</param>
/// <param name="Url">The repository; null when there is a path.</param>
/// <param name="Path">The repository's folder; null when there is a URL.</param>
/// <param name="RequestedRevision">The branch or tag that was asked for.</param>
/// <param name="CommitId">The commit.</param>
/// <param name="Subdirectory">The project's folder in the repository.</param>
public sealed record PylockVcs(
    string Type,
    string? Url,
    string? Path,
    string? RequestedRevision,
    string CommitId,
    string? Subdirectory
);

/// <summary>A source in a folder.</summary>
/// <param name="Path">Relative to the lock file, or absolute.</param>
/// <param name="IsEditable">It is installed as editable.</param>
/// <param name="Subdirectory">The project's folder below it.</param>
public sealed record PylockDirectory(string Path, bool IsEditable, string? Subdirectory);

/// <summary>A file to install from: a wheel, a source distribution or another archive.</summary>
/// <param name="Name">The file name where it is given.</param>
/// <param name="Url">Where it is fetched from.</param>
/// <param name="Path">Where it lies, relative to the lock file or absolute.</param>
/// <param name="Size">In bytes; null when not given.</param>
/// <param name="Hashes">Digests in hexadecimal, by the name of the algorithm.</param>
/// <param name="Subdirectory">The project's folder in an archive.</param>
public sealed record PylockFile(
    string? Name,
    string? Url,
    string? Path,
    long? Size,
    ImmutableSortedDictionary<string, string> Hashes,
    string? Subdirectory = null
)
{
    /// <summary>The file name: as given, else the end of the path or of the URL; null when there is none.</summary>
    public string? FileName =>
        !string.IsNullOrEmpty(Name) ? Name
        : LastOfPath() is { Length: > 0 } ofPath ? ofPath
        : LastOfUrl() is { Length: > 0 } ofUrl ? ofUrl
        : null;

    // A path may have POSIX separators on every system, or those of the system that wrote it.
    private string? LastOfPath() =>
        Path?[(Path.LastIndexOf(Path.Contains('/', StringComparison.Ordinal) ? '/' : '\\') + 1)..];

    private string? LastOfUrl()
    {
        if (Url is null || !UrlParts.TrySplit(Url, out var parts, out _))
        {
            return null;
        }

        var last = parts.Path[(parts.Path.LastIndexOf('/') + 1)..];
        var parameters = last.IndexOf(';', StringComparison.Ordinal);
        return Uri.UnescapeDataString(parameters < 0 ? last : last[..parameters]);
    }
}
