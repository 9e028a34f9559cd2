using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Native.Loading;

namespace Plumb.Environments.Observing;

/// <summary>
/// The dynamic loader that an environment's interpreter runs under, set up once for everybody who follows what native files load: each
/// library is read once, however many ask.
/// </summary>
internal sealed class EnvironmentLoader
{
    private EnvironmentLoader(ImmutableArray<string> libraries, ElfLibrary program, LibrarySearch search)
    {
        Program = program;
        Search = search;
        Closures = new ClosureBuilder(search, PreloadableLibraries.Of(search.Store, libraries));
    }

    /// <summary>The interpreter's executable.</summary>
    public ElfLibrary Program { get; }

    /// <summary>Where the loader looks.</summary>
    public LibrarySearch Search { get; }

    /// <summary>What is loaded with a file; libraries of the environment that Python code loads first count as found.</summary>
    public ClosureBuilder Closures { get; }

    /// <summary>Null where the interpreter is no ELF file, or its machine's loader is not there to be judged against.</summary>
    /// <param name="world">The files.</param>
    /// <param name="variables">The variables under which the environment runs.</param>
    /// <param name="installation">The environment.</param>
    /// <param name="libraries">Every native library below its package folders.</param>
    public static EnvironmentLoader? Of(
        FileWorld world,
        WorldVariables variables,
        PythonInstallation installation,
        ImmutableArray<string> libraries
    )
    {
        var store = new ElfLibraryStore(world);
        if (
            installation is not { Executable: { } executable, ExecutableDangles: false }
            || store.Read(executable) is not { } program
        )
        {
            return null;
        }

        var settings = LoaderProbe.Read(world, variables, program.Kind);
        return settings.Loader is null
            ? null
            : new EnvironmentLoader(libraries, program, new LibrarySearch(store, settings, program.Kind));
    }

    /// <summary>The paths of all native libraries in the tree, in ordinal order.</summary>
    public static ImmutableArray<string> LibrariesIn(FileTree tree) =>
        [
            .. tree
                .Folders.Values.SelectMany(folder =>
                    folder
                        .Entries.Where(e => e.Kind == FileKind.File && e.Size > 0 && NativeFileName.IsLibrary(e.Name))
                        .Select(e => WorldPath.Join(folder.Path, e.Name))
                )
                .Order(StringComparer.Ordinal),
        ];
}
