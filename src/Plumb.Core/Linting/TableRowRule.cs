namespace Plumb.Linting;

/// <summary>What a row says of its distribution: "For Gradio 3.50.2", "Required by Flask 3", "Standard transformers dependency".</summary>
internal sealed class TableRowRule : IClaimRule
{
    private const string Name = "requires";
    private static readonly string[] _for =
    [
        "for",
        "needed for",
        "required for",
        "required by",
        "needed by",
        "used by",
    ];

    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document)
    {
        foreach (var line in document.Lines)
        {
            if (line.Kind == LineKind.TableRow && TableRow.Read(line) is { } row)
            {
                foreach (var note in row.Notes)
                {
                    if (Judge(document, row, note) is { } claim)
                    {
                        yield return claim;
                    }
                }
            }
        }
    }

    private static Claim? Judge(LintDocument document, TableRow row, string note)
    {
        if (DependencyPhrase.Read(note) is { } whole)
        {
            var (is1, why) = RequirementVerdict.Requires(
                document.WithPin(whole),
                row.Package with
                {
                    Versions = null,
                    Exact = null,
                }
            );
            return Of(row, note, is1, why);
        }

        // The words of the note alone, since those before it belong to other cells.
        if (MentionReader.Read(note, note) is not [{ Start: > 0 } user, ..] || user.Name == row.Package.Name)
        {
            return null;
        }

        var words = note[..user.Start].Trim(' ', ':', '(').ToLowerInvariant();
        if (Array.IndexOf(_for, words) >= 0)
        {
            // What a row gives for the sake of a package that does not ask for it is a guess of its author.
            if (row.Package.Versions is null || (user.Versions is null && document.Pin(user.Name) is null))
            {
                return null;
            }

            var (verdict, correct) = RequirementVerdict.Requires(document.WithPin(user), row.Package);
            return Of(row, note, verdict, correct);
        }

        if (Sentences.Between(" " + words + " ") == Tie.Fits)
        {
            var (verdict, correct) = RequirementVerdict.Fits(row.Package, user);
            return Of(row, note, verdict, correct);
        }

        return null;
    }

    private static Claim? Of(TableRow row, string note, ClaimVerdict verdict, string correct) =>
        verdict == ClaimVerdict.Unknown
            ? null
            : Declared.Claim(row.Line.Number, $"{row.Package.Said}: {note}", verdict, correct, Name);
}
