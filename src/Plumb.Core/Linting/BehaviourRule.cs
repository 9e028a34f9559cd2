using Plumb.Knowledge;
using Plumb.Python;

namespace Plumb.Linting;

/// <summary>
/// The version to which a document gives a change of behaviour, and "NumPy 1.25 breaks InsightFace", where it is known which name
/// InsightFace misses (<c>knowledge/behaviour-changes.toml</c>).
/// </summary>
internal sealed class BehaviourRule : IClaimRule
{
    private const string Name = "removed-api";
    private static readonly string[] _verbs =
    [
        "changed in",
        "changed",
        "default",
        "introduced",
        "breaks",
        "blocks",
        "support",
        "since",
        "removed",
    ];
    private static readonly string[] _breaks =
    [
        "ImportError",
        "AttributeError",
        "breaks",
        "fails",
        "does not work",
        "doesn't work",
        "crashes",
    ];

    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document)
    {
        foreach (var change in BehaviourChanges.Embedded.Changes)
        {
            // The error stands somewhere in the document; what changed may be told far from it.
            var isMet =
                change.Message.Length > 0
                && document.Lines.Any(l => l.Text.Contains(change.Message, StringComparison.Ordinal));
            foreach (var line in document.Lines)
            {
                if (Change(change, line, isMet) is { } claim)
                {
                    yield return claim;
                }
            }
        }

        foreach (var line in document.Lines)
        {
            if (TextSearch.HasAny(line.Text, _breaks) && Breaks(document, line) is { } claim)
            {
                yield return claim;
            }
        }
    }

    private static Claim? Change(BehaviourChange change, DocumentLine line, bool isMet)
    {
        var text = line.Statement;
        var speaksOfIt = change.Signs.All(s => text.Contains(s, StringComparison.Ordinal));
        if (
            (!speaksOfIt && !(isMet && text.Contains("changed in", StringComparison.OrdinalIgnoreCase)))
            || !TextSearch.HasAny(text, _verbs)
        )
        {
            return null;
        }

        var stated = Stated(change.Package, line);
        if (stated is not { } version)
        {
            return null;
        }

        // "5.x does not support it" holds for every release from the change on.
        var isRight =
            (version.Major, version.Minor) == (change.Version.Major, change.Version.Minor)
            || (version.Release.Length == 1 && version.Major == change.Version.Major)
            || (text.Contains("support", StringComparison.OrdinalIgnoreCase) && version >= change.Version);
        return Claim.Judged(
            line.Number,
            text.Trim(),
            isRight,
            $"It came with {change.Package} {change.Version}: {change.What}.",
            change.Source.Text,
            Name
        );
    }

    private static PythonVersion? Stated(PackageName package, DocumentLine line)
    {
        var mention = line.Mentions.FirstOrDefault(m => m.Name == package);
        if (mention?.Versions?.Items is [{ Version: { } beside }, ..])
        {
            return beside;
        }

        return TextSearch.HasWord(line.Statement, package.Normalized)
            ? VersionPhrase.After(line.Statement, "changed in ", package)
            : null;
    }

    // "NumPy 1.25+: AttributeError with InsightFace"
    private static Claim? Breaks(LintDocument document, DocumentLine line)
    {
        if (
            line.Mentions is not [{ Versions.Items: [{ Version: { } stated }, ..] } broken, { } user]
            || broken.Name == user.Name
        )
        {
            return null;
        }

        var range = document.WithPin(user).Versions;
        foreach (var fact in BehaviourChanges.Embedded.Users.Where(u => u.Distribution == user.Name))
        {
            var api = RemovedApis.Embedded.All.FirstOrDefault(a => a.FullName == fact.Uses && a.Package == broken.Name);
            if (api is null || (range is not null && !range.ToRange().IsSubsetOf(fact.Versions.ToRange())))
            {
                continue;
            }

            var isRight = (stated.Major, stated.Minor) == (api.RemovedIn.Major, api.RemovedIn.Minor);
            return Claim.Judged(
                line.Number,
                line.Text.Trim(),
                isRight,
                $"{user.Name} uses {fact.Uses} ({fact.Where}), which went with {broken.Name} {api.RemovedIn}, not {stated}.",
                fact.Source.Text,
                Name
            );
        }

        return null;
    }
}
