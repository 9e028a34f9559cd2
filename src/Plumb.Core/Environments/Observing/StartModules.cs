using Plumb.Files;
using Plumb.Knowledge;

namespace Plumb.Environments.Observing;

/// <summary>Tells whether what a line of a <c>.pth</c> file imports can be found. Where the path has an archive, nobody can.</summary>
internal sealed class StartModules
{
    private readonly FileWorld _world;
    private readonly List<string> _folders;
    private readonly bool _isKnown;
    private readonly int _major;
    private readonly int _minor;
    private readonly Dictionary<string, HashSet<string>> _names = new(StringComparer.Ordinal);

    public StartModules(FileWorld world, PythonInstallation installation)
    {
        _world = world;
        (_major, _minor) = (installation.Major, installation.Minor);
        var entries = installation.SearchPath.Where(e => e.Exists).ToList();
        _folders = [.. entries.Select(e => e.Path).Where(p => world.IsDirectory(p))];
        _isKnown =
            _folders.Count == entries.Count
            && entries.Any(e =>
                e.Origin == PathOrigin.StandardLibrary && world.IsFile(WorldPath.Join(e.Path, "os.py"))
            );
    }

    /// <summary>The first module of the statement at the beginning of the line that is not there; null when all are.</summary>
    public string? FirstMissing(string line)
    {
        if (!_isKnown || !line.StartsWith("import", StringComparison.Ordinal))
        {
            return null;
        }

        var statement = line.AsSpan("import".Length);
        statement = statement[..(statement.IndexOfAny(';', '#') is >= 0 and var end ? end : statement.Length)];
        foreach (var part in statement.Split(','))
        {
            var words = statement[part].Trim();
            var name = words[..(words.IndexOfAny(" \t.") is >= 0 and var stop ? stop : words.Length)];
            if (!ModuleNames.IsIdentifier(name))
            {
                return null;
            }

            var module = name.ToString();
            if (
                !StandardLibraryModules.Embedded.Contains(module, _major, _minor)
                && !_folders.Exists(f => Has(f, module))
            )
            {
                return module;
            }
        }

        return null;
    }

    private bool Has(string folder, string module)
    {
        if (!_names.TryGetValue(folder, out var names))
        {
            _names[folder] = names = _world
                .ListNames(folder)
                .Select(e => e.Name.Split('.')[0])
                .ToHashSet(StringComparer.Ordinal);
        }

        return names.Contains(module);
    }
}
