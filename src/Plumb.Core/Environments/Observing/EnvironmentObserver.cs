using System.Collections.Frozen;
using System.Collections.Immutable;
using Plumb.Environments.Observing.Imports;
using Plumb.Files;
using Plumb.Machine.Gpus;
using Plumb.Python;

namespace Plumb.Environments.Observing;

/// <summary>Looks at an environment once and keeps what it saw. Nothing of the environment is run.</summary>
public static class EnvironmentObserver
{
    /// <summary>Takes the snapshot; the only exception is the cancellation that was asked for.</summary>
    public static EnvironmentSnapshot Observe(
        FileWorld world,
        WorldVariables variables,
        PythonInstallation installation,
        string? application,
        Observation observation,
        CancellationToken cancellation = default
    )
    {
        var sites = SiteReader.Read(world, installation);
        var withFiles = observation.HasFlag(Observation.Files);
        var tree = withFiles ? TreeScanner.Scan(world, Roots(sites, installation), cancellation) : FileTree.Empty;
        var distributions = ReadAll(world, sites, tree, observation, cancellation);
        var leftovers = withFiles ? ReadLeftovers(world, sites, tree) : [];
        if (withFiles)
        {
            var presence = new PresenceReader(world, tree);
            distributions = WithPresence(presence, distributions, cancellation);
            leftovers = WithPresence(presence, leftovers, cancellation);
        }

        distributions = MarkHidden(distributions);
        var contents = withFiles
            ? new DifferingContents(world, observation.HasFlag(Observation.Hashes), cancellation).Read(
                distributions,
                tree
            )
            : FrozenDictionary<string, ContentFacts>.Empty;
        distributions = WheelRecordReader.Compare(world, distributions, contents);
        var pthFiles = withFiles ? PthReader.Read(world, sites, installation) : [];
        var editables = withFiles ? EditableReader.Read(world, distributions, pthFiles) : [];
        var followsNatives =
            withFiles && (observation.HasFlag(Observation.Native) || observation.HasFlag(Observation.Devices));
        var libraries = followsNatives ? EnvironmentLoader.LibrariesIn(tree) : [];
        var loader = followsNatives ? EnvironmentLoader.Of(world, variables, installation, libraries) : null;
        var troubles = new FileTroubles();
        var besides = application is null || !withFiles ? null : world.List(application);
        var snapshot = new EnvironmentSnapshot
        {
            Installation = installation,
            Application = application,
            ApplicationName = besides is null ? null : ApplicationReader.Name(world, besides.Path),
            ApplicationModules = besides is null ? [] : ApplicationReader.Read(world, besides),
            Observed = observation,
            Sites = sites,
            Distributions = [.. distributions],
            Leftovers = [.. leftovers],
            Tree = tree,
            Contents = contents,
            Native =
                !observation.HasFlag(Observation.Native) ? NativeObservation.None
                : installation.Platform.System == OperatingSystemFamily.Windows
                    ? WindowsNativeReader.Read(world, variables, installation, libraries, cancellation)
                : installation.Platform.System == OperatingSystemFamily.MacOs
                    ? MacNativeReader.Read(world, variables, installation, libraries, cancellation)
                : NativeReader.Read(world, loader, libraries, troubles, cancellation),
            PathModules = withFiles ? SiteReader.Modules(world, sites) : [],
            Cuda =
                withFiles && observation.HasFlag(Observation.Devices)
                    ? CudaReader.Read(world, variables, installation, loader, libraries, sites, cancellation)
                    : CudaObservation.None,
            Gpus = observation.HasFlag(Observation.Devices)
                ? GpuOverrides.Apply(GpuProbe.Observe(world, variables), variables)
                : GpuInventory.Empty,
            Extensions = observation.HasFlag(Observation.Native)
                ? ExtensionReader.Read(world, installation, sites, tree, troubles, cancellation)
                : ExtensionObservation.None,
            PthFiles = pthFiles,
            Editables = editables,
            Imports = observation.HasFlag(Observation.Sources)
                ? ImportReader.Read(
                    world,
                    installation,
                    sites,
                    tree,
                    editables,
                    distributions,
                    WithSources(variables, besides),
                    troubles,
                    cancellation
                )
                : ImportObservation.None,
            HasUv = InstallerPrograms.HasUv(world, variables, installation),
            VariablePaths = VariableReader.Read(world, variables, installation),
            SystemMissing = withFiles ? DpkgReader.Missing(world, sites, tree, cancellation) : [],
            OtherFolders = withFiles ? OtherFolderReader.Read(world, installation) : [],
            CondaPackages = CondaReader.Read(world, installation),
            RecordedPrefixes = withFiles ? PrefixReader.Read(world, installation) : [],
            Scripts = withFiles ? ScriptReader.Read(world, tree, installation) : [],
            Variables = variables,
        };
        return snapshot with { Troubles = troubles.Files };
    }

    // The root of a disk and a home folder hold all sorts of things.
    private static string? WithSources(WorldVariables variables, DirectoryListing? application) =>
        application is null || application.Path == "/" || application.Path == variables.Get("HOME")
            ? null
            : application.Path;

    private static IEnumerable<string> Roots(ImmutableArray<SiteFolder> sites, PythonInstallation installation)
    {
        var roots = sites.Where(s => s.IsOwn).Select(s => s.Path);
        return installation.ScriptsFolder is { } scripts && installation.Kind != EnvironmentKind.System
            ? roots.Append(scripts)
            : roots;
    }

    private static List<InstalledDistribution> ReadAll(
        FileWorld world,
        ImmutableArray<SiteFolder> sites,
        FileTree tree,
        Observation observation,
        CancellationToken cancellation
    )
    {
        var found = new List<(SiteFolder Site, string Entry, DistributionFolderName Name)>();
        foreach (var site in sites)
        {
            foreach (var (name, isFolder) in Names(world, tree, site))
            {
                if (DistributionFolderName.TryParse(name, isFolder, out var parsed))
                {
                    found.Add((site, name, parsed));
                }
            }
        }

        var full = new DistributionReader(world, observation);
        var brief = new DistributionReader(world, Observation.Metadata);
        var read = new InstalledDistribution[found.Count];
        void Read(int i) =>
            read[i] = (found[i].Site.IsOwn ? full : brief).Read(found[i].Site, found[i].Entry, found[i].Name);
        Parallel.For(0, found.Count, new ParallelOptions { CancellationToken = cancellation }, Read);
        return
        [
            .. read.OrderBy(d => d.Site.Order)
                .ThenBy(d => d.Key.Normalized, StringComparer.Ordinal)
                .ThenBy(d => d.Location, StringComparer.Ordinal),
        ];
    }

    private static List<InstalledDistribution> WithPresence(
        PresenceReader presence,
        List<InstalledDistribution> distributions,
        CancellationToken cancellation
    ) =>
        [
            .. distributions
                .AsParallel()
                .AsOrdered()
                .WithCancellation(cancellation)
                .Select(d => d.Site.IsOwn ? presence.Read(d) : d),
        ];

    /// <summary>The metadata folders that pip moved aside as <c>~name</c> and never deleted.</summary>
    private static List<InstalledDistribution> ReadLeftovers(
        FileWorld world,
        ImmutableArray<SiteFolder> sites,
        FileTree tree
    )
    {
        var reader = new DistributionReader(world, Observation.Files);
        return
        [
            .. from site in sites
            where site.IsOwn
            from entry in tree.Folder(site.Path)?.Entries ?? []
            where entry.Kind == FileKind.Directory && entry.Name.StartsWith('~')
            let name = DistributionFolderName.TryParse(entry.Name[1..], true, out var parsed) ? parsed : default
            where name.Format == DistributionFormat.DistInfo && name.Name is not null
            select reader.Read(site, entry.Name, name with { Name = "~" + name.Name }),
        ];
    }

    private static IEnumerable<(string Name, bool IsFolder)> Names(FileWorld world, FileTree tree, SiteFolder site)
    {
        var listing = tree.Folder(site.Path);
        if (listing is null)
        {
            return world.ListNames(site.Path);
        }

        return listing.Entries.Select(e =>
            (
                e.Name,
                e.Kind == FileKind.Directory
                    || (e.Kind == FileKind.Link && world.IsDirectory(WorldPath.Join(site.Path, e.Name)))
            )
        );
    }

    private static List<InstalledDistribution> MarkHidden(List<InstalledDistribution> distributions)
    {
        var inUse = distributions
            .GroupBy(d => d.Key)
            .Where(g => g.Skip(1).Any())
            .ToDictionary(g => g.Key, g => InUse(g).Location);
        return inUse.Count == 0
            ? distributions
            : distributions.ConvertAll(d =>
                inUse.TryGetValue(d.Key, out var location) && location != d.Location ? d with { IsHidden = true } : d
            );
    }

    private static InstalledDistribution InUse(IEnumerable<InstalledDistribution> sameName)
    {
        var first = sameName.GroupBy(d => d.Site.Order).MinBy(g => g.Key)!;
        return RecordMatch.MostPresentFirst(first).First();
    }
}
