using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Plumb.Environments.Observing.Imports;

/// <summary>
/// Which modules lead to which others by imports that may run, and so which of them form cycles (Tarjan's strongly connected components,
/// without recursion). Only modules with a source are told. The answers do not depend on what is asked first. Safe for several threads.
/// </summary>
internal sealed class ImportGraph(ModuleFinder finder, DefinedNames names)
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, ImportCycle> _cycles = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ImmutableArray<string>> _targets = new(StringComparer.Ordinal);

    /// <summary>Reads what some modules lead to, in parallel.</summary>
    public void Prepare(IEnumerable<string> modules, CancellationToken cancellation)
    {
        var met = new HashSet<string>(modules.Where(IsSource), StringComparer.Ordinal);
        var next = met.ToList();
        while (next.Count > 0)
        {
            Parallel.ForEach(next, new ParallelOptions { CancellationToken = cancellation }, m => Targets(m));
            next = [.. next.SelectMany(m => Targets(m)).Where(met.Add)];
        }
    }

    /// <summary>The cycle of a module with a source.</summary>
    public ImportCycle Of(string module)
    {
        if (_cycles.TryGetValue(module, out var known))
        {
            return known;
        }

        lock (_gate)
        {
            if (!_cycles.ContainsKey(module))
            {
                Connect(module);
            }
        }

        return _cycles[module];
    }

    private void Connect(string start)
    {
        var nodes = new Dictionary<string, Node>(StringComparer.Ordinal);
        var open = new Stack<Node>();
        var path = new Stack<Node>();
        Node Enter(string module)
        {
            var node = new Node(module, nodes.Count, Targets(module));
            nodes.Add(module, node);
            open.Push(node);
            path.Push(node);
            return node;
        }

        Enter(start);
        while (path.TryPeek(out var at))
        {
            if (at.Next < at.Targets.Length)
            {
                var target = at.Targets[at.Next++];
                if (_cycles.TryGetValue(target, out var closed))
                {
                    at.Below = Math.Max(at.Below, closed.Height);
                }
                else if (nodes.TryGetValue(target, out var met))
                {
                    at.Low = Math.Min(at.Low, met.Index);
                }
                else
                {
                    Enter(target);
                }

                continue;
            }

            path.Pop();
            if (at.Low == at.Index)
            {
                at.Below = Close(at, open);
            }

            if (path.TryPeek(out var from))
            {
                from.Low = Math.Min(from.Low, at.Low);
                from.Below = Math.Max(from.Below, at.Below);
            }
        }
    }

    private int Close(Node root, Stack<Node> open)
    {
        var members = new HashSet<string>(StringComparer.Ordinal);
        Node member;
        do
        {
            member = open.Pop();
            members.Add(member.Module);
        } while (member != root);

        var entries = members.Count(m => ParentOf(m) is not { } parent || !members.Contains(parent));
        var cycle = new ImportCycle(members.Count, entries, root.Below + 1);
        foreach (var module in members)
        {
            _cycles[module] = cycle;
        }

        return cycle.Height;
    }

    /// <summary>The package that a module lies in; null for one at the top.</summary>
    public static string? ParentOf(string module)
    {
        var dot = module.LastIndexOf('.');
        return dot < 0 ? null : module[..dot];
    }

    private ImmutableArray<string> Targets(string module) =>
        _targets.GetOrAdd(module, static (m, g) => g.Read(m), this);

    private ImmutableArray<string> Read(string module)
    {
        var location = finder.Find(module);
        if (location is not { Kind: ModuleLocationKind.Source, File: { } file } || names.Source(file) is not { } source)
        {
            return [];
        }

        var targets = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (statement, _) in source.Imports)
        {
            if (DefinedNames.Absolute(statement, module, location) is not { Length: > 0 } target)
            {
                continue;
            }

            for (var part = target; part is not null; part = ParentOf(part))
            {
                targets.Add(part);
            }

            if (statement.IsFrom)
            {
                targets.UnionWith(statement.Names.Select(n => target + "." + n.Name));
            }
        }

        if (source.ImportsFolder)
        {
            targets.UnionWith(finder.ModulesIn(location).Select(n => module + "." + n));
        }

        return [.. targets.Where(IsSource)];
    }

    private bool IsSource(string module) => finder.Find(module).Kind == ModuleLocationKind.Source;

    private sealed class Node(string module, int index, ImmutableArray<string> targets)
    {
        public string Module { get; } = module;

        public int Index { get; } = index;

        public ImmutableArray<string> Targets { get; } = targets;

        public int Low { get; set; } = index;

        public int Next { get; set; }

        // The height of what lies below, as far as it was seen.
        public int Below { get; set; }
    }
}
