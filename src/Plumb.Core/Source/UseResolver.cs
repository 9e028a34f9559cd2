using System.Collections.Immutable;
using System.Text;

namespace Plumb.Source;

/// <summary>Tells which dotted names of a file reach into a watched module, by the aliases that its imports make.</summary>
internal ref struct UseResolver(ReadOnlySpan<byte> text, SourceFindings found, WatchedNames watched)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private readonly List<(byte[] Name, string Module, bool IsDoubtful)> _aliases = [];
    private StretchCursor? _stretches;
    private bool _isDeferred;

    /// <summary>The uses, sorted by line and name, each once in a line and block.</summary>
    public ImmutableArray<ApiUse> Resolve()
    {
        FindAliases();
        if (_aliases.Count == 0)
        {
            return [];
        }

        var uses = ImmutableArray.CreateBuilder<ApiUse>();
        var seen = new Dictionary<(int, string, int), int>();
        var lines = new LineCounter(_text);
        foreach (var chain in found.Chains)
        {
            var span = chain.Text.In(_text);
            foreach (var (name, module, isDoubtful) in _aliases)
            {
                if (span.StartsWith(name) && !PythonBytes.IsName(span[name.Length]))
                {
                    var full = module + Attributes(span[name.Length..]);
                    foreach (var top in watched.Modules)
                    {
                        if (Attribute(full, top) is { } use && watched.Wants(use))
                        {
                            var line = lines.At(chain.Text.Start);
                            var resolved = Use(chain, full, use, line, name, isDoubtful);
                            if (seen.TryAdd((line, use, chain.Context), uses.Count))
                            {
                                uses.Add(resolved);
                            }
                            else
                            {
                                var index = seen[(line, use, chain.Context)];
                                uses[index] = Merged(uses[index], resolved);
                            }
                        }
                    }
                }
            }
        }

        AddGifts(uses);
        uses.Sort((a, b) => a.Line != b.Line ? a.Line.CompareTo(b.Line) : string.CompareOrdinal(a.Name, b.Name));
        return uses.DrainToImmutable();
    }

    private readonly void AddGifts(ImmutableArray<ApiUse>.Builder uses)
    {
        var lines = new LineCounter(_text);
        foreach (var gift in found.Gifts)
        {
            var owner = gift.Owner.In(_text);
            foreach (var (name, module, _) in _aliases)
            {
                if (owner.StartsWith(name) && (owner.Length == name.Length || !PythonBytes.IsName(owner[name.Length])))
                {
                    var use =
                        $"{module}{Attributes(owner[name.Length..])}.{PythonLiteral.Read(gift.Literal.In(_text)).Value}";
                    if (watched.Wants(use))
                    {
                        var context = found.Tree.Context(gift.Context, _text);
                        uses.Add(new ApiUse(lines.At(gift.Owner.Start), use, context, false) { IsAssigned = true });
                    }
                }
            }
        }
    }

    private ApiUse Use(FoundChain chain, string full, string use, int line, byte[] alias, bool isDoubtful)
    {
        var context = found.Tree.Context(chain.Context, _text);
        _stretches ??= new StretchCursor(LocalStretches.Read(_text));
        var at = chain.Text.Start;
        var isInAnnotation = _stretches.IsInAnnotation(at);
        return new ApiUse(line, use, context, chain.IsTested)
        {
            // In "x: np.float = 1" the parameter or variable is given the value.
            IsAssigned = !isInAnnotation && full.Length == use.Length && IsAssigned(chain.Text.End),
            IsDoubtful =
                isDoubtful
                || found.Tree.HasParameter(chain.Context, alias, _text)
                || _stretches.IsBound(at, alias, _text),
            IsInAnnotation = isInAnnotation,
            IsNeverEvaluated =
                isInAnnotation
                && _stretches.IsInDeadAnnotation(at, _isDeferred, found.Tree.IsInFunction(chain.Context)),
        };
    }

    // What one of two uses on a line leaves open, the other may not.
    private static ApiUse Merged(ApiUse first, ApiUse second) =>
        first with
        {
            IsAssigned = first.IsAssigned || second.IsAssigned,
            IsDoubtful = first.IsDoubtful && second.IsDoubtful,
            IsInAnnotation = first.IsInAnnotation && second.IsInAnnotation,
            IsNeverEvaluated = first.IsNeverEvaluated && second.IsNeverEvaluated,
        };

    private readonly bool IsAssigned(int end)
    {
        var rest = _text[end..].TrimStart(" \t"u8);
        return rest.Length > 1 && rest[0] == '=' && rest[1] != '=';
    }

    /// <summary>The part of a full name that ends with the first attribute of a watched module.</summary>
    private static string? Attribute(string full, string top)
    {
        if (full.Length <= top.Length + 1 || full[top.Length] != '.' || !full.StartsWith(top, StringComparison.Ordinal))
        {
            return null;
        }

        var end = full.IndexOf('.', top.Length + 1);
        return end < 0 ? full : full[..end];
    }

    /// <summary>What follows the alias, without blanks, joined lines and comments.</summary>
    private static string Attributes(ReadOnlySpan<byte> rest)
    {
        foreach (var b in rest)
        {
            if (b != '.' && !PythonBytes.IsName(b))
            {
                return Joined(rest);
            }
        }

        return Encoding.UTF8.GetString(rest);
    }

    private static string Joined(ReadOnlySpan<byte> rest)
    {
        var text = new StringBuilder();
        var lexer = new PythonLexer(rest, joined: true);
        while (lexer.Read() is PythonTokenKind.Name or PythonTokenKind.Operator)
        {
            text.Append(Encoding.UTF8.GetString(lexer.Token));
        }

        return text.ToString();
    }

    /// <summary>Where several imports bind a name, the one that lies deepest in the syntax tree counts, of those the last.</summary>
    private void FindAliases()
    {
        var bound = new Dictionary<string, (string Module, int Depth)>(StringComparer.Ordinal);
        var doubtful = new HashSet<string>(StringComparer.Ordinal);
        foreach (var import in found.Imports)
        {
            if (import.Names.IsDefault)
            {
                var root = import.Module.Split('.')[0];
                Bind(bound, doubtful, import.Alias ?? root, import.Alias is null ? root : import.Module, import.Depth);
            }
            else if (!import.Module.StartsWith('.'))
            {
                _isDeferred |= import.Module == "__future__" && import.Names.Any(n => n.Name == "annotations");
                foreach (var name in import.Names)
                {
                    Bind(bound, doubtful, name.BoundName, $"{import.Module}.{name.Name}", import.Depth);
                }
            }
        }

        foreach (var (name, (module, _)) in bound)
        {
            if (watched.Reaches(module))
            {
                _aliases.Add((Encoding.UTF8.GetBytes(name), module, doubtful.Contains(name)));
            }
        }
    }

    private static void Bind(
        Dictionary<string, (string Module, int Depth)> bound,
        HashSet<string> doubtful,
        string name,
        string module,
        int depth
    )
    {
        var isKnown = bound.TryGetValue(name, out var known);
        if (isKnown && known.Module != module)
        {
            doubtful.Add(name);
        }

        if (!isKnown || known.Depth <= depth)
        {
            bound[name] = (module, depth);
        }
    }
}
