using System.Text;
using Plumb.Knowledge;
using Plumb.Python;
using Plumb.Source;

namespace Plumb.Linting;

/// <summary>
/// What code of a document uses is there in the version that it installs: names that were removed, and modules that moved
/// (<c>knowledge/removed-apis.toml</c>, <c>knowledge/behaviour-changes.toml</c>).
/// </summary>
internal sealed class RemovedUseRule : IClaimRule
{
    private const string Name = "removed-api";
    private const int MostBlock = 200_000;
    private static readonly Lazy<WatchedNames> _watched = new(() =>
        WatchedNames.Of(RemovedApis.Embedded.All.Where(a => a.Package != RemovedApi.Python).Select(a => a.FullName))
    );

    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document)
    {
        foreach (var block in document.Lines.Where(l => l.Kind == LineKind.Code).GroupBy(l => l.Block))
        {
            var lines = block.ToList();
            if (lines.Exists(l => l.Text.Contains("import ", StringComparison.Ordinal)))
            {
                foreach (var claim in Uses(document, lines))
                {
                    yield return claim;
                }
            }
        }

        foreach (var moved in BehaviourChanges.Embedded.Moved)
        {
            if (Moved(document, moved) is { } claim)
            {
                yield return claim;
            }
        }
    }

    private static IEnumerable<Claim> Uses(LintDocument document, List<DocumentLine> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines.TakeWhile(_ => text.Length < MostBlock))
        {
            text.Append(line.Text).Append('\n');
        }

        foreach (var use in PythonSource.Read(Encoding.UTF8.GetBytes(text.ToString()), _watched.Value).Uses)
        {
            var api = RemovedApis.Embedded.All.FirstOrDefault(a => a.FullName == use.Name);
            if (
                api is null
                || use.IsTested
                || use.IsAssigned
                || use.IsDoubtful
                || use.Context.Any(c => c.Kind == SourceBlockKind.Try)
                || document.Pin(api.Package) is not { } pin
                || !pin.ToRange().IsSubsetOf(api.Without)
            )
            {
                continue;
            }

            var line = lines[Math.Clamp(use.Line - 1, 0, lines.Count - 1)];
            yield return new Claim(
                line.Number,
                line.Text.Trim(),
                ClaimVerdict.False,
                $"{api.FullName} went with {api.Package} {api.RemovedIn}, and this document installs {api.Package}{pin}."
                    + (api.Replacement.Length > 0 ? $" Write {api.Replacement}." : ""),
                api.Source.Text,
                Name
            );
        }
    }

    // A module under its old name, where nothing keeps the package below the move. Said once.
    private static Claim? Moved(LintDocument document, MovedModule moved)
    {
        var before = VersionSpecifiers.Parse($"<{moved.Version}").ToRange();
        if (
            document
                .Installs.SelectMany(s => s.Requirements)
                .Any(r =>
                    r.Requirement.Name == moved.Package
                    && !r.Requirement.Specifiers.Items.IsEmpty
                    && r.Requirement.Specifiers.ToRange().IsSubsetOf(before)
                )
        )
        {
            return null;
        }

        var line = document.Lines.FirstOrDefault(l => l.Kind == LineKind.Code && Names(l.Text, moved.Module));
        return line is null
            ? null
            : new Claim(
                line.Number,
                line.Text.Trim(),
                ClaimVerdict.Imprecise,
                $"{moved.Module} is {moved.Now} from {moved.Package} {moved.Version} on, and nothing here keeps {moved.Package} below it.",
                moved.Source.Text,
                Name
            );
    }

    private static bool Names(string text, string module)
    {
        var at = text.IndexOf(module + ".", StringComparison.Ordinal);
        return at >= 0 && (at == 0 || !(char.IsAsciiLetterOrDigit(text[at - 1]) || text[at - 1] is '_' or '.'));
    }
}
