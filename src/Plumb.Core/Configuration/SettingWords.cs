using System.Collections.Immutable;
using Plumb.Findings;
using Plumb.Text;

namespace Plumb.Configuration;

/// <summary>The words that a configuration may use: those that the command line takes too.</summary>
/// <param name="Rules">The rules that can be named.</param>
/// <param name="Formats">For <c>format</c>.</param>
/// <param name="Colours">For <c>color</c>.</param>
/// <param name="Thresholds">For <c>fail-on</c>.</param>
public sealed record SettingWords(
    ImmutableArray<Rule> Rules,
    ImmutableArray<string> Formats,
    ImmutableArray<string> Colours,
    ImmutableArray<string> Thresholds
)
{
    private const string Letters = "PLB";
    private const int CodeLength = 7;

    /// <summary>For <c>severity</c>.</summary>
    public static ImmutableArray<string> Severities { get; } = ["error", "warning", "info", "off"];

    /// <summary>
    /// True for a rule's name and for a code or the beginning of one. A code needs no rule: it may be of another version of Plumb.
    /// </summary>
    public bool NamesRule(string word) =>
        (
            word.StartsWith(Letters, StringComparison.OrdinalIgnoreCase)
            && word.Length <= CodeLength
            && word.AsSpan(Letters.Length).IndexOfAnyExceptInRange('0', '9') < 0
        ) || Rules.Any(r => r.Name.Equals(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>Why a word names no rule, with the nearest that would; null when it names one.</summary>
    public string? Refusal(string word)
    {
        if (NamesRule(word))
        {
            return null;
        }

        var near = NearestWord.To(word, Rules.SelectMany(r => new[] { r.Code, r.Name }));
        return $"\"{word}\" is neither a code (PLB1201), the beginning of one (PLB12), nor the name of a rule."
            + (near is null ? "" : $" Did you mean \"{near}\"?");
    }
}
