using System.Collections.Immutable;
using Plumb.Findings;

namespace Plumb.Checks;

/// <summary>Which rules are wanted, by beginnings of their codes (<c>PLB10</c>) or by whole names (<c>missing-requirement</c>).</summary>
/// <param name="Select">Wanted; empty for all.</param>
/// <param name="Ignore">Not wanted, unless a longer beginning among <paramref name="Select"/> says otherwise.</param>
public sealed record RuleSelection(ImmutableArray<string> Select, ImmutableArray<string> Ignore)
{
    /// <summary>All rules.</summary>
    public static RuleSelection All { get; } = new([], []);

    /// <summary>True when the rule is wanted.</summary>
    public bool Includes(Rule rule)
    {
        var ignored = Longest(Ignore, rule);
        var selected = Longest(Select, rule);
        return ignored == 0 ? Select.IsEmpty || selected > 0 : selected > ignored;
    }

    private static int Longest(ImmutableArray<string> words, Rule rule)
    {
        var longest = 0;
        foreach (var word in words)
        {
            if (word.Length > longest && rule.Answers(word))
            {
                longest = word.Length;
            }
        }

        return longest;
    }
}
