using System.Collections.Immutable;

namespace Plumb.Python;

/// <summary>A marker's expression as it was written: a comparison, or several joined by <c>and</c> or <c>or</c>.</summary>
public abstract record MarkerExpression
{
    private protected MarkerExpression() { }
}

/// <summary>One side of a comparison.</summary>
/// <param name="Variable">The variable; null for a quoted text.</param>
/// <param name="Text">The quoted text, or the variable's name.</param>
public readonly record struct MarkerOperand(MarkerVariable? Variable, string Text);

/// <summary>Two operands compared.</summary>
public sealed record MarkerComparison(MarkerOperand Left, MarkerOperator Operator, MarkerOperand Right)
    : MarkerExpression
{
    /// <summary>
    /// The comparison as a version specifier, where the left side is a version and the right side fits. A variable on the right stands
    /// for its name, as in <c>packaging</c>.
    /// </summary>
    internal VersionSpecifier? Specifier { get; } =
        Left.Variable is { IsVersion: true } ? ReadSpecifier(Operator, Right.Text) : null;

    /// <summary>Reads "operator text" as one version specifier; null when it is none.</summary>
    internal static VersionSpecifier? ReadSpecifier(MarkerOperator comparison, string text)
    {
        if (comparison is MarkerOperator.In or MarkerOperator.NotIn)
        {
            return null;
        }

        var whole = PythonText.Trim(comparison.Symbol + text);
        return SpecifierReader.TryRead(whole, 0, out var specifier, out var end, out _) && end == whole.Length
            ? specifier
            : null;
    }
}

/// <summary>Expressions that must all hold.</summary>
/// <param name="Parts">At least two.</param>
/// <param name="InParentheses">Whether parentheses stand around them.</param>
public sealed record MarkerConjunction(ImmutableArray<MarkerExpression> Parts, bool InParentheses = false)
    : MarkerExpression;

/// <summary>Expressions of which one must hold.</summary>
/// <param name="Parts">At least two.</param>
/// <param name="InParentheses">Whether parentheses stand around them.</param>
public sealed record MarkerDisjunction(ImmutableArray<MarkerExpression> Parts, bool InParentheses = false)
    : MarkerExpression;
