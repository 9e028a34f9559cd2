namespace Plumb.Findings;

/// <summary>A kind of finding. Codes are append-only; each has a page <c>docs/rules/CODE.md</c>.</summary>
/// <param name="Code">"PLB" and four digits; the first digit is the family.</param>
/// <param name="Name">A short kebab-case name, for people who select rules by hand.</param>
/// <param name="Severity">What it is by default; a check may say less where the evidence is weaker.</param>
/// <param name="Summary">One sentence in the present tense: what is wrong when it fires.</param>
public sealed record Rule(string Code, string Name, Severity Severity, string Summary)
{
    /// <summary>The page of this rule, relative to the repository.</summary>
    public string Help => $"docs/rules/{Code}.md";

    /// <summary>True when a word means this rule: its name, its code or the beginning of its code, whatever the case.</summary>
    public bool Answers(string word) =>
        Code.StartsWith(word, StringComparison.OrdinalIgnoreCase)
        || Name.Equals(word, StringComparison.OrdinalIgnoreCase);
}
