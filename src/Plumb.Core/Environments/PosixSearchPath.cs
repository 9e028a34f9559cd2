using System.Collections.Immutable;
using Plumb.Files;

namespace Plumb.Environments;

/// <summary>Computes <c>sys.path</c> of an interpreter on Linux or macOS. PYTHONHOME is not applied: an environment that has it is reported, not imitated.</summary>
internal sealed class PosixSearchPath(
    FileWorld world,
    WorldVariables variables,
    string prefix,
    PosixInterpreter interpreter,
    bool isDebian
)
{
    private readonly SearchPathBuilder _builder = new(world);

    /// <summary>The list and what could not be read for it.</summary>
    /// <param name="configuration">Of the environment; null outside of one.</param>
    /// <param name="userSite">Null when it is switched off or unknown.</param>
    public (ImmutableArray<SearchPathEntry> SearchPath, ImmutableArray<string> Unread) Build(
        PyVenvConfiguration? configuration,
        string? userSite
    )
    {
        foreach (var folder in (variables.GetNonEmpty("PYTHONPATH") ?? "").Split(':'))
        {
            // A relative entry is relative to wherever the application is started, which nobody knows here.
            if (WorldPath.IsAbsolute(folder))
            {
                _builder.Add(WorldPath.Normalize(folder), PathOrigin.PythonPath);
            }
        }

        var library = interpreter.Library;
        if (library is not null)
        {
            AddStandardLibrary(library);
        }

        if (configuration is not null)
        {
            AddSites(library, prefix, runsInEnvironment: true, PathOrigin.Site);
        }

        if (userSite is not null)
        {
            _builder.AddSite(userSite, PathOrigin.UserSite);
        }

        if (library is not null && configuration is null or { IncludesSystemSite: true })
        {
            var origin = configuration is null ? PathOrigin.Site : PathOrigin.SystemSite;
            AddSites(library, library!.Prefix, configuration is not null, origin);
        }

        return (_builder.Build(), _builder.Unread);
    }

    private void AddStandardLibrary(StandardLibrary library)
    {
        var zip = $"python{library.Version.Digits}{library.ThreadFlag}.zip";
        _builder.Add(WorldPath.Join(library.Prefix, $"{library.LibraryFolder}/{zip}"), PathOrigin.StandardLibrary);
        _builder.Add(library.Folder, PathOrigin.StandardLibrary);
        if (library.Version.Major == 2)
        {
            foreach (var folder in (string[])["plat-linux2", "lib-tk", "lib-old"])
            {
                _builder.Add(WorldPath.Join(library.Folder, folder), PathOrigin.StandardLibrary);
            }
        }

        _builder.Add(WorldPath.Join(library.Folder, "lib-dynload"), PathOrigin.StandardLibrary);
    }

    private void AddSites(StandardLibrary? library, string root, bool runsInEnvironment, PathOrigin origin)
    {
        // Without its base an environment still has the folder that its version names.
        var folders =
            library is not null ? PosixSites.Of(library, root, runsInEnvironment, isDebian)
            : interpreter.Version is { } version ? [WorldPath.Join(root, $"lib/python{version.Short}/site-packages")]
            : [];
        foreach (var folder in folders)
        {
            _builder.AddSite(folder, origin);
        }
    }
}
