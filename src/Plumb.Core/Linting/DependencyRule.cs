namespace Plumb.Linting;

/// <summary>"sentencepiece is a standard transformers dependency".</summary>
internal sealed class DependencyRule : IClaimRule
{
    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document)
    {
        foreach (var line in document.Lines)
        {
            var text = line.Statement;
            var verb = TextSearch.IndexOfWord(text, "is", 0);
            if (
                line.Kind == LineKind.TableRow
                || verb < 0
                || !TextSearch.HasWord(text, "dependency")
                || TextSearch.HasAny(text, [" not ", "n't ", "optional"])
            )
            {
                continue;
            }

            // The subject ends right before the verb.
            var subject = line.Mentions.LastOrDefault(m => m.End <= verb && text[m.End..verb].AsSpan().Trim().IsEmpty);
            if (subject is null || DependencyPhrase.Read(text[verb..]) is not { } owner || owner.Name == subject.Name)
            {
                continue;
            }

            var (verdict, correct) = RequirementVerdict.Requires(document.WithPin(owner), subject);
            if (verdict != ClaimVerdict.Unknown)
            {
                yield return Declared.Claim(line.Number, text[subject.Start..].Trim(), verdict, correct, "requires");
            }
        }
    }
}
