using System.Collections.Immutable;
using Plumb.Files;

namespace Plumb.Native.Loading;

/// <summary>
/// What an interpreter brings into its process, in which every extension finds symbols without asking for the library:
/// libpython first of all, and what the C library and its friends export.
/// </summary>
public static class InterpreterLibraries
{
    /// <summary>
    /// The closure of an interpreter's executable; null when it is no ELF file. Its own library counts as found where it lies beside it
    /// (<c>../lib</c>), also when the RUNPATH that it was built with names another place: a moved interpreter is started through wrappers.
    /// </summary>
    public static LibraryClosure? Of(LibrarySearch search, string executable)
    {
        if (search.Store.Read(executable) is not { } program)
        {
            return null;
        }

        var folder = WorldPath.Join(WorldPath.Parent(WorldPath.Parent(program.Path)), "lib");
        ImmutableArray<string> beside =
        [
            .. program
                .Needed.Where(n => n.StartsWith("libpython", StringComparison.Ordinal))
                .Select(n => WorldPath.Join(folder, n)),
        ];
        return new ClosureBuilder(search, PreloadableLibraries.Of(search.Store, beside)).Build(program);
    }
}
