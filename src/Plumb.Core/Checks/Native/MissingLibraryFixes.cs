using System.Collections.Immutable;
using Plumb.Checks.Installing;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Knowledge;
using Plumb.Native.Loading;
using Plumb.Python;

namespace Plumb.Checks.Native;

/// <summary>
/// What brings a missing library, or does without it. A change is tried where the files that it brings are known and the loader is told to
/// look there; whether a system package helps is not known before it is installed.
/// </summary>
internal static class MissingLibraryFixes
{
    public static ImmutableArray<ProposedFix> Of(
        CheckContext context,
        MissingLibrary missing,
        SystemLibrary? known,
        InstalledDistribution? lost,
        AffectedModules affected
    )
    {
        if (lost is not null)
        {
            return DistributionFixes.Reinstall(context, lost) is { } again ? [again] : [];
        }

        if (known is null || known.Driver is not null)
        {
            return known is null ? HomebrewLibrary.FixesOf(context, missing, affected) : [];
        }

        return known.Windows is { } windows ? [new ProposedFix($"install {windows.Title}", [windows.Command], 1, null)]
            : known.Wheel is { } wheel ? OfWheel(context, known, wheel, affected)
            : OfSystem(context, known) is { } system ? [system, .. Without(context, known.Name, affected)]
            : [.. Without(context, known.Name, affected)];
    }

    private static ImmutableArray<ProposedFix> OfWheel(
        CheckContext context,
        SystemLibrary known,
        string wheel,
        AffectedModules affected
    )
    {
        var asked = SystemLibrary.Split(wheel);
        if (context.Installers.Install([asked]) is not { } commands)
        {
            return [];
        }

        // Where another version is installed, who asks for that one would miss it: the resolver has to say.
        var isNew = !context.Snapshot.Visible.Any(d => d.Key == PackageName.Parse(asked.Name));
        var isFound = known.Folder is null || Finds(context, known.Name, known.Folder, affected);
        var brought = known.Folder is not null && isNew && isFound;
        if (!isFound && context.Snapshot.Sites.FirstOrDefault(s => s.IsOwn) is { } site)
        {
            return WithFolder(
                context,
                known,
                wheel,
                commands,
                WorldPath.Join(site.Path, known.Folder!),
                isNew,
                affected
            );
        }

        return
        [
            new ProposedFix(
                $"install {wheel}",
                commands,
                1,
                brought ? s => Bring(s, known.Name, affected.Modules) : null
            ),
        ];
    }

    // The loader does not look where the wheel puts it, unless it is told to.
    private static ImmutableArray<ProposedFix> WithFolder(
        CheckContext context,
        SystemLibrary known,
        string wheel,
        ImmutableArray<string> commands,
        string folder,
        bool isNew,
        AffectedModules affected
    ) =>
        context.Snapshot.Installation.Platform.System == OperatingSystemFamily.Linux
            ?
            [
                new ProposedFix(
                    $"install {wheel}, and let the loader look for libraries in its folder",
                    [.. commands, context.Commands.PutFirst("LD_LIBRARY_PATH", folder)],
                    2,
                    isNew ? s => Bring(s, known.Name, affected.Modules) : null
                ),
            ]
            : [];

    /// <summary>True when every file that asks for the library, or what loaded it, names the folder in which the wheel would put it.</summary>
    private static bool Finds(CheckContext context, string library, string folder, AffectedModules affected)
    {
        var places = context
            .Snapshot.Sites.Where(s => s.IsOwn)
            .Select(s => WorldPath.Join(s.Path, folder))
            .ToHashSet(StringComparer.Ordinal);
        return affected.Modules.All(m =>
            m.Closure.Missing.Where(l => l.Name == library)
                .All(l => Folders(m.Closure, l.Requester).Any(places.Contains))
        );
    }

    private static IEnumerable<string> Folders(LibraryClosure closure, int requester)
    {
        var asker = closure.Members[requester].Library;
        return asker.HasRunPath
            ? Folders(asker, asker.RunPath)
            : closure
                .ChainTo(requester)
                .Where(m => !m.Library.HasRunPath)
                .SelectMany(m => Folders(m.Library, m.Library.RPath));
    }

    private static IEnumerable<string> Folders(LoadableLibrary library, ImmutableArray<string> elements)
    {
        var origin = WorldPath.Parent(library.Path);
        return elements
            .Select(e =>
                e.Replace("${ORIGIN}", origin, StringComparison.Ordinal)
                    .Replace("$ORIGIN", origin, StringComparison.Ordinal)
            )
            .Where(f => WorldPath.IsAbsolute(f))
            .Select(WorldPath.Normalize);
    }

    private static ProposedFix? OfSystem(CheckContext context, SystemLibrary known)
    {
        var system = context.Snapshot.Native.System;
        return
            known.PackageFor(system?.Id, system?.IdLike) is { } package
            && SystemPackages.Install(system?.Id, system?.IdLike, package) is { } command
            ? new ProposedFix($"install the system package {package}", [command], 1, null)
            : null;
    }

    // Only where one distribution is to blame, and the other is not there already.
    private static IEnumerable<ProposedFix> Without(CheckContext context, string library, AffectedModules affected)
    {
        if (
            affected.Owners is not [{ Version: { } version } owner]
            || SystemLibraries.Embedded.Instead.FirstOrDefault(i =>
                i.Library == library && PackageName.Parse(i.Distribution) == owner.Key
            )
                is not { } instead
            || context.Snapshot.Visible.Any(d => d.Key == PackageName.Parse(instead.Other))
            || context.Installers.For(owner) is not { CanUninstall: true } installer
            || Asked.Of(instead.Other, "==" + version) is not { } asked
        )
        {
            yield break;
        }

        yield return new ProposedFix(
            $"replace {owner.Name} by {instead.Other}, which needs no {library}",
            [installer.Uninstall(owner.Name), .. installer.Install(asked)],
            1,
            s => Bring(Rename(s, owner.Location, instead.Other), library, affected.Modules)
        );
    }

    private static EnvironmentSnapshot Rename(EnvironmentSnapshot snapshot, string location, string name) =>
        snapshot with
        {
            Distributions =
            [
                .. snapshot.Distributions.Select(d =>
                    d.Location == location ? d with { Name = name, Key = PackageName.Parse(name) } : d
                ),
            ],
        };

    /// <summary>The modules as if the library was found, or was not asked for.</summary>
    private static EnvironmentSnapshot Bring(
        EnvironmentSnapshot snapshot,
        string library,
        ImmutableArray<NativeModule> modules
    )
    {
        var paths = modules.Select(m => m.Path).ToHashSet(StringComparer.Ordinal);
        return snapshot with
        {
            Native = snapshot.Native.WithModules(m =>
                paths.Contains(m.Path)
                    ? m with
                    {
                        Closure = m.Closure with { Missing = m.Closure.Missing.RemoveAll(l => l.Name == library) },
                    }
                    : m
            ),
        };
    }
}
