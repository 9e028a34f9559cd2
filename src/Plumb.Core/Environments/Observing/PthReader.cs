using System.Collections.Immutable;
using Plumb.Files;

namespace Plumb.Environments.Observing;

/// <summary>Looks at the <c>.pth</c> files that Python reads at start, and at what their lines name. Code lines are not run.</summary>
internal static class PthReader
{
    private const int MostFiles = 5000;
    private const int MostText = 4096;

    /// <summary>The files of each site folder in the order in which Python reads them.</summary>
    public static ImmutableArray<ObservedPth> Read(
        FileWorld world,
        ImmutableArray<SiteFolder> sites,
        PythonInstallation installation
    )
    {
        var modules = new StartModules(world, installation);
        var files = ImmutableArray.CreateBuilder<ObservedPth>();
        foreach (var site in sites.Where(IsReadAtStart))
        {
            var names = world
                .ListNames(site.Path)
                .Where(e => !e.IsFolder && PthFile.IsPth(e.Name))
                .Select(e => e.Name)
                .Order(StringComparer.Ordinal)
                .Take(MostFiles);
            foreach (var name in names)
            {
                var path = WorldPath.Join(site.Path, name);
                files.Add(
                    PthFile.Read(world, path, out var failure) is { } file
                        ? new ObservedPth(
                            path,
                            [.. file.Lines.Select(l => Observe(world, modules, file, l))],
                            FileFailure.None
                        )
                        : new ObservedPth(path, [], failure)
                );
            }
        }

        return files.DrainToImmutable();
    }

    private static ObservedPthLine Observe(FileWorld world, StartModules modules, PthFile file, PthLine line)
    {
        var text = line.Text.Length <= MostText ? line.Text : line.Text[..MostText];
        if (line.Kind == PthLineKind.Code)
        {
            return new ObservedPthLine(line.Number, text, IsCode: true, null, false)
            {
                MissingModule = modules.FirstMissing(text),
            };
        }

        // A line that is longer than any path, or holds what no path may, names nothing.
        var isPath = text.Length == line.Text.Length && !text.Contains('\0', StringComparison.Ordinal);
        var target = isPath ? file.Resolve(line) : text;
        return new ObservedPthLine(line.Number, text, IsCode: false, target, isPath && world.TryStat(target, out _));
    }

    // PYTHONPATH, the application's folder and what a .pth file itself adds are no site folders: .pth files there are dead.
    private static bool IsReadAtStart(SiteFolder site) =>
        site.Origin is PathOrigin.Site or PathOrigin.SystemSite or PathOrigin.UserSite;
}
