using System.Collections.Immutable;
using CsCheck;
using Plumb.Cli.Rendering.Html;
using Xunit;

namespace Plumb.Cli.Tests.Rendering.Html;

public sealed class LayeredLayoutPropertyTests
{
    private static readonly Gen<(int Nodes, ImmutableArray<GraphEdge> Edges)> _graph = Gen.Int[1, 40]
        .SelectMany(nodes =>
            Gen.Select(Gen.Int[0, nodes - 1], Gen.Int[0, nodes - 1])
                .Where((from, to) => from != to || nodes == 1)
                .Select((from, to) => new GraphEdge(from, to, false))
                .Array[0, nodes == 1 ? 0 : 80]
                .Select(edges => (nodes, edges.Distinct().ToImmutableArray()))
        );

    [Fact]
    public void Every_node_stands_in_exactly_one_layer() =>
        _graph.Sample(graph =>
            Assert.Equal(
                Enumerable.Range(0, graph.Nodes),
                LayeredLayout.Of(graph.Nodes, graph.Edges).SelectMany(layer => layer).Order()
            )
        );

    [Fact]
    public void Without_cycles_every_edge_goes_to_the_right() =>
        _graph.Sample(graph =>
        {
            ImmutableArray<GraphEdge> edges = [.. graph.Edges.Where(e => e.From < e.To)];
            var layers = LayeredLayout.Of(graph.Nodes, edges);
            int LayerOf(int node) => layers.TakeWhile(layer => !layer.Contains(node)).Count();
            Assert.All(edges, edge => Assert.True(LayerOf(edge.From) < LayerOf(edge.To)));
        });

    [Fact]
    public void A_chain_of_a_hundred_thousand_needs_no_stack()
    {
        ImmutableArray<GraphEdge> chain = [.. Enumerable.Range(0, 100_000).Select(i => new GraphEdge(i, i + 1, false))];
        Assert.Equal(100_001, LayeredLayout.Of(100_001, chain).Length);
    }
}
