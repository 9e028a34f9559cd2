using System.Collections.Immutable;
using Plumb.Cli.Rendering;
using Plumb.Findings;

namespace Plumb.Cli.Commands;

/// <summary>Which findings are wanted, by the beginnings of their codes.</summary>
/// <param name="Select">Wanted; empty for all.</param>
/// <param name="Ignore">Not wanted, unless a longer beginning among <paramref name="Select"/> says otherwise.</param>
internal sealed record FindingSelection(ImmutableArray<string> Select, ImmutableArray<string> Ignore)
{
    /// <summary>Reads <c>--select</c> and <c>--ignore</c>: codes, beginnings of codes or names, separated by commas.</summary>
    public static FindingSelection Of(IEnumerable<string> select, IEnumerable<string> ignore) =>
        new(Split(select), Split(ignore));

    /// <summary>The report with the wanted findings only.</summary>
    public CheckReport Apply(CheckReport report) =>
        Select.IsEmpty && Ignore.IsEmpty
            ? report
            : report with
            {
                Findings = [.. report.Findings.Where(f => Wants(f.Rule))],
            };

    private bool Wants(Rule rule) =>
        Longest(Ignore, rule) is var ignored
        && Longest(Select, rule) is var selected
        && (ignored == 0 ? Select.IsEmpty || selected > 0 : selected > ignored);

    private static int Longest(ImmutableArray<string> words, Rule rule) =>
        words.Select(w => Matches(w, rule) ? w.Length : 0).DefaultIfEmpty(0).Max();

    private static bool Matches(string word, Rule rule) =>
        rule.Code.StartsWith(word, StringComparison.OrdinalIgnoreCase)
        || rule.Name.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static ImmutableArray<string> Split(IEnumerable<string> values) =>
        [
            .. values.SelectMany(v =>
                v.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            ),
        ];
}
