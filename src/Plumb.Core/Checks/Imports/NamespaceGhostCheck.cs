using System.Collections.Immutable;
using Plumb.Checks.Files;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Text;

namespace Plumb.Checks.Imports;

/// <summary>
/// Folders that <c>import</c> takes for an empty namespace package without complaint: a package whose <c>__init__.py</c> is gone, or native files
/// that were left behind without their package. The error comes later and elsewhere: "module 'numpy' has no attribute …".
/// </summary>
public sealed class NamespaceGhostCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [ImportRules.NamespaceGhost];

    /// <inheritdoc />
    public Observation Needs => Observation.Files;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context) => [.. Damaged(context), .. Abandoned(context)];

    private static IEnumerable<Judgement> Damaged(CheckContext context)
    {
        foreach (var distribution in context.Snapshot.Visible.Where(d => d.Site.IsOwn))
        {
            var ghosts = distribution
                .Files.Where(f => f.Presence == Presence.Missing && ModuleNames.IsInit(WorldPath.Name(f.Path)))
                .Where(f => IsGhost(context.Snapshot.Tree, WorldPath.Parent(f.Path)))
                .ToList();
            if (ghosts.Count == 0)
            {
                continue;
            }

            var top = ghosts[0].Path;
            var module = Module(distribution, WorldPath.Parent(top));
            var others = ghosts.Count == 1 ? "" : $", and {ghosts.Count - 1} more of its packages";
            yield return new Finding
            {
                Rule = ImportRules.NamespaceGhost,
                Severity = Severity.Error,
                Title = $"{module} of {distribution.Label} has lost its {WorldPath.Name(top)}{others}.",
                Message =
                    $"\"import {module}\" still succeeds and gives an empty namespace package; whatever uses it fails later.",
                Subject = new Subject(SubjectKind.Distribution, distribution.Name, distribution.VersionText),
                Location = new Location(WorldPath.Parent(top)),
                Evidence =
                [
                    .. ghosts.Select(g => new Evidence(
                        $"RECORD lists {WorldPath.Relative(g.Path, distribution.Site.Path)}, which is not there",
                        WorldPath.Join(distribution.Location, "RECORD")
                    )),
                ],
                Cause = Causes.Installation(distribution),
                IsConsequence = true,
            };
        }
    }

    /// <summary>The folder is there, holds something, and nothing in it makes it a package.</summary>
    private static bool IsGhost(FileTree tree, string folder) =>
        tree.Folder(folder) is { Entries.IsEmpty: false } listing
        && !listing.Entries.Any(e => ModuleNames.IsInit(e.Name));

    private static string Module(InstalledDistribution distribution, string folder) =>
        WorldPath.Relative(folder, distribution.Site.Path).Replace('/', '.');

    private static IEnumerable<Judgement> Abandoned(CheckContext context)
    {
        var tree = context.Snapshot.Tree;
        var owned = new Lazy<HashSet<string>>(() => OwnedTopFolders(context));
        foreach (var site in context.Snapshot.Sites.Where(s => s is { IsOwn: true, IsDistributionManaged: false }))
        {
            var known = UnownedFiles.KnownNames(context.Snapshot, site);
            foreach (var module in ModuleListing.Of(tree, site.Path))
            {
                if (
                    module.Kind != ModuleKind.Namespace
                    || known.Contains(module.Name)
                    || owned.Value.Contains(module.Path)
                    || NativeFileBelow(tree, module.Path) is not { } native
                )
                {
                    continue;
                }

                yield return new Judgement(
                    Leftover(module, native),
                    site.MayDeleteUnowned
                        ? [DistributionFixes.Delete(context, $"delete {module.Name}/", module.Path)]
                        : []
                );
            }
        }
    }

    private static Finding Leftover(ObservedModule module, string native) =>
        new()
        {
            Rule = ImportRules.NamespaceGhost,
            Severity = Severity.Warning,
            Title = $"{module.Name}/ holds native files, but no package and no distribution that owns them.",
            Message =
                $"\"import {module.Name}\" succeeds and gives an empty namespace package instead of saying that {module.Name} is not installed.",
            Subject = new Subject(SubjectKind.File, module.Path),
            Location = new Location(module.Path),
            Evidence = [new Evidence("no RECORD names anything below this folder, and it has no __init__.py", native)],
        };

    private static HashSet<string> OwnedTopFolders(CheckContext context)
    {
        var owned = new HashSet<string>(StringComparer.Ordinal);
        var lookup = owned.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var distribution in context.Snapshot.Distributions)
        {
            var site = distribution.Site.Path;
            foreach (var file in distribution.Files)
            {
                if (file.Path.Length > site.Length && WorldPath.IsWithin(file.Path, site))
                {
                    var slash = file.Path.IndexOf('/', site.Length + 1);
                    if (slash > 0)
                    {
                        lookup.Add(file.Path.AsSpan(0, slash));
                    }
                }
            }
        }

        return owned;
    }

    /// <summary>A native file of a folder that holds no Python source: with source it may be a namespace package that somebody made by hand.</summary>
    private static string? NativeFileBelow(FileTree tree, string folder)
    {
        string? native = null;
        var pending = new Stack<string>([folder]);
        while (pending.TryPop(out var path))
        {
            if (tree.Folder(path) is not { } listing)
            {
                continue;
            }

            foreach (var entry in listing.Entries)
            {
                var child = WorldPath.Join(path, entry.Name);
                if (entry.Kind == FileKind.Directory)
                {
                    pending.Push(child);
                }
                else if (entry.Name.EndsWith(".py", StringComparison.Ordinal))
                {
                    return null;
                }
                else if (native is null && IsNative(entry.Name))
                {
                    native = child;
                }
            }
        }

        return native;
    }

    private static bool IsNative(string name) =>
        name.EndsWith(".so", StringComparison.Ordinal)
        || name.Contains(".so.", StringComparison.Ordinal)
        || name.EndsWith(".pyd", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".dylib", StringComparison.Ordinal);
}
