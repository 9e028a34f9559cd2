using System.Collections.Immutable;
using System.Text;

namespace Plumb.Source;

/// <summary>
/// Writes an expression as CPython's <c>ast.unparse</c> (3.11) does: one blank around operators, parentheses where precedence
/// asks for them, texts as <c>repr</c> shows them. What cannot be read so, or nests too deep, is given as it stands with blanks joined.
/// </summary>
internal static class ExpressionText
{
    private const int LongestExpression = 4096;

    /// <summary>The whole expression.</summary>
    public static string Of(ReadOnlySpan<byte> expression)
    {
        if (expression.Length <= LongestExpression)
        {
            var writer = new ExpressionWriter(expression);
            if (writer.TryWrite(out var piece))
            {
                return piece.In(ExpressionRank.Test);
            }
        }

        return AsItStands(expression);
    }

    /// <summary>The members of a tuple, or the one expression: what an <c>except</c> names.</summary>
    public static ImmutableArray<string> Parts(ReadOnlySpan<byte> expression)
    {
        if (expression.Length <= LongestExpression)
        {
            var writer = new ExpressionWriter(expression);
            if (writer.TryWrite(out var piece))
            {
                return piece.Members is { } members
                    ? [.. members.Select(m => m.In(ExpressionRank.Test))]
                    : [piece.In(ExpressionRank.Test)];
            }
        }

        return [AsItStands(expression)];
    }

    private static string AsItStands(ReadOnlySpan<byte> expression) =>
        string.Join(
            ' ',
            Encoding
                .UTF8.GetString(expression[..Math.Min(expression.Length, LongestExpression)])
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
}

/// <summary>How tightly an expression binds, from loose to tight.</summary>
internal enum ExpressionRank
{
    Named,
    Tuple,
    Yield,
    Test,
    Or,
    And,
    Not,
    Comparison,
    BitOr,
    BitXor,
    BitAnd,
    Shift,
    Sum,
    Term,
    Factor,
    Power,
    Await,
    Atom,
}

/// <summary>A written expression with the rank of its outermost operator.</summary>
/// <param name="Text">Without parentheses around it.</param>
/// <param name="Rank">How tightly it binds.</param>
/// <param name="Members">Of a tuple: its members.</param>
/// <param name="IsInteger">True for a whole number, whose attributes need a blank.</param>
internal readonly record struct ExpressionPiece(
    string Text,
    ExpressionRank Rank,
    IReadOnlyList<ExpressionPiece>? Members = null,
    bool IsInteger = false
)
{
    /// <summary>The text where at least this rank is asked for.</summary>
    public string In(ExpressionRank rank) => rank > Rank ? $"({Text})" : Text;
}
