using Plumb.Knowledge;
using Plumb.Python;

namespace Plumb.Linting;

/// <summary>
/// "NumPy 1.25 removed numpy.float", "Pillow 9 no longer has ANTIALIAS": the version is the one that removed it; and an error names
/// the module that had the name.
/// </summary>
internal sealed class RemovedApiRule : IClaimRule
{
    private const string Name = "removed-api";
    private static readonly string[] _verbs =
    [
        "removed",
        "removes",
        "dropped",
        "no longer has",
        "was deleted",
        "got rid of",
        "gone since",
        "gone in",
    ];

    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document)
    {
        foreach (var line in document.Lines)
        {
            if (line.Text.Contains("cannot import name", StringComparison.Ordinal) && Place(line) is { } place)
            {
                yield return place;
            }

            if (
                !TextSearch.HasAny(line.Statement, _verbs)
                || TextSearch.HasAny(line.Statement, ["will be removed", "not removed", "deprecated in"])
            )
            {
                continue;
            }

            var names = RemovedNames.InText(line.Text);
            foreach (var mention in line.Mentions)
            {
                var own = names.Where(n => n.Package == mention.Name).ToList();
                if (own.Count > 0 && Version(line, mention, own) is { } claim)
                {
                    yield return claim;
                }
            }
        }
    }

    private static Claim? Version(DocumentLine line, Mention mention, List<RemovedApi> names)
    {
        if (Stated(line.Statement, mention) is not { } stated)
        {
            return null;
        }

        var wrong = names.Find(n => !names.Exists(o => o.FullName == n.FullName && Same(o.RemovedIn, stated)));
        var last = wrong ?? names[0];
        return Claim.Judged(
            line.Number,
            line.Statement.Trim(),
            wrong is null,
            $"{last.FullName} went with {last.Package} {last.RemovedIn}.",
            last.Source.Text,
            Name
        );
    }

    // Beside the name, or in "removed in version 1.24".
    private static PythonVersion? Stated(string text, Mention mention) =>
        mention.Versions?.Items is [{ Version: { } beside }, ..]
            ? beside
            : VersionPhrase.After(text, "removed in ", mention.Name);

    private static bool Same(PythonVersion a, PythonVersion b) => (a.Major, a.Minor) == (b.Major, b.Minor);

    // "cannot import name 'ANTIALIAS' from 'PIL'", which PIL.Image had.
    private static Claim? Place(DocumentLine line)
    {
        var apis = RemovedNames.InMessage(line.Text, out var module);
        var api = apis.FirstOrDefault();
        return api is null || apis.Any(a => a.Module == module)
            ? null
            : new Claim(
                line.Number,
                line.Text.Trim(),
                ClaimVerdict.Imprecise,
                $"{module} never had {api.Name}: {api.Module} had it until {api.Package} {api.RemovedIn}, whose message is \"module '{api.Module}' has no attribute '{api.Name}'\".",
                api.Source.Text,
                Name
            );
    }
}
