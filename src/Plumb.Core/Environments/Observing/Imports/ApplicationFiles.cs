using System.Collections.Frozen;
using System.Collections.Immutable;
using Plumb.Files;

namespace Plumb.Environments.Observing.Imports;

/// <summary>The sources of an application: what lies below its folder and belongs to no environment, no build and no tool.</summary>
/// <param name="Sources">The <c>.py</c> files, in the order in which they were met.</param>
/// <param name="Names">Everything below it that an import may mean, wherever it lies: scripts put their own folders on the path.</param>
/// <param name="IsCut">There are more files or folders than are looked at.</param>
internal sealed record ApplicationFiles(ImmutableArray<string> Sources, FrozenSet<string> Names, bool IsCut)
{
    private const int MostSources = 20_000;
    private const int MostFolders = 20_000;

    private static readonly FrozenSet<string> _passedOver = new[]
    {
        "node_modules",
        "site-packages",
        "dist-packages",
        "__pycache__",
        "__pypackages__",
        "build",
        "dist",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Lists them. Links are not followed; a folder that holds an environment of its own is another application.</summary>
    public static ApplicationFiles List(FileWorld world, string folder, string prefix, CancellationToken cancellation)
    {
        var sources = new List<string>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var others = new List<string>();
        var left = new Stack<string>([folder]);
        var folders = 0;
        while (left.TryPop(out var path) && folders++ < MostFolders && sources.Count < MostSources)
        {
            cancellation.ThrowIfCancellationRequested();
            var listing = world.List(path);
            if (path != folder && IsEnvironment(listing))
            {
                others.Add(WorldPath.Parent(path));
                continue;
            }

            foreach (var entry in listing.Entries)
            {
                if (entry.Kind == FileKind.Directory)
                {
                    names.Add(entry.Name);
                    var inside = WorldPath.Join(path, entry.Name);
                    if (!entry.Name.StartsWith('.') && !_passedOver.Contains(entry.Name) && inside != prefix)
                    {
                        left.Push(inside);
                    }
                    else if (entry.Name.StartsWith('.') && inside != prefix && HoldsEnvironment(world, inside))
                    {
                        others.Add(path);
                    }
                }
                else
                {
                    if (ModuleNames.TryParseFile(entry.Name, out var name, out _))
                    {
                        names.Add(name);
                    }

                    if (entry.Kind == FileKind.File && entry.Name.EndsWith(".py", StringComparison.Ordinal))
                    {
                        sources.Add(WorldPath.Join(path, entry.Name));
                    }
                }
            }
        }

        var isCut = left.Count > 0;
        others.RemoveAll(o => o == folder);
        return new ApplicationFiles(
            [.. sources.Where(s => !others.Exists(o => WorldPath.IsWithin(s, o)))],
            names.ToFrozenSet(StringComparer.Ordinal),
            isCut
        );
    }

    // Hidden folders are not gone through: there may be much in them.
    private static bool HoldsEnvironment(FileWorld world, string folder) =>
        world.IsFile(WorldPath.Join(folder, "pyvenv.cfg")) || world.IsDirectory(WorldPath.Join(folder, "conda-meta"));

    private static bool IsEnvironment(DirectoryListing listing) =>
        listing.TryFind("pyvenv.cfg", out _) || listing.TryFind("conda-meta", out _);
}
