using System.Collections.Immutable;
using Plumb.Checks.Cuda;

namespace Plumb.Cli.Rendering;

/// <summary>What <c>gpu</c> found out: the input of its renderers.</summary>
/// <param name="Assessment">The cards and what the environment can do on them.</param>
/// <param name="Prefix">The environment; null when none was looked at.</param>
/// <param name="Remarks">How the environment was chosen, or why none was, each a sentence.</param>
internal sealed record GpuReport(GpuAssessment Assessment, string? Prefix, ImmutableArray<string> Remarks);
