using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Text;

namespace Plumb.Python;

/// <summary>An environment marker (PEP 508): the condition under which a requirement counts.</summary>
public sealed class Marker : IEquatable<Marker>
{
    private string? _text;
    private ImmutableSortedSet<string>? _extras;

    private Marker(MarkerExpression expression)
    {
        Expression = expression;
        MentionsExtra = Mentions(expression);
    }

    /// <summary>What was written, names of extras normalised.</summary>
    public MarkerExpression Expression { get; }

    /// <summary>True when <c>extra</c> takes part in the condition.</summary>
    public bool MentionsExtra { get; }

    /// <summary>The names that <c>extra</c> is compared with, normalised.</summary>
    public ImmutableSortedSet<string> Extras =>
        _extras ??= Comparisons(Expression)
            .Select(NameOfExtra)
            .OfType<string>()
            .ToImmutableSortedSet(StringComparer.Ordinal);

    /// <summary>Reads a marker; the error's offset counts UTF-16 units from the text's beginning.</summary>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out Marker? marker,
        [NotNullWhen(false)] out FormatError? error
    ) => TryParse(text, 0, out marker, out error);

    /// <summary>Reads a marker known to be valid, for literals; throws <see cref="FormatException"/> otherwise.</summary>
    public static Marker Parse(string text) =>
        TryParse(text, out var marker, out var error) ? marker : throw new FormatException($"'{text}': {error}");

    internal static bool TryParse(
        string text,
        int start,
        [NotNullWhen(true)] out Marker? marker,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        var parser = new MarkerParser(text, start);
        marker = parser.TryReadAll(out var expression, out error) ? new Marker(expression) : null;
        return marker is not null;
    }

    /// <summary>What the marker says of an environment, for the extra that the environment names.</summary>
    public MarkerOutcome Evaluate(MarkerEnvironment environment) =>
        new MarkerEvaluator(environment).Evaluate(Expression);

    /// <summary>
    /// Whether a requirement with this marker counts for a distribution that is used with some extras: whether the marker holds
    /// without an extra or under one of them. What is unknown or undefined does not count, so that nothing is asked of an environment
    /// that nobody can prove it needs.
    /// </summary>
    public bool Holds(MarkerEnvironment environment, IEnumerable<string>? extras = null) =>
        HoldsUnder("", environment)
        || (MentionsExtra && extras is not null && extras.Any(extra => HoldsUnder(extra, environment)));

    private bool HoldsUnder(string extra, MarkerEnvironment environment) =>
        Evaluate(environment.Extra == extra ? environment : environment with { Extra = extra }) == MarkerOutcome.True;

    /// <summary>
    /// What the marker says when the extra is left open: true or false when no extra makes a difference, otherwise unknown.
    /// </summary>
    public MarkerOutcome EvaluateForAnyExtra(MarkerEnvironment environment) =>
        Evaluate(environment with { IsExtraOpen = true });

    private static bool Mentions(MarkerExpression expression) =>
        expression switch
        {
            MarkerComparison c => c.Left.Variable == MarkerVariable.Extra || c.Right.Variable == MarkerVariable.Extra,
            MarkerConjunction { Parts: var parts } => parts.Any(Mentions),
            MarkerDisjunction { Parts: var parts } => parts.Any(Mentions),
            _ => false,
        };

    private static string? NameOfExtra(MarkerComparison comparison) =>
        (comparison.Left, comparison.Right) switch
        {
            ({ Variable: MarkerVariable.Extra }, { Variable: null, Text: var name }) => name,
            ({ Variable: null, Text: var name }, { Variable: MarkerVariable.Extra }) => name,
            _ => null,
        };

    private static IEnumerable<MarkerComparison> Comparisons(MarkerExpression expression) =>
        expression switch
        {
            MarkerComparison comparison => [comparison],
            MarkerConjunction { Parts: var parts } => parts.SelectMany(Comparisons),
            MarkerDisjunction { Parts: var parts } => parts.SelectMany(Comparisons),
            _ => [],
        };

    /// <summary>Same normal form.</summary>
    public bool Equals(Marker? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Marker);

    /// <inheritdoc />
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The normal form: double quotes, one blank between words, no needless parentheses.</summary>
    public override string ToString() => _text ??= MarkerText.Format(Expression);
}
