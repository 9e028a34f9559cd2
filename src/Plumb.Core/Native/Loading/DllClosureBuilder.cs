using System.Collections.Immutable;
using Plumb.Files;

namespace Plumb.Native.Loading;

/// <summary>What Windows loads with an extension module. Libraries that are loaded only when they are used (delay imports) are not asked for.</summary>
public sealed class DllClosureBuilder(DllStore store, DllSearch search)
{
    /// <summary>The closure of a module, without what belongs to Windows or may; null when the file cannot be read.</summary>
    public LibraryClosure? Build(string path)
    {
        if (store.Read(path, out var machine) is not { } root)
        {
            return null;
        }

        var members = new List<ClosureMember> { new(root, WorldPath.Name(path), FoundBy.Path, -1) };
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { WorldPath.Name(path) };
        var missing = ImmutableArray.CreateBuilder<MissingLibrary>();
        for (var at = 0; at < members.Count && members.Count < ClosureBuilder.MostMembers; at++)
        {
            foreach (var name in members[at].Library.Needed)
            {
                if (!known.Add(name) || IsApiSet(name))
                {
                    continue;
                }

                if (search.Find(name, root, machine) is { } found)
                {
                    members.Add(new ClosureMember(found.Library, name, found.By, at));
                }
                else if (!search.IsOfSystem(name) && !IsPython(name))
                {
                    missing.Add(new MissingLibrary(name, at));
                }
            }
        }

        return new LibraryClosure
        {
            Members = [.. members],
            Missing = missing.ToImmutable(),
            IsCut = members.Count >= ClosureBuilder.MostMembers,
        };
    }

    // Names that stand for sets of functions and are no files (Microsoft's "Windows API sets").
    private static bool IsApiSet(string name) =>
        name.StartsWith("api-ms-win-", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("ext-ms-", StringComparison.OrdinalIgnoreCase);

    // Whether the interpreter is the right one is asked elsewhere.
    private static bool IsPython(string name) =>
        name.StartsWith("python", StringComparison.OrdinalIgnoreCase) && name.Length > 10 && char.IsAsciiDigit(name[6]);
}
