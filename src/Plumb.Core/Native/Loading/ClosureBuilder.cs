using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Python;

namespace Plumb.Native.Loading;

/// <summary>
/// Loads a file and all that it needs as the loader would, on paper: breadth first, each SONAME once (glibc <c>elf/dl-deps.c</c>).
/// Goes on after a missing library, where the loader stops, so that all of them are told at once.
/// </summary>
public sealed class ClosureBuilder(LibrarySearch search, PreloadableLibraries preloadable)
{
    /// <summary>Beyond this many libraries a closure is given up: no real one has a tenth of it.</summary>
    public const int MostMembers = 4096;

    /// <summary>Beyond this many places a search is given up: no real closure takes a hundredth of it.</summary>
    public const int MostLookups = 1 << 17;

    /// <summary>The closure of a file.</summary>
    /// <param name="root">An extension, library or program.</param>
    /// <param name="program">The program into which it is loaded, whose RPATH counts too; null for a closure on its own.</param>
    public LibraryClosure Build(LoadableLibrary root, LoadableLibrary? program = null)
    {
        var members = new List<ClosureMember> { new(root, WorldPath.Name(root.Path), FoundBy.Path, -1) };
        var byName = new Dictionary<string, int>(StringComparer.Ordinal);
        var missing = ImmutableArray.CreateBuilder<MissingLibrary>();
        Know(byName, members, 0);
        var lookups = 0L;
        for (var at = 0; at < members.Count && members.Count < MostMembers && lookups <= MostLookups; at++)
        {
            foreach (var name in members[at].Library.Needed)
            {
                if (byName.ContainsKey(name) || IsBuiltIn(name))
                {
                    continue;
                }

                lookups += CostOf(members, at);
                if (lookups > MostLookups)
                {
                    break;
                }

                if (Find(name, members, at, program) is not { } found)
                {
                    missing.Add(new MissingLibrary(name, at));
                    byName[name] = -1;
                    continue;
                }

                var same = members.FindIndex(m => m.Library.Path == found.Library.Path);
                if (same < 0)
                {
                    members.Add(new ClosureMember(found.Library, name, found.By, at));
                    same = members.Count - 1;
                }

                byName[name] = same;
                Know(byName, members, same);
            }
        }

        return new LibraryClosure
        {
            Members = [.. members],
            Missing = missing.ToImmutable(),
            IsCut = members.Count >= MostMembers || lookups > MostLookups,
            MissingVersions = search.Settings.Libc == LibcKind.Musl ? [] : CheckVersions(members, byName),
        };
    }

    // In how many folders that files name it is looked for, at most.
    private static long CostOf(List<ClosureMember> members, int requester)
    {
        var cost = 1L + members[requester].Library.RunPath.Length;
        for (var at = requester; at >= 0; at = members[at].Requester)
        {
            cost += members[at].Library.RPath.Length;
        }

        return cost;
    }

    private FoundLibrary? Find(string name, List<ClosureMember> members, int requester, LoadableLibrary? program)
    {
        if (search.Loader is { } itself && WorldPath.Name(search.Settings.Loader!) == name)
        {
            return new FoundLibrary(itself, FoundBy.Loaded);
        }

        return search.Find(name, members[requester].Library, Loaders(members, requester, program))
            ?? (
                preloadable.Find(name, members[requester].Library) is { } preloaded
                    ? new FoundLibrary(preloaded, FoundBy.Preloaded)
                    : null
            );
    }

    private static IEnumerable<LoadableLibrary> Loaders(
        List<ClosureMember> members,
        int requester,
        LoadableLibrary? program
    )
    {
        for (var at = members[requester].Requester; at >= 0; at = members[at].Requester)
        {
            yield return members[at].Library;
        }

        if (program is not null)
        {
            yield return program;
        }
    }

    // musl is one file under all these names (ldso/dynlink.c, "reserved").
    private bool IsBuiltIn(string name) =>
        search.Settings.Libc == LibcKind.Musl
        && (
            name.StartsWith("libc.", StringComparison.Ordinal)
            || name.StartsWith("libpthread.", StringComparison.Ordinal)
            || name.StartsWith("librt.", StringComparison.Ordinal)
            || name.StartsWith("libm.", StringComparison.Ordinal)
            || name.StartsWith("libdl.", StringComparison.Ordinal)
            || name.StartsWith("libutil.", StringComparison.Ordinal)
            || name.StartsWith("libxnet.", StringComparison.Ordinal)
            || name.StartsWith("ld-musl-", StringComparison.Ordinal)
        );

    private static void Know(Dictionary<string, int> byName, List<ClosureMember> members, int index)
    {
        if (members[index].Library.SoName is { } soName)
        {
            byName.TryAdd(soName, index);
        }
    }

    private static ImmutableArray<MissingVersion> CheckVersions(
        List<ClosureMember> members,
        Dictionary<string, int> byName
    )
    {
        var lacking = ImmutableArray.CreateBuilder<MissingVersion>();
        for (var at = 0; at < members.Count; at++)
        {
            foreach (var need in members[at].Library.NeededVersions)
            {
                if (!need.IsWeak && byName.TryGetValue(need.Library, out var provider) && provider >= 0)
                {
                    var defined = members[provider].Library.DefinedVersions;
                    if (!defined.IsEmpty && !defined.Contains(need.Version))
                    {
                        lacking.Add(new MissingVersion(need.Version, provider, at));
                    }
                }
            }
        }

        return lacking.ToImmutable();
    }
}
