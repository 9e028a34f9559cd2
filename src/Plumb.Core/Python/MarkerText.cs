using System.Collections.Immutable;
using System.Text;

namespace Plumb.Python;

/// <summary>Writes markers in their normal form: double quotes, one blank between words, no needless parentheses.</summary>
internal static class MarkerText
{
    public static string Format(MarkerExpression expression)
    {
        var text = new StringBuilder();
        Append(text, expression, isOutermost: true);
        return text.ToString();
    }

    private static void Append(StringBuilder text, MarkerExpression expression, bool isOutermost)
    {
        switch (expression)
        {
            case MarkerComparison comparison:
                text.Append(Format(comparison.Left))
                    .Append(' ')
                    .Append(comparison.Operator.Symbol)
                    .Append(' ')
                    .Append(Format(comparison.Right));
                break;
            case MarkerConjunction all:
                AppendJoined(text, all.Parts, " and ", all.InParentheses && !isOutermost);
                break;
            case MarkerDisjunction any:
                AppendJoined(text, any.Parts, " or ", !isOutermost);
                break;
        }
    }

    private static void AppendJoined(
        StringBuilder text,
        ImmutableArray<MarkerExpression> parts,
        string word,
        bool inParentheses
    )
    {
        text.Append(inParentheses ? "(" : "");
        for (var i = 0; i < parts.Length; i++)
        {
            text.Append(i == 0 ? "" : word);
            Append(text, parts[i], isOutermost: false);
        }

        text.Append(inParentheses ? ")" : "");
    }

    private static string Format(MarkerOperand operand) =>
        operand.Variable is null ? PythonStringLiteral.Quote(operand.Text) : operand.Text;
}
