using System.Collections.Immutable;
using Plumb.Checks;
using Plumb.Findings;

namespace Plumb.Cli;

/// <summary>A code with its page, as it was when this program was built.</summary>
/// <param name="Code">The code.</param>
/// <param name="Rule">The rule; null for a code that no check of this version reports any more.</param>
/// <param name="Page">Its page in docs/rules, in Markdown.</param>
internal sealed record RuleEntry(string Code, Rule? Rule, string Page)
{
    private const string Prefix = "rules/";

    /// <summary>All codes, in order.</summary>
    public static ImmutableArray<string> Codes => [.. CheckCatalog.Rules.Select(r => r.Code)];

    /// <summary>What may stand for a rule: its code or its name.</summary>
    public static IEnumerable<string> Words => CheckCatalog.Rules.SelectMany(r => new[] { r.Code, r.Name });

    /// <summary>The entry of a code, its four digits or a name, whatever its case; null when there is none.</summary>
    public static RuleEntry? Find(string word)
    {
        word = word.Length == 4 && word.All(char.IsAsciiDigit) ? "PLB" + word : word;
        var rule = CheckCatalog.Rules.FirstOrDefault(r =>
            r.Code.Equals(word, StringComparison.OrdinalIgnoreCase)
            || r.Name.Equals(word, StringComparison.OrdinalIgnoreCase)
        );
        var code = rule?.Code ?? word.ToUpperInvariant();
        var page = ReadPage(code) ?? (rule is null ? null : $"# {rule.Code} {rule.Name}\n\n{rule.Summary}\n");
        return page is null ? null : new RuleEntry(code, rule, page);
    }

    /// <summary>The rules whose codes begin with what was asked for, where that has two or three digits; empty for anything else.</summary>
    public static ImmutableArray<Rule> Family(string word) =>
        word.Length is 5 or 6
        && word.StartsWith("PLB", StringComparison.OrdinalIgnoreCase)
        && word.AsSpan(3).IndexOfAnyExceptInRange('0', '9') < 0
            ? [.. CheckCatalog.Rules.Where(r => r.Code.StartsWith(word, StringComparison.OrdinalIgnoreCase))]
            : [];

    private static string? ReadPage(string code)
    {
        using var stream = typeof(RuleEntry).Assembly.GetManifestResourceStream($"{Prefix}{code}.md");
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
