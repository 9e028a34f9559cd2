using System.Collections.Immutable;

namespace Plumb.Linting;

/// <summary>A row of a table that names a distribution with its versions: <c>| typer | &gt;=0.12 | For Gradio 3.50.2 |</c>.</summary>
/// <param name="Line">Where it stands.</param>
/// <param name="Package">The distribution, with the versions that the row gives it.</param>
/// <param name="Notes">The cells that tell more.</param>
internal sealed record TableRow(DocumentLine Line, Mention Package, ImmutableArray<string> Notes)
{
    private const int MostCells = 16;

    /// <summary>The cells of a row, without marks of emphasis.</summary>
    public static ImmutableArray<string> Cells(DocumentLine line) =>
        line.Kind == LineKind.TableRow
            ? [.. line.Statement.Trim().Trim('|').Split('|').Take(MostCells).Select(c => c.Trim())]
            : [];

    /// <summary>Reads a row; null when its first cell is no known distribution.</summary>
    public static TableRow? Read(DocumentLine line)
    {
        var cells = Cells(line);
        if (
            cells.Length < 2
            || cells[0].Length is 0 or > 80
            || MentionReader.Read(" " + cells[0], "`" + cells[0]) is not [{ } named]
            || named.Start > 1
            || named.End < cells[0].Length + 1
        )
        {
            return null;
        }

        var package = named;
        var notes = cells[1..];
        if (named.Versions is null && VersionPhrase.Read(cells[1], 0, named.Name, 0) is { Versions: not null } read)
        {
            package = read;
            notes = cells[2..];
        }

        return new TableRow(line, package, notes);
    }
}
