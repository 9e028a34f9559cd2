using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace Plumb.Source;

/// <summary>The blocks of one file. Their texts are made only for those that an import or a use stands in.</summary>
internal sealed class SourceTree
{
    /// <summary>The module itself.</summary>
    public const int Module = 0;

    // A chain of elif nests without indentation; this bounds what the contexts of all its branches take.
    private const int MostBlocksInContexts = 500_000;
    private readonly List<Node> _nodes =
    [
        new(-1, SourceBlockKind.Class, default, -1, IsModule: true, IsForTypes: false),
    ];
    private readonly List<Handler> _handlers = [];
    private readonly Dictionary<int, ImmutableArray<SourceBlock>> _contexts = [];
    private readonly Dictionary<int, SourceBlock> _blocks = [];
    private int _blocksInContexts;

    /// <summary>True once contexts have become too many to be given.</summary>
    public bool IsExhausted => _blocksInContexts > MostBlocksInContexts;

    /// <summary>Adds a block; <paramref name="text"/> is its test or what it catches, <paramref name="of"/> the <c>if</c> of an <c>else</c>.</summary>
    public int Add(int parent, SourceBlockKind kind, TextRange text = default, int of = -1, bool isForTypes = false)
    {
        var around = _nodes[parent];
        var isModule = around.IsModule && kind is not (SourceBlockKind.Function or SourceBlockKind.Class);
        _nodes.Add(new Node(parent, kind, text, of, isModule, around.IsForTypes || isForTypes));
        return _nodes.Count - 1;
    }

    /// <summary>Adds a handler of the <c>try</c> <paramref name="node"/>; what it catches is empty for a bare <c>except</c>.</summary>
    public int AddHandler(int node, int parent, TextRange caught)
    {
        ref var owner = ref CollectionsMarshal.AsSpan(_nodes)[node];
        _handlers.Add(new Handler(caught, owner.LastHandler));
        owner.LastHandler = _handlers.Count;
        var handler = Add(parent, SourceBlockKind.Except, caught);
        CollectionsMarshal.AsSpan(_nodes)[handler].LastHandler = _handlers.Count;
        return handler;
    }

    /// <summary>Something raises, or ends the program, in the block.</summary>
    public void Raise(int node) => Mark(node, HandlerEnd.MayRaise, HandlerEnd.Raises);

    /// <summary>The block may be left without an error: by <c>return</c>, <c>continue</c> or <c>break</c>.</summary>
    public void Leave(int node) => Mark(node, HandlerEnd.MayBeLeft, HandlerEnd.MayBeLeft);

    private void Mark(int node, HandlerEnd within, HandlerEnd directly)
    {
        for (var at = node; at != Module && _nodes[at].Kind != SourceBlockKind.Function; at = _nodes[at].Parent)
        {
            if (_nodes[at].Kind == SourceBlockKind.Except)
            {
                CollectionsMarshal.AsSpan(_handlers)[_nodes[at].LastHandler - 1].End |=
                    at == node ? within | directly : within;
            }
        }
    }

    /// <summary>Whether a function around the block, or the block itself, has a parameter of that name.</summary>
    public bool HasParameter(int node, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        for (var at = node; at != Module; at = _nodes[at].Parent)
        {
            if (_nodes[at].Kind == SourceBlockKind.Function && IsParameter(_nodes[at].Text.In(text), name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the innermost scope is a function.</summary>
    public bool IsInFunction(int node)
    {
        var at = node;
        while (at != Module && _nodes[at].Kind is not (SourceBlockKind.Function or SourceBlockKind.Class))
        {
            at = _nodes[at].Parent;
        }

        return at != Module && _nodes[at].Kind == SourceBlockKind.Function;
    }

    // A parameter stands behind a bracket, a comma or a star, and before one of its ends; in "a: np.float" the name is no parameter.
    private static bool IsParameter(ReadOnlySpan<byte> header, ReadOnlySpan<byte> name)
    {
        for (var found = header.IndexOf(name); found >= 0; )
        {
            var before = header[..found].TrimEnd(" \t\r\n\\"u8);
            var after = header[(found + name.Length)..].TrimStart(" \t\r\n\\"u8);
            if (
                before is [.., (byte)'(' or (byte)',' or (byte)'*']
                && after is [(byte)',' or (byte)')' or (byte)'=' or (byte)':', ..]
            )
            {
                return true;
            }

            var next = header[(found + 1)..].IndexOf(name);
            found = next < 0 ? -1 : found + 1 + next;
        }

        return false;
    }

    /// <summary>Whether names bound in this block are names of the module.</summary>
    public bool IsModuleScope(int node) => _nodes[node].IsModule;

    /// <summary>Whether the block lies below <c>if TYPE_CHECKING</c>, which never runs.</summary>
    public bool IsForTypes(int node) => _nodes[node].IsForTypes;

    /// <summary>The blocks from the outermost in.</summary>
    public ImmutableArray<SourceBlock> Context(int node, ReadOnlySpan<byte> text)
    {
        if (node == Module || IsExhausted)
        {
            return [];
        }

        if (_contexts.TryGetValue(node, out var known))
        {
            return known;
        }

        var context = ImmutableArray.CreateBuilder<SourceBlock>();
        for (var at = node; at != Module && _blocksInContexts <= MostBlocksInContexts; at = _nodes[at].Parent)
        {
            _blocksInContexts++;
            context.Add(Block(at, text));
        }

        context.Reverse();
        return _contexts[node] = context.DrainToImmutable();
    }

    private SourceBlock Block(int index, ReadOnlySpan<byte> text)
    {
        if (_blocks.TryGetValue(index, out var known))
        {
            return known;
        }

        var node = _nodes[index];
        return _blocks[index] = node.Kind switch
        {
            SourceBlockKind.If => new SourceBlock(node.Kind, ExpressionText.Of(node.Text.In(text)), []),
            SourceBlockKind.Else => new SourceBlock(node.Kind, Block(node.Of, text).Test, []),
            SourceBlockKind.Except or SourceBlockKind.Suppress => new SourceBlock(
                node.Kind,
                "",
                Caught(node.Text, text)
            ),
            SourceBlockKind.Try => new SourceBlock(node.Kind, "", Catches(node, text, _ => true))
            {
                MayRaise = Catches(node, text, e => e.HasFlag(HandlerEnd.MayRaise)),
                Raises = Catches(node, text, e => e.HasFlag(HandlerEnd.Raises) && !e.HasFlag(HandlerEnd.MayBeLeft)),
            },
            _ => new SourceBlock(node.Kind, "", []),
        };
    }

    private ImmutableArray<string> Catches(Node node, ReadOnlySpan<byte> text, Func<HandlerEnd, bool> counts)
    {
        var all = new SortedSet<string>(StringComparer.Ordinal);
        for (var at = node.LastHandler; at > 0; at = _handlers[at - 1].Previous)
        {
            if (counts(_handlers[at - 1].End))
            {
                all.UnionWith(Caught(_handlers[at - 1].Caught, text));
            }
        }

        return [.. all];
    }

    private static ImmutableArray<string> Caught(TextRange caught, ReadOnlySpan<byte> text) =>
        caught.Length == 0 ? ["bare"] : ExpressionText.Parts(caught.In(text));

    private record struct Node(int Parent, SourceBlockKind Kind, TextRange Text, int Of, bool IsModule, bool IsForTypes)
    {
        /// <summary>1 + the index of the last handler, of a handler its own; 0 for none.</summary>
        public int LastHandler { get; set; }
    }
}

/// <summary>How a handler may end.</summary>
[Flags]
internal enum HandlerEnd
{
    /// <summary>It goes on.</summary>
    None = 0,

    /// <summary>Something in it raises or ends the program.</summary>
    MayRaise = 1,

    /// <summary>One of its own statements does.</summary>
    Raises = 2,

    /// <summary>It may be left without an error.</summary>
    MayBeLeft = 4,
}

/// <summary>A handler of a <c>try</c>.</summary>
/// <param name="Caught">What it catches; empty for a bare <c>except</c>.</param>
/// <param name="Previous">1 + the index of the one before it; 0 for the first.</param>
internal record struct Handler(TextRange Caught, int Previous)
{
    /// <summary>How it may end.</summary>
    public HandlerEnd End;
}

/// <summary>Bytes of a source, from <paramref name="Start"/> up to <paramref name="End"/>.</summary>
internal readonly record struct TextRange(int Start, int End)
{
    public int Length => End - Start;

    public ReadOnlySpan<byte> In(ReadOnlySpan<byte> text) => text[Start..End];

    public string ToString(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(In(text));
}
