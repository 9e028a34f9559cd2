namespace Plumb.Machine;

/// <summary>A value and where it was read, so that every line of a report can say how it is known.</summary>
/// <param name="Value">The value.</param>
/// <param name="From">A file, <c>NVML</c>, a variable such as <c>CONDA_OVERRIDE_CUDA</c>, <c>--gpu</c>, or the table of knowledge.</param>
public sealed record Observed<T>(T Value, string From);
