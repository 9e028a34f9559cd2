using System.Collections.Immutable;
using Plumb.Files;

namespace Plumb.Native.Loading;

/// <summary>
/// Finds the folders of RPATH and RUNPATH in which a closure's libraries are really looked for and should not be: elements that never come
/// to be searched, since the library was found before or was loaded already, are passed over.
/// </summary>
/// <param name="search">Where the loader looks.</param>
/// <param name="own">The environment's folders, and that of its base interpreter.</param>
/// <param name="interpreter">What is in the process before any extension: it is not looked for again.</param>
public sealed class ExposedFolders(LibrarySearch search, ImmutableArray<string> own, LibraryClosure? interpreter)
{
    private static readonly string[] _ofTheSystem = ["/usr", "/lib", "/lib64", "/opt", "/nix", "/gnu", "/snap"];
    private readonly HashSet<string> _loaded =
    [
        .. (interpreter?.Members ?? []).SelectMany(m => new[] { m.Name, m.Library.SoName ?? m.Name }),
    ];

    /// <summary>The folders, one for each element and library.</summary>
    public ImmutableArray<ExposedFolder> Of(LibraryClosure closure)
    {
        if (!closure.Members.Any(m => HasSuspect(m.Library)))
        {
            return [];
        }

        var asked = closure
            .Members.Where(m => m.Requester >= 0 && m.By != FoundBy.Loaded)
            .Select(m => (m.Name, m.Requester))
            .Concat(closure.Missing.Select(m => (m.Name, m.Requester)))
            .Where(a => !a.Name.Contains('/', StringComparison.Ordinal) && !_loaded.Contains(a.Name));
        return [.. asked.SelectMany(a => Of(closure, a.Name, a.Requester))];
    }

    private IEnumerable<ExposedFolder> Of(LibraryClosure closure, string name, int requester)
    {
        var chain = closure.ChainTo(requester).Select(m => m.Library).Reverse().ToList();
        foreach (var place in search.FoldersFor(chain[0], chain.Skip(1)))
        {
            if (
                place.Owner is { } owner
                && IsSuspect(place.Element)
                && Exposure(place.Folder, name, out var isClosable) is { } exposure
            )
            {
                yield return new ExposedFolder(
                    owner.Path,
                    place.Element,
                    place.Folder,
                    exposure,
                    name,
                    requester,
                    isClosable
                );
            }

            if (place.Folder is { } folder && search.FindIn(folder, name) is not null)
            {
                yield break;
            }
        }
    }

    private FolderExposure? Exposure(string? folder, string name, out bool isClosable)
    {
        isClosable = false;
        if (folder is null)
        {
            return FolderExposure.CurrentFolder;
        }

        if (own.Any(o => WorldPath.IsWithin(folder, o)))
        {
            return null;
        }

        return OpenFolder.IsOpen(search.Store.World, folder, name, out isClosable) ? FolderExposure.OpenToAll
            : !_ofTheSystem.Any(s => WorldPath.IsWithin(folder, s)) && search.FindIn(folder, name) is not null
                ? FolderExposure.Outside
            : null;
    }

    private static bool HasSuspect(LoadableLibrary library) =>
        library.RPath.Any(IsSuspect) || library.RunPath.Any(IsSuspect);

    private static bool IsSuspect(string element) =>
        !element.StartsWith("$ORIGIN", StringComparison.Ordinal)
        && !element.StartsWith("${ORIGIN}", StringComparison.Ordinal);
}
