using System.Collections.Immutable;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Stacks;

/// <summary>What an application needs, as <c>plumb.toml</c>, <c>[tool.plumb]</c> or a shipped file of <c>stacks/</c> states it.</summary>
public sealed record Stack
{
    /// <summary>A short name for the command line: lower-case letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>The application's name for people.</summary>
    public required string Title { get; init; }

    /// <summary>What it is, in a sentence; "" when nothing is said.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Where the application lives; "" when nothing is said.</summary>
    public string Home { get; init; } = "";

    /// <summary>The file that states it.</summary>
    public required Location Place { get; init; }

    /// <summary>What the machine must have for any variant.</summary>
    public HardwareNeed Requires { get; init; } = HardwareNeed.None;

    /// <summary>The builds that it can be installed as, the best first. The first whose conditions hold is taken.</summary>
    public ImmutableArray<StackVariant> Variants { get; init; } = [];

    /// <summary>What is installed, in order.</summary>
    public ImmutableArray<StackStage> Stages { get; init; } = [];

    /// <summary>Distributions that exclude each other.</summary>
    public ImmutableArray<StackExclusion> Exclusions { get; init; } = [];

    /// <summary>What the system has to bring.</summary>
    public ImmutableArray<SystemNeed> System { get; init; } = [];

    /// <summary>The model files.</summary>
    public ImmutableArray<StackModel> Models { get; init; } = [];

    /// <summary>The variables under which it runs.</summary>
    public ImmutableArray<StackVariable> Variables { get; init; } = [];

    /// <summary>What starts it.</summary>
    public ImmutableArray<StackLauncher> Launchers { get; init; } = [];

    /// <summary>What happens when it runs, in order: the input of memory plans.</summary>
    public ImmutableArray<PipelineStep> Pipeline { get; init; } = [];

    /// <summary>The failures that its users meet.</summary>
    public ImmutableArray<KnownFailure> Failures { get; init; } = [];

    /// <summary>What its guides say and is not so.</summary>
    public ImmutableArray<StackCorrection> Corrections { get; init; } = [];

    /// <summary>
    /// The requirements of a stage for a variant: those of all, then those of the variant. Where the variant names a distribution, its word
    /// takes the place of the general one.
    /// </summary>
    public static IEnumerable<StackRequirement> RequirementsOf(StackStage stage, StackVariant? variant)
    {
        var own = variant is null
            ? []
            : stage.ByVariant.Where(v => v.Variant == variant.Name).SelectMany(v => v.Packages).ToList();
        return stage.Packages.Where(p => !own.Exists(o => o.Requirement.Name == p.Requirement.Name)).Concat(own);
    }
}

/// <summary>What the machine must have. Null where nothing is asked.</summary>
/// <param name="Python">The versions of Python that serve.</param>
/// <param name="MemoryBytes">Memory of the machine.</param>
/// <param name="DiskBytes">Room that the installation takes, packages and models.</param>
/// <param name="GpuMemoryBytes">Memory of one GPU.</param>
/// <param name="Source">Where that can be checked; null in a manifest that does not say it.</param>
public sealed record HardwareNeed(
    VersionSpecifiers? Python,
    long? MemoryBytes,
    long? DiskBytes,
    long? GpuMemoryBytes,
    StackSource? Source
)
{
    /// <summary>Nothing is asked.</summary>
    public static HardwareNeed None { get; } = new(null, null, null, null, null);
}
