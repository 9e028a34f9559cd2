using System.Collections.Immutable;
using Plumb.Files;

namespace Plumb.Environments;

/// <summary>Tells the modules and packages that lie directly in a folder from its listing.</summary>
public static class ModuleListing
{
    /// <summary>All of them, in the order of their file names; one name may come several times.</summary>
    /// <param name="listing">The folder.</param>
    /// <param name="isPackage">Whether a child folder, or link to one, has an <c>__init__</c> file; null when it is no folder.</param>
    public static ImmutableArray<ObservedModule> Of(DirectoryListing listing, Func<DirectoryEntry, bool?> isPackage)
    {
        var modules = ImmutableArray.CreateBuilder<ObservedModule>();
        foreach (var entry in listing.Entries)
        {
            var path = WorldPath.Join(listing.Path, entry.Name);
            if (
                entry.Kind is FileKind.File or FileKind.Link
                && ModuleNames.TryParseFile(entry.Name, out var name, out var kind)
            )
            {
                modules.Add(new ObservedModule(name, path, kind));
            }
            else if (
                entry.Kind is FileKind.Directory or FileKind.Link
                && entry.Name != "__pycache__"
                && ModuleNames.IsIdentifier(entry.Name)
                && isPackage(entry) is { } regular
            )
            {
                modules.Add(new ObservedModule(entry.Name, path, regular ? ModuleKind.Package : ModuleKind.Namespace));
            }
        }

        return modules.DrainToImmutable();
    }

    /// <summary>The modules of a folder of the tree; links to folders are not followed there and left out.</summary>
    public static ImmutableArray<ObservedModule> Of(FileTree tree, string folder) =>
        tree.Folder(folder) is { } listing
            ? Of(
                listing,
                e =>
                    tree.Folder(WorldPath.Join(folder, e.Name)) is { } child
                        ? child.Entries.Any(c => c.Kind != FileKind.Directory && ModuleNames.IsInit(c.Name))
                        : null
            )
            : [];
}
