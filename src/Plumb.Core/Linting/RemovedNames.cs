using System.Collections.Frozen;
using System.Collections.Immutable;
using Plumb.Knowledge;

namespace Plumb.Linting;

/// <summary>Finds names that distributions have removed in sentences and messages (<c>knowledge/removed-apis.toml</c>).</summary>
internal static class RemovedNames
{
    private static readonly Lazy<FrozenDictionary<string, ImmutableArray<RemovedApi>>> _byName = new(() =>
        RemovedApis
            .Embedded.All.Where(a => a.Package != RemovedApi.Python)
            .GroupBy(a => a.Name, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.ToImmutableArray(), StringComparer.Ordinal)
    );

    /// <summary>Names that stand in a text as code: <c>`ANTIALIAS`</c>, <c>np.float</c>, <c>numpy.int</c>.</summary>
    public static List<RemovedApi> InText(string written)
    {
        var found = new List<RemovedApi>();
        var start = -1;
        for (var i = 0; i <= written.Length && found.Count < 32; i++)
        {
            var isName = i < written.Length && (char.IsAsciiLetterOrDigit(written[i]) || written[i] is '_' or '.');
            if (isName)
            {
                start = start < 0 ? i : start;
                continue;
            }

            if (start >= 0)
            {
                var isSetOff = start > 0 && written[start - 1] is '`' or '\'' or '"';
                Add(written[start..i].Trim('.'), isSetOff, found);
                start = -1;
            }
        }

        return found;
    }

    /// <summary>What "module 'M' has no attribute 'N'" and "cannot import name 'N' from 'M'" name, where it is known to be removed.</summary>
    public static ImmutableArray<RemovedApi> InMessage(string text, out string module)
    {
        module = "";
        if (!ErrorMessage.TryReadName(text, out var name, out module) || !_byName.Value.TryGetValue(name, out var all))
        {
            return [];
        }

        var of = module;
        return [.. all.Where(a => a.Module == of || a.Module.StartsWith(of + ".", StringComparison.Ordinal))];
    }

    private static void Add(string word, bool isSetOff, List<RemovedApi> found)
    {
        var dot = word.LastIndexOf('.');
        var name = word[(dot + 1)..];
        if (name.Length == 0 || !_byName.Value.TryGetValue(name, out var all))
        {
            return;
        }

        var module = dot < 0 ? "" : word[..dot];
        module =
            module == "np" || module.StartsWith("np.", StringComparison.Ordinal) ? "numpy" + module[2..]
            : module == "Image" ? "PIL.Image"
            : module;
        foreach (var api in all)
        {
            if (module.Length > 0 ? api.Module == module : isSetOff && name.Length > 3)
            {
                found.Add(api);
            }
        }
    }
}
