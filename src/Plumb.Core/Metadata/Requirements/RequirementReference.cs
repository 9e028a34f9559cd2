using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Files;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Metadata.Requirements;

/// <summary>What a requirement's text stands for: a name, a URL, a project or an archive on disk.</summary>
internal readonly record struct RequirementReference(
    Requirement? Requirement,
    Marker? Marker,
    ImmutableArray<string> Extras,
    string? Link,
    string? Warning = null
);

/// <summary>
/// Tells names, URLs and paths apart as pip does. Relative paths are those of the folder in which pip runs, not of the
/// requirements file. Looks at the disk only to see what is a folder, a project or an archive.
/// </summary>
internal sealed class RequirementReferenceReader(FileWorld world, string workingDirectory)
{
    private static readonly string[] _archiveExtensions =
    [
        ".zip",
        ".whl",
        ".tar.bz2",
        ".tbz",
        ".tar.gz",
        ".tgz",
        ".tar",
        ".tar.xz",
        ".txz",
        ".tlz",
        ".tar.lz",
        ".tar.lzma",
    ];

    /// <summary>Reads a requirement that does not follow <c>-e</c>. The error's offset counts in the text, -1 when unknown.</summary>
    public bool TryRead(string text, out RequirementReference reference, [NotNullWhen(false)] out FormatError? error)
    {
        reference = default;
        if (!UrlParts.TrySplit(text, out var parts, out var problem))
        {
            error = new FormatError(problem);
            return false;
        }

        var isUrl = PackageLink.IsUrl(parts);
        if (!TrySplitMarker(text, isUrl ? "; " : ";", out var name, out var marker, out error))
        {
            return false;
        }

        var extras = ImmutableArray<string>.Empty;
        string? url = null;
        string? warning = null;
        if (isUrl)
        {
            url = name;
        }
        else
        {
            var path = AbsolutePath(name);
            if (
                !TryStripExtras(path, out var bare, out extras, out error)
                || !TryUrlOfPath(bare, name, out url, out warning, out error)
            )
            {
                return false;
            }
        }

        var isRead = url is null
            ? TryReadSpecifier(name, marker, extras, out reference, out error)
            : TryReadLink(url, marker, extras, out reference, out error);
        reference = reference with { Warning = warning };
        return isRead;
    }

    private static bool TryReadSpecifier(
        string name,
        Marker? marker,
        ImmutableArray<string> extras,
        out RequirementReference reference,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        reference = default;
        if (!Requirement.TryParse(name, out var requirement, out error))
        {
            return false;
        }

        if (requirement.Url is not null && !PackageLink.TryParse(requirement.Url, out _, out var problem))
        {
            error = new FormatError(problem);
            return false;
        }

        marker ??= requirement.Marker;
        requirement = requirement with { Marker = marker };
        reference = new RequirementReference(
            requirement,
            marker,
            extras.IsEmpty ? requirement.WrittenExtras : extras,
            requirement.Url
        );
        return true;
    }

    private bool TryReadLink(
        string url,
        Marker? marker,
        ImmutableArray<string> extras,
        out RequirementReference reference,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        reference = default;
        if (!PackageLink.TryParse(url, out var link, out var problem))
        {
            error = new FormatError(problem);
            return false;
        }

        if (link.IsFile && link.Url.Contains("../", StringComparison.Ordinal))
        {
            url = PackageLink.OfPath(AbsolutePath(link.Path));
            if (!PackageLink.TryParse(url, out link, out problem))
            {
                error = new FormatError(problem);
                return false;
            }
        }

        var named = link.Egg;
        if (link.IsWheel)
        {
            if (!WheelFileName.TryParse(link.FileName, out var wheel, out error))
            {
                error = error with { Offset = -1 };
                return false;
            }

            named = $"{wheel.Name}=={wheel.Version}";
        }

        error = null;
        Requirement? requirement = null;
        if (named is not null && !Requirement.TryParse(named, out requirement, out error))
        {
            return false;
        }

        reference = new RequirementReference(
            requirement is null ? null : requirement with { Url = null, Marker = marker },
            marker,
            extras,
            url
        );
        return true;
    }

    /// <summary>A folder must hold a project; an archive need not be there; anything else is no path.</summary>
    private bool TryUrlOfPath(
        string path,
        string name,
        out string? url,
        out string? warning,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        (url, warning, error) = (null, null, null);
        if (LooksLikePath(name) && IsDirectory(path))
        {
            if (!IsProject(path))
            {
                error = new FormatError($"the folder {name} holds neither pyproject.toml nor setup.py");
                return false;
            }

            url = PackageLink.OfPath(path);
            return true;
        }

        if (!IsArchiveName(path))
        {
            return true;
        }

        if (!Exists(path))
        {
            var at = name.IndexOf('@', StringComparison.Ordinal);
            if (at >= 0 && !LooksLikePath(name[..at]))
            {
                return true;
            }

            warning = $"{name} looks like a file, but no such file is there";
        }

        url = PackageLink.OfPath(path);
        return true;
    }

    /// <summary>Whether a folder is a project that pip can build.</summary>
    public bool IsProject(string path) =>
        world.IsFile(WorldPath.Join(path, "pyproject.toml")) || world.IsFile(WorldPath.Join(path, "setup.py"));

    /// <summary>Whether a path, relative to the working directory, is a folder.</summary>
    public bool IsDirectory(string path) => IsUsable(path) && world.IsDirectory(AbsolutePath(path));

    /// <summary>The path as <c>os.path.abspath</c> gives it.</summary>
    public string AbsolutePath(string path) =>
        WorldPath.Normalize(
            path.StartsWith('/') || (WorldPath.HasDrive(path) && WorldPath.HasDrive(workingDirectory))
                ? path
                : $"{workingDirectory}/{path}"
        );

    private bool Exists(string path) => IsUsable(path) && world.IsFile(path);

    private static bool IsUsable(string path) =>
        path.Length is > 0 and < 4096 && !path.Contains('\0', StringComparison.Ordinal);

    private static bool LooksLikePath(string name) =>
        name.Contains('/', StringComparison.Ordinal) || name.StartsWith('.');

    private static bool IsArchiveName(string path) =>
        _archiveExtensions.Contains(FileExtension.Of(path), StringComparer.OrdinalIgnoreCase);

    private static bool TrySplitMarker(
        string text,
        string separator,
        out string name,
        out Marker? marker,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        marker = null;
        error = null;
        var at = text.IndexOf(separator, StringComparison.Ordinal);
        name = PythonText.Trim(at < 0 ? text : text.AsSpan(0, at)).ToString();
        if (at < 0)
        {
            return true;
        }

        var start = PythonText.SkipSpace(text, at + separator.Length);
        var written = PythonLines.StripEnd(text.AsSpan(start)).ToString();
        if (written.Length == 0 || Marker.TryParse(written, out marker, out error))
        {
            return true;
        }

        error = error! with { Offset = error.Offset < 0 ? start : start + error.Offset };
        return false;
    }

    /// <summary>Takes extras in brackets off the end of a path.</summary>
    public static bool TryStripExtras(
        string path,
        out string bare,
        out ImmutableArray<string> extras,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        (bare, extras, error) = (path, [], null);
        var open = path.EndsWith(']') ? path.LastIndexOf('[') : -1;
        if (open < 1 || open >= path.Length - 2 || path.AsSpan(open + 1, path.Length - open - 2).Contains(']'))
        {
            return true;
        }

        bare = PythonLines.StripEnd(path.AsSpan(0, open)).ToString();
        if (!Requirement.TryParse("x" + path[open..].ToLowerInvariant(), out var carrier, out error))
        {
            error = error with { Offset = -1 };
            return false;
        }

        extras = carrier.WrittenExtras;
        return true;
    }
}
