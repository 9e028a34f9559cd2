using System.Collections.Immutable;

namespace Plumb.Cli.Rendering.Html;

/// <summary>
/// Layers for a directed graph: a node stands right of everything that requires it, and within its layer near its
/// neighbours, which keeps edges short (the barycentre method of Sugiyama, Tagawa and Toda, 1981).
/// Linear in nodes and edges for each sweep; cycles are allowed.
/// </summary>
internal static class LayeredLayout
{
    private const int Sweeps = 8;

    /// <summary>The layers from left to right, each from top to bottom, as node numbers.</summary>
    public static ImmutableArray<ImmutableArray<int>> Of(int nodes, ImmutableArray<GraphEdge> edges)
    {
        var after = Neighbours(nodes, edges, e => e.From, e => e.To);
        var layer = Depths(nodes, after);
        var layers = Enumerable
            .Range(0, nodes)
            .GroupBy(n => layer[n])
            .OrderBy(g => g.Key)
            .Select(g => g.ToArray())
            .ToArray();
        var before = Neighbours(nodes, edges, e => e.To, e => e.From);
        var position = new double[nodes];
        foreach (var members in layers)
        {
            Place(members, position);
        }

        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var forward = sweep % 2 == 0;
            foreach (var members in forward ? layers : layers.Reverse())
            {
                Order(members, forward ? before : after, position);
            }
        }

        return [.. layers.Select(members => members.ToImmutableArray())];
    }

    private static List<int>[] Neighbours(
        int nodes,
        ImmutableArray<GraphEdge> edges,
        Func<GraphEdge, int> from,
        Func<GraphEdge, int> to
    )
    {
        var lists = new List<int>[nodes];
        for (var i = 0; i < nodes; i++)
        {
            lists[i] = [];
        }

        foreach (var edge in edges)
        {
            lists[from(edge)].Add(to(edge));
        }

        return lists;
    }

    // The longest path from a root, over the edges that a depth-first walk does not find closing a cycle.
    private static int[] Depths(int nodes, List<int>[] after)
    {
        var depth = new int[nodes];
        foreach (var node in WithoutCycles(nodes, after))
        {
            foreach (var next in after[node])
            {
                depth[next] = Math.Max(depth[next], depth[node] + 1);
            }
        }

        return depth;
    }

    // A topological order. Edges that close a cycle are taken out of the lists. The walk keeps its own stack.
    private static List<int> WithoutCycles(int nodes, List<int>[] after)
    {
        var order = new List<int>(nodes);
        var state = new byte[nodes];
        var stack = new Stack<(int Node, int Next)>();
        for (var root = 0; root < nodes; root++)
        {
            if (state[root] != 0)
            {
                continue;
            }

            state[root] = 1;
            stack.Push((root, 0));
            while (stack.TryPop(out var top))
            {
                var (node, next) = top;
                if (next == after[node].Count)
                {
                    state[node] = 2;
                    order.Add(node);
                }
                else if (state[after[node][next]] == 1)
                {
                    after[node].RemoveAt(next);
                    stack.Push((node, next));
                }
                else
                {
                    stack.Push((node, next + 1));
                    var child = after[node][next];
                    if (state[child] == 0)
                    {
                        state[child] = 1;
                        stack.Push((child, 0));
                    }
                }
            }
        }

        order.Reverse();
        return order;
    }

    private static void Order(int[] members, List<int>[] neighbours, double[] position)
    {
        var wanted = members.ToDictionary(
            n => n,
            n => neighbours[n].Count == 0 ? position[n] : neighbours[n].Average(other => position[other])
        );
        var sorted = members.OrderBy(n => wanted[n]).ThenBy(n => position[n]).ToArray();
        sorted.CopyTo(members, 0);
        Place(members, position);
    }

    // From -1 to 1, so that layers of different length can be compared.
    private static void Place(int[] members, double[] position)
    {
        for (var i = 0; i < members.Length; i++)
        {
            position[members[i]] = (2.0 * (i + 0.5) / members.Length) - 1;
        }
    }
}
