using System.Collections.Immutable;
using System.Text;
using Plumb.Files;

namespace Plumb.Environments;

/// <summary>Computes <c>sys.path</c> of an interpreter for Windows, from CPython's documentation ("Finding modules").</summary>
internal sealed class WindowsSearchPath(FileWorld world, WorldVariables variables, string prefix)
{
    private const int LargestPathFile = 1 << 16;
    private readonly SearchPathBuilder _builder = new(world);

    /// <summary>The list.</summary>
    public ImmutableArray<SearchPathEntry> SearchPath => _builder.Build();

    /// <summary>What could not be read for it.</summary>
    public ImmutableArray<string> Unread => _builder.Unread;

    /// <summary>Fills the list.</summary>
    public void Build(
        WindowsBase? found,
        InterpreterVersion? version,
        PyVenvConfiguration? configuration,
        string? pathFile,
        string? userSite
    )
    {
        if (pathFile is not null)
        {
            AddPathFile(pathFile);
            return;
        }

        foreach (var folder in (variables.GetNonEmpty("PYTHONPATH") ?? "").Split(';'))
        {
            if (WorldPath.IsAbsolute(folder))
            {
                _builder.Add(WorldPath.Normalize(folder), PathOrigin.PythonPath);
            }
        }

        if (found is not null)
        {
            if (version is { } known)
            {
                var zip = $"python{known.Digits}{found.ThreadFlag}.zip";
                _builder.Add(WorldPath.Join(found.Home, zip), PathOrigin.StandardLibrary);
            }

            _builder.Add(WorldPath.Join(found.Home, "DLLs"), PathOrigin.StandardLibrary);
            _builder.Add(Library(found.Home), PathOrigin.StandardLibrary);
            _builder.Add(found.Home, PathOrigin.StandardLibrary);
        }

        if (configuration is not null)
        {
            AddSites(prefix, PathOrigin.Site);
        }

        if (userSite is not null)
        {
            _builder.AddSite(userSite, PathOrigin.UserSite);
        }

        if (found is not null && configuration is null or { IncludesSystemSite: true })
        {
            AddSites(found!.Home, configuration is null ? PathOrigin.Site : PathOrigin.SystemSite);
        }
    }

    private void AddSites(string root, PathOrigin origin)
    {
        _builder.AddSite(root, root == prefix ? PathOrigin.StandardLibrary : origin);
        _builder.AddSite(WorldPath.Join(Library(root), "site-packages"), origin);
    }

    // "import site" in the file turns site on; other lines are paths relative to it, and nothing else is searched.
    private void AddPathFile(string path)
    {
        var result = world.Read(path, LargestPathFile);
        if (!result.Succeeded)
        {
            return;
        }

        var runsSite = false;
        foreach (var line in new UniversalLines(Encoding.UTF8.GetString(result.Bytes)))
        {
            var text = line.Trim();
            if (text is "import site")
            {
                runsSite = true;
            }
            else if (!text.IsEmpty && text[0] != '#' && !text.StartsWith("import "))
            {
                var folder = WorldPath.Normalize(WorldPath.Join(prefix, text.ToString().Replace('\\', '/')));
                var origin =
                    WorldPath.Name(folder) == "site-packages" ? PathOrigin.Site
                    : WorldPath.IsWithin(folder, prefix) ? PathOrigin.StandardLibrary
                    : PathOrigin.Application;
                _builder.Add(folder, origin);
            }
        }

        if (runsSite)
        {
            AddSites(prefix, PathOrigin.Site);
        }
    }

    private string Library(string root) =>
        WorldPath.Join(root, world.IsDirectory(WorldPath.Join(root, "Lib")) ? "Lib" : "lib");
}
