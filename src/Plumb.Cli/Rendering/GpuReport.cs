using System.Collections.Immutable;
using Plumb.Checks.Cuda;
using Plumb.Findings;
using Plumb.Trials.Devices;

namespace Plumb.Cli.Rendering;

/// <summary>What <c>gpu</c> found out: the input of its renderers.</summary>
/// <param name="Assessment">The cards and what the environment can do on them.</param>
/// <param name="Prefix">The environment; null when none was looked at.</param>
/// <param name="Remarks">How the environment was chosen, or why none was, each a sentence.</param>
internal sealed record GpuReport(GpuAssessment Assessment, string? Prefix, ImmutableArray<string> Remarks)
{
    /// <summary>What is wrong with the packages that compute on GPUs, in the order of <see cref="FindingOrder"/>.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>The products that were tried; null when nothing was run.</summary>
    public ImmutableArray<LibraryTrial>? Trials { get; init; }

    /// <summary>Why nothing could be tried although it was asked for; null otherwise.</summary>
    public ReportError? Error { get; init; }
}
