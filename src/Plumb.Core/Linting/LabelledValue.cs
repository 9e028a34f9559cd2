using System.Collections.Immutable;

namespace Plumb.Linting;

/// <summary>A line of a list of figures: <c>Load CodeFormer: 10,500 MB (peak)</c>.</summary>
/// <param name="Line">Where it stands.</param>
/// <param name="Label">The words before the figure.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">Its unit; "" for none.</param>
/// <param name="Places">Its digits behind the point.</param>
/// <param name="Rest">What follows it.</param>
internal sealed record LabelledValue(
    DocumentLine Line,
    string Label,
    double Value,
    string Unit,
    int Places,
    string Rest
)
{
    private const int MostOfList = 500;

    /// <summary>Reads a line; null when it is no label with one figure behind a colon or in the next cell.</summary>
    public static LabelledValue? Read(DocumentLine line)
    {
        var text = line.Kind == LineKind.Code ? line.Text : line.Statement;
        if (line.Kind == LineKind.TableRow)
        {
            return Cells(line);
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var label = colon > 0 ? text[..colon].Trim(' ', '-', '*', '\t') : "";
        if (label.Length is 0 or > 80)
        {
            return null;
        }

        var at = colon + 1;
        var start = at;
        while (start < text.Length && text[start] is ' ' or '~' or '\t')
        {
            start++;
        }

        return Expression.TryNumber(text, ref at, text.Length, out var value, out var unit)
            ? new LabelledValue(line, label, value, unit, Expression.Places(text, start), text[at..].Trim())
            : null;
    }

    /// <summary>The lists of a document: lines that follow each other in a block, or in a list without another line between.</summary>
    public static IEnumerable<ImmutableArray<LabelledValue>> Lists(LintDocument document)
    {
        var list = ImmutableArray.CreateBuilder<LabelledValue>();
        DocumentLine? last = null;
        foreach (var line in document.Lines)
        {
            var value = Read(line);
            var isRule = line.Text.AsSpan().Trim(" |-─—=:+").IsEmpty;
            if (
                list.Count > 0
                && (
                    list.Count >= MostOfList
                    || (value is null && !isRule)
                    || line.Block != last!.Block
                    || line.Number - last.Number > 1
                    || line.Kind != last.Kind
                )
            )
            {
                yield return list.ToImmutable();
                list.Clear();
            }

            if (value is not null)
            {
                list.Add(value);
            }

            last = line;
        }

        if (list.Count > 0)
        {
            yield return list.ToImmutable();
        }
    }

    private static LabelledValue? Cells(DocumentLine line)
    {
        var cells = TableRow.Cells(line);
        if (cells.Length < 2 || cells[0].Length is 0 or > 80)
        {
            return null;
        }

        var at = 0;
        var cell = cells[1];
        return
            Expression.TryNumber(cell, ref at, cell.Length, out var value, out var unit)
            && cell.AsSpan(at).Trim().IsEmpty
            ? new LabelledValue(line, cells[0], value, unit, Expression.Places(cell, cell.StartsWith('~') ? 1 : 0), "")
            : null;
    }
}
