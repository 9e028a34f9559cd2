using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Metadata.Requirements;

/// <summary>Reads what follows <c>-e</c>: a folder, a file: URL, a repository's URL, or "name @ URL" with one of these.</summary>
internal sealed class EditableReferenceReader(RequirementReferenceReader paths)
{
    private static readonly string[] _vcs = ["bzr", "git", "hg", "svn"];

    public bool TryRead(string text, out RequirementReference reference, [NotNullWhen(false)] out FormatError? error)
    {
        if (Requirement.TryParse(text, out var direct, out _) && direct.Url is not null)
        {
            return TryLink(direct.Url, direct, direct.WrittenExtras, text, out reference, out error);
        }

        reference = default;
        if (!RequirementReferenceReader.TryStripExtras(text, out var bare, out var extras, out error))
        {
            return false;
        }

        if (paths.IsDirectory(bare))
        {
            return TryLink(PackageLink.OfPath(paths.AbsolutePath(bare)), null, extras, text, out reference, out error);
        }

        if (bare.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            return TryLink(bare, null, extras, text, out reference, out error);
        }

        var vcs = Array.Find(_vcs, name => text.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase));
        return TryLink(vcs is null ? text : $"{vcs}+{text}", null, [], text, out reference, out error);
    }

    private static bool TryLink(
        string url,
        Requirement? direct,
        ImmutableArray<string> extras,
        string text,
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

        var isLocal = url.StartsWith("file:", StringComparison.Ordinal);
        if (!link.IsVcs && !isLocal)
        {
            error = new FormatError(
                $"-e takes a project's folder or the URL of a repository (git+https://…); {Redaction.Redact(text)} is neither"
            );
            return false;
        }

        if (direct is null && link.Egg is null && !isLocal)
        {
            error = new FormatError($"nothing tells the project's name: write name @ {Redaction.Redact(url)}");
            return false;
        }

        var requirement = direct is null ? Named(link.Egg) : direct with { Url = null, WrittenExtras = [] };
        reference = new RequirementReference(requirement, requirement?.Marker, extras, url);
        error = null;
        return true;
    }

    private static Requirement? Named(string? egg) => egg is null ? null : Requirement.Parse(egg);
}
