using System.Collections.Immutable;
using Plumb.Checks.Cuda;
using Plumb.Checks.Files;
using Plumb.Checks.Installing;
using Plumb.Checks.Metadata;
using Plumb.Checks.Stacks;
using Plumb.Environments;
using Plumb.Knowledge;
using Plumb.Python;

namespace Plumb.Checks;

/// <summary>What checks look at, with the views of it that several of them need, each made once.</summary>
public sealed class CheckContext
{
    private readonly Lazy<ImmutableArray<DuplicateMetadata>> _duplicates;
    private readonly Lazy<ILookup<PackageName, InstalledDistribution>> _byName;
    private readonly Lazy<FileOwnership> _ownership;
    private readonly Lazy<FileDeviations> _deviations;
    private readonly Lazy<MarkerEnvironment> _markers;
    private readonly Lazy<RequirementGraph> _requirements;
    private readonly Lazy<GpuAssessment> _devices;
    private readonly Lazy<StackAssessment?> _stack;

    /// <summary>Wraps a snapshot.</summary>
    public CheckContext(
        EnvironmentSnapshot snapshot,
        DeclaredRequirements? declared = null,
        ExclusiveFamilies? families = null
    )
    {
        Snapshot = snapshot;
        Declared = declared;
        Families = families ?? ExclusiveFamilies.Embedded;
        Commands = new EnvironmentCommands(snapshot.Installation);
        Installers = new EnvironmentInstallers(snapshot, Commands.Shell);
        _duplicates = new Lazy<ImmutableArray<DuplicateMetadata>>(() => DuplicateMetadata.Of(snapshot));
        _byName = new Lazy<ILookup<PackageName, InstalledDistribution>>(() =>
            snapshot.Distributions.ToLookup(d => d.Key)
        );
        _ownership = new Lazy<FileOwnership>(() => FileOwnership.Of(snapshot));
        _deviations = new Lazy<FileDeviations>(() => FileDeviations.Of(snapshot, _ownership.Value, _duplicates.Value));
        _markers = new Lazy<MarkerEnvironment>(() => Markers(snapshot.Installation));
        _requirements = new Lazy<RequirementGraph>(() =>
            RequirementGraph.Of(snapshot, _markers.Value, declared?.ExtrasAsked ?? [])
        );
        _devices = new Lazy<GpuAssessment>(() => GpuAssessment.Of(snapshot, _ownership.Value, snapshot.Gpus));
        _stack = new Lazy<StackAssessment?>(() => StackAssessment.Of(this));
    }

    /// <summary>The environment as it was observed.</summary>
    public EnvironmentSnapshot Snapshot { get; }

    /// <summary>What the application declares that it needs; null when nothing was declared or found.</summary>
    public DeclaredRequirements? Declared { get; }

    /// <summary>Families of distributions that exclude each other.</summary>
    public ExclusiveFamilies Families { get; }

    /// <summary>Commands that fit this environment.</summary>
    public EnvironmentCommands Commands { get; }

    /// <summary>What can change what is installed, and where nothing can.</summary>
    public EnvironmentInstallers Installers { get; }

    /// <summary>Every metadata folder of a project on the path, in the order of the snapshot; empty when there is none.</summary>
    public IEnumerable<InstalledDistribution> Named(PackageName name) => _byName.Value[name];

    /// <summary>Which distributions claim which file.</summary>
    public FileOwnership Ownership => _ownership.Value;

    /// <summary>Projects with several metadata folders in one site folder.</summary>
    public ImmutableArray<DuplicateMetadata> Duplicates => _duplicates.Value;

    /// <summary>The files that are not as RECORD says, explained.</summary>
    public FileDeviations Deviations => _deviations.Value;

    /// <summary>The environment in which markers are evaluated.</summary>
    public MarkerEnvironment MarkerEnvironment => _markers.Value;

    /// <summary>Who requires whom, and whether it is met.</summary>
    public RequirementGraph Requirements => _requirements.Value;

    /// <summary>What the environment can do on the GPUs of its machine.</summary>
    public GpuAssessment Devices => _devices.Value;

    /// <summary>The environment beside what a stack asks; null when no stack was asked about.</summary>
    public StackAssessment? Stack => _stack.Value;

    /// <summary>What everybody wants of one distribution: the installed ones that require it, and the application.</summary>
    public IEnumerable<VersionSpecifiers> AllWanted(PackageName name) =>
        Requirements
            .Requirers(name)
            .Select(e => e.Requirement.Specifiers)
            .Concat(Declared?.Items.Where(i => i.Requirement.Name == name).Select(i => i.Requirement.Specifiers) ?? []);

    /// <summary>The same questions asked of another snapshot.</summary>
    public CheckContext With(EnvironmentSnapshot snapshot) => new(snapshot, Declared, Families);

    private static MarkerEnvironment Markers(PythonInstallation installation) =>
        MarkerEnvironment.For(installation.Platform, installation.Version, installation.Implementation);
}
