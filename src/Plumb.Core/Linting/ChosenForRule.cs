using Plumb.Python;

namespace Plumb.Linting;

/// <summary>"Install the tokenizers that fits faster-whisper" over a pin: the other package does not ask for that version alone.</summary>
internal sealed class ChosenForRule : IClaimRule
{
    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document)
    {
        foreach (var set in document.Installs)
        {
            if (
                set.Requirements
                    is not [
                        {
                            Requirement: { Specifiers.Items: [{ Operator: VersionOperator.Equal }] } requirement
                        } written,
                    ]
                || set.Source.Index == 0
                || document.Lines[set.Source.Index - 1] is not { } comment
                || !LintDocument.IsComment(comment)
                || comment.Block != set.Block
                || User(comment, requirement.Name) is not { } user
            )
            {
                continue;
            }

            var exact = requirement.Specifiers.Items[0].Version;
            var pinned = new Mention(requirement.Name, requirement.Specifiers, exact, 0, 0);
            var (verdict, correct) = RequirementVerdict.Requires(document.WithPin(user), pinned);
            if (verdict is ClaimVerdict.Imprecise or ClaimVerdict.False)
            {
                yield return Declared.Claim(
                    comment.Number,
                    comment.Statement.Trim(),
                    verdict,
                    $"{correct} {written.Text} is not the only one that fits.",
                    "requires"
                );
            }
        }
    }

    // "compatible X … for Y", with X the package that is pinned below.
    private static Mention? User(DocumentLine comment, PackageName pinned)
    {
        var text = comment.Statement;
        var at = TextSearch.IndexOfWord(text, "for", 0);
        return
            at < 0
            || !TextSearch.HasAny(text[..at], ["compatible", "right", "correct", "matching", "required"])
            || !TextSearch.HasWord(text[..at], pinned.Normalized)
            ? null
            : comment.Mentions.FirstOrDefault(m =>
                m.Name != pinned && m.Start > at && text[(at + 3)..m.Start].AsSpan().Trim().IsEmpty
            );
    }
}
