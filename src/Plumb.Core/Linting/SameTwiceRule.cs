namespace Plumb.Linting;

/// <summary>One command, or one list, asks for a distribution in two ranges that no version fulfils.</summary>
internal sealed class SameTwiceRule : IClaimRule
{
    private const string Name = "pins-together";
    private const int MostTogether = 400;

    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document)
    {
        foreach (var set in document.Installs)
        {
            var same = set
                .Requirements.Take(MostTogether)
                .Where(r => r.Requirement is { Url: null, Marker: null, Specifiers.Items.IsEmpty: false })
                .GroupBy(r => r.Requirement.Name)
                .Where(g => g.Skip(1).Any());
            foreach (var group in same)
            {
                var asked = group.Take(16).ToList();
                for (var later = 1; later < asked.Count; later++)
                {
                    var earlier = asked
                        .Take(later)
                        .FirstOrDefault(e =>
                            e.Requirement.Specifiers.ToRange()
                                .IsDisjointFrom(asked[later].Requirement.Specifiers.ToRange())
                        );
                    if (earlier is not null && !IsParted(document, set, earlier.Line, asked[later].Line))
                    {
                        yield return Declared.Claim(
                            asked[later].Line,
                            asked[later].Text,
                            ClaimVerdict.False,
                            $"{earlier.Text} is asked for beside it, and no version of {group.Key} is both: keep one.",
                            Name
                        );
                        break;
                    }
                }
            }
        }
    }

    // A list in a document may show alternatives, each with its own words above; a file of requirements is one set.
    private static bool IsParted(LintDocument document, InstallSet set, int first, int last) =>
        set.Kind == InstallKind.List
        && document
            .Lines.Skip(set.Source.Index)
            .TakeWhile(l => l.Number < last)
            .Any(l =>
                l.Number > first
                && LintDocument.IsComment(l)
                && (
                    document.Lines[0].Block != set.Block
                    || document.Lines[^1].Block != set.Block
                    || TextSearch.HasWord(l.Text, "or")
                    || TextSearch.HasAny(l.Text, ["alternativ", "either", "instead"])
                )
            );
}
