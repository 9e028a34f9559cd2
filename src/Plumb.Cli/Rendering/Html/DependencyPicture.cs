using System.Collections.Immutable;
using System.Globalization;
using Plumb.Findings;

namespace Plumb.Cli.Rendering.Html;

/// <summary>The dependency graph as inline SVG: layers from left to right, what stands alone in rows below.</summary>
internal static class DependencyPicture
{
    private const int RowHeight = 24;
    private const int BoxHeight = 18;
    private const int Gap = 64;
    private const int Margin = 16;
    private const int MostLetters = 30;

    // The width of a letter at 11 pixels in the usual monospaced fonts, rounded up.
    private const double LetterWidth = 6.7;

    /// <summary>Writes one svg element.</summary>
    public static void Write(DependencyGraph graph, TextWriter output)
    {
        var connected = new HashSet<int>(graph.Edges.SelectMany(e => new[] { e.From, e.To }));
        var layers = LayeredLayout
            .Of(graph.Nodes.Length, graph.Edges)
            .Select(layer => layer.Where(connected.Contains).ToImmutableArray())
            .Where(layer => !layer.IsEmpty)
            .ToList();
        var boxes = new Dictionary<int, Box>();
        var (width, height) = PlaceLayers(graph, layers, boxes);
        var alone = graph.Nodes.Where(n => !connected.Contains(n.Id)).ToList();
        (width, height) = PlaceAlone(alone, boxes, Math.Max(width, 900), height);
        output.Write(
            Invariant(
                $"<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"What requires what\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\n"
            )
        );
        var troubled = graph.Nodes.Any(n => n.Severity is not null);
        foreach (var edge in graph.Edges.OrderBy(e => e.IsBroken))
        {
            WriteEdge(edge, boxes, output);
        }

        foreach (var node in graph.Nodes)
        {
            WriteNode(node, boxes[node.Id], troubled, output);
        }

        output.Write("</svg>\n");
    }

    private readonly record struct Box(int X, int Y, int Width);

    private static (int Width, int Height) PlaceLayers(
        DependencyGraph graph,
        List<ImmutableArray<int>> layers,
        Dictionary<int, Box> boxes
    )
    {
        var height = layers.Select(l => l.Length).DefaultIfEmpty(0).Max() * RowHeight;
        var x = Margin;
        foreach (var layer in layers)
        {
            var width = layer.Max(n => WidthOf(graph.Nodes[n].Name));
            var spread = (double)height / layer.Length;
            // A short layer is spread a little, but not so far that its nodes stand alone.
            spread = Math.Clamp(spread, RowHeight, RowHeight * 2);
            var top = Margin + ((height - (spread * layer.Length)) / 2);
            for (var i = 0; i < layer.Length; i++)
            {
                var y = (int)(top + (spread * (i + 0.5)) - (BoxHeight / 2.0));
                boxes[layer[i]] = new Box(x, y, WidthOf(graph.Nodes[layer[i]].Name));
            }

            x += width + Gap;
        }

        return (x - Gap + Margin, height + (2 * Margin));
    }

    private static (int Width, int Height) PlaceAlone(
        List<GraphNode> alone,
        Dictionary<int, Box> boxes,
        int width,
        int height
    )
    {
        if (alone.Count == 0)
        {
            return (width, height);
        }

        var (x, y) = (Margin, height);
        foreach (var node in alone)
        {
            var box = WidthOf(node.Name);
            if (x + box + Margin > width)
            {
                (x, y) = (Margin, y + RowHeight);
            }

            boxes[node.Id] = new Box(x, y, box);
            x += box + 8;
        }

        return (width, y + RowHeight + Margin);
    }

    private static void WriteEdge(GraphEdge edge, Dictionary<int, Box> boxes, TextWriter output)
    {
        var (from, to) = (boxes[edge.From], boxes[edge.To]);
        var (x1, y1) = (from.X + from.Width, from.Y + (BoxHeight / 2));
        var (x2, y2) = (to.X, to.Y + (BoxHeight / 2));
        // An edge against the direction (it closes a cycle) leaves and arrives on the same sides, in a wider bow.
        var bow = Math.Max(40, Math.Abs(x2 - x1) / 2);
        var broken = edge.IsBroken ? " class=\"broken\"" : "";
        output.Write(
            Invariant(
                $"<path{broken} data-from=\"{edge.From}\" data-to=\"{edge.To}\" d=\"M{x1} {y1}C{x1 + bow} {y1} {x2 - bow} {y2} {x2} {y2}\"/>\n"
            )
        );
    }

    private static void WriteNode(GraphNode node, Box box, bool troubled, TextWriter output)
    {
        var state =
            node.Severity == Severity.Error ? " error"
            : node.Severity == Severity.Warning ? " warning"
            : troubled ? " calm"
            : "";
        state += node.IsMissing ? " missing" : "";
        output.Write(
            Invariant(
                $"<g class=\"node{state}\" data-id=\"{node.Id}\" tabindex=\"0\"><title>{HtmlText.Of(node.Detail)}</title>"
            )
                + Invariant(
                    $"<rect x=\"{box.X}\" y=\"{box.Y}\" width=\"{box.Width}\" height=\"{BoxHeight}\" rx=\"4\"/>"
                )
                + Invariant($"<text x=\"{box.X + 7}\" y=\"{box.Y + 13}\">{HtmlText.Of(Short(node.Name))}</text></g>\n")
        );
    }

    private static int WidthOf(string name) => (int)(VisibleText.Of(Short(name)).Length * LetterWidth) + 14;

    private static string Short(string name) => name.Length <= MostLetters ? name : name[..(MostLetters - 1)] + "…";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
