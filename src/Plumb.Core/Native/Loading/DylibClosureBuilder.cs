using System.Collections.Immutable;
using Plumb.Files;

namespace Plumb.Native.Loading;

/// <summary>What dyld loads with an extension module, without what belongs to macOS (<see cref="DylibSearch.IsOfSystem"/>).</summary>
public sealed class DylibClosureBuilder(DylibStore store, DylibSearch search)
{
    private const int MostNeighbours = 64;

    /// <summary>The closure of a module; null when it holds nothing for the processor.</summary>
    public LibraryClosure? Build(string path)
    {
        if (store.Read(path) is not { } root)
        {
            return null;
        }

        var members = new List<ClosureMember> { new(root.Library, WorldPath.Name(path), FoundBy.Path, -1) };
        var known = new HashSet<string>(StringComparer.Ordinal) { root.Library.Path };
        var missing = ImmutableArray.CreateBuilder<MissingLibrary>();
        var lookups = 0L;
        for (
            var at = 0;
            at < members.Count && members.Count < ClosureBuilder.MostMembers && lookups <= ClosureBuilder.MostLookups;
            at++
        )
        {
            var library = members[at].Library;
            var weak = store.Read(library.Path)?.Weak ?? [];
            var chain = Chain(members, at);
            foreach (
                var (needed, mayBeMissing) in library.Needed.Select(n => (n, false)).Concat(weak.Select(w => (w, true)))
            )
            {
                if (
                    !IsLibrary(needed)
                    || DylibSearch.IsOfSystem(needed)
                    || IsPython(needed)
                    || IsLoaded(members, needed)
                )
                {
                    continue;
                }

                lookups += DylibSearch.CostOf(needed, chain);
                if (lookups > ClosureBuilder.MostLookups)
                {
                    break;
                }

                if (search.Find(needed, chain) is { } found)
                {
                    if (known.Add(found.Library.Library.Path))
                    {
                        members.Add(new ClosureMember(found.Library.Library, needed, found.By, at));
                    }
                }
                else if (!mayBeMissing && !search.IsUnknown(needed, chain) && known.Add("\0" + needed))
                {
                    var lacking = new MissingLibrary(NameOf(needed), at);
                    missing.Add(missing.Count < MostNeighbours ? search.WithNeighbours(lacking) : lacking);
                }
            }
        }

        return new LibraryClosure
        {
            Members = [.. members],
            Missing = missing.ToImmutable(),
            IsCut = lookups > ClosureBuilder.MostLookups || members.Count >= ClosureBuilder.MostMembers,
        };
    }

    // A path that begins at a file of the package says no more than the name; another says where its owner is to have it.
    private static string NameOf(string path) => path.StartsWith('@') ? WorldPath.Name(path) : path;

    // dyld takes a library that was loaded under the install name which is asked for.
    private static bool IsLoaded(List<ClosureMember> members, string path) =>
        members.Exists(m => m.Library.SoName == path);

    // The beginning of a name, where a file was kept in part, is none.
    private static bool IsLibrary(string path) =>
        path.EndsWith(".dylib", StringComparison.Ordinal)
        || path.EndsWith(".so", StringComparison.Ordinal)
        || path.Contains(".framework/", StringComparison.Ordinal);

    // Whether the interpreter is the right one is asked elsewhere.
    private static bool IsPython(string path) =>
        WorldPath.Name(path) is "Python" or "Python3"
        || WorldPath.Name(path).StartsWith("libpython", StringComparison.Ordinal);

    private static List<LoadableLibrary> Chain(List<ClosureMember> members, int at)
    {
        var chain = new List<LoadableLibrary>();
        for (var i = at; i >= 0; i = members[i].Requester)
        {
            chain.Add(members[i].Library);
        }

        return chain;
    }
}
