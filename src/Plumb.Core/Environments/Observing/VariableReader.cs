using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Python;

namespace Plumb.Environments.Observing;

/// <summary>Looks at the folders that Python's own variables, and those of environments, name. Inside a root only those that exist there count: the others belong to the machine that looks.</summary>
internal static class VariableReader
{
    private const int MostPaths = 200;

    public static ImmutableArray<ObservedVariable> Read(
        FileWorld world,
        WorldVariables variables,
        PythonInstallation installation
    )
    {
        var found = ImmutableArray.CreateBuilder<ObservedVariable>();
        var separator = installation.Platform.System == OperatingSystemFamily.Windows ? ';' : ':';
        foreach (var name in (string[])["PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "CONDA_PREFIX"])
        {
            if (variables.GetNonEmpty(name) is not { } value)
            {
                continue;
            }

            // PYTHONHOME may name prefix and exec_prefix; the others but PYTHONPATH hold one path.
            string[] parts = name is "PYTHONHOME" or "PYTHONPATH" ? value.Split(separator, MostPaths) : [value];
            foreach (var part in parts.Where(p => WorldPath.IsAbsolute(p) && !p.Contains('\0')))
            {
                var observed = Observe(world, installation, name, WorldPath.Normalize(part));
                if (observed.Exists || world.Root is null)
                {
                    found.Add(observed);
                }
            }
        }

        return found.DrainToImmutable();
    }

    private static ObservedVariable Observe(FileWorld world, PythonInstallation installation, string name, string path)
    {
        bool Holds(string file) => world.IsFile(WorldPath.Join(path, file));
        var holds = name switch
        {
            "PYTHONHOME" => LibraryBelow(installation) is { } library
                && (Holds(library + "/os.py") || Holds(library + "/os.pyc"))
                || Holds($"lib/python{installation.Major}.{installation.Minor}/os.py")
                || Holds($"lib64/python{installation.Major}.{installation.Minor}/os.py")
                || Holds($"lib/python{installation.Major}{installation.Minor}.zip")
                || (installation.Platform.System == OperatingSystemFamily.Windows && Holds("Lib/os.py")),
            "PYTHONPATH" => Holds("os.py") && Holds("abc.py") && Holds("codecs.py"),
            _ => false,
        };
        var isBase =
            SamePlace.Is(world, path, installation.Prefix)
            || (installation.BasePrefix is { } based && SamePlace.Is(world, path, based));
        return new ObservedVariable(name, path, world.TryStat(path, out _), holds, isBase);
    }

    /// <summary>Where below its prefix this Python keeps its standard library: <c>lib/python3.13t</c>, <c>lib/pypy3.10</c>; null when that is not known.</summary>
    private static string? LibraryBelow(PythonInstallation installation) =>
        installation is { Paths.StandardLibrary: { } library, BasePrefix: { } based }
        && WorldPath.IsWithin(library, based)
            ? library[based.Length..].TrimStart('/')
            : null;
}
