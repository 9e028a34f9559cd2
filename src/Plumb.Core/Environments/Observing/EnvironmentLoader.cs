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
    private EnvironmentLoader(
        ImmutableArray<string> libraries,
        LoadableLibrary program,
        LibrarySearch search,
        ImmutableArray<string> own
    )
    {
        var preloadable = PreloadableLibraries.Of(search.Store, libraries);
        Program = program;
        Search = search;
        Closures = new ClosureBuilder(search, preloadable);
        Interpreter = InterpreterLibraries.Of(search, program.Path);
        Exposed = new ExposedFolders(search, own, Interpreter);
        if (!search.Settings.LibraryPath.IsEmpty)
        {
            var plain = new LibrarySearch(search.Store, search.Settings with { LibraryPath = [] }, program.Kind);
            WithoutVariable = new ClosureBuilder(plain, preloadable);
            InterpreterWithoutVariable = InterpreterLibraries.Of(plain, program.Path);
        }
    }

    /// <summary>The interpreter's executable.</summary>
    public LoadableLibrary Program { get; }

    /// <summary>Where the loader looks.</summary>
    public LibrarySearch Search { get; }

    /// <summary>What is loaded with a file; libraries of the environment that Python code loads first count as found.</summary>
    public ClosureBuilder Closures { get; }

    /// <summary>What the interpreter itself loads; null when it cannot be followed.</summary>
    public LibraryClosure? Interpreter { get; }

    /// <summary>Folders that should not be searched.</summary>
    public ExposedFolders Exposed { get; }

    /// <summary>What would be loaded without LD_LIBRARY_PATH; null when it is not set.</summary>
    public ClosureBuilder? WithoutVariable { get; }

    /// <summary>What the interpreter itself would load without LD_LIBRARY_PATH; null when it is not set.</summary>
    public LibraryClosure? InterpreterWithoutVariable { get; }

    /// <summary>Null where the interpreter is no ELF file, or the loader that it names is not there or follows rules of its own.</summary>
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

        var settings = LoaderProbe.Read(world, variables, program);
        return settings.Loader is null
            ? null
            : new EnvironmentLoader(
                libraries,
                program,
                new LibrarySearch(store, settings, program.Kind),
                FoldersOf(world, installation, program)
            );
    }

    // The prefixes as they are named and as they are once links are followed, and where the executable really lies.
    private static ImmutableArray<string> FoldersOf(
        FileWorld world,
        PythonInstallation installation,
        LoadableLibrary program
    ) =>
        [
            .. installation
                .SitePackages.Append(installation.Prefix)
                .Append(installation.BasePrefix)
                .Append(WorldPath.Parent(WorldPath.Parent(program.Path)))
                .OfType<string>()
                .SelectMany(f => new[] { f, world.RealPath(f) ?? f })
                .Where(f => f.Length > 1)
                .Distinct(StringComparer.Ordinal),
        ];

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
