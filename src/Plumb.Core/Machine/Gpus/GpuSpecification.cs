using System.Diagnostics.CodeAnalysis;
using Plumb.Formats.Fatbins;
using Plumb.Knowledge;
using Plumb.Text;

namespace Plumb.Machine.Gpus;

/// <summary>
/// What <c>--gpu</c> says. One grammar everywhere: <c>here</c>, a product's name (<c>"RTX 4090"</c>) or facts
/// (<c>sm_120,driver=580.95,memory=16GB</c>); facts may follow the first two as well, and then count instead of what is observed or known.
/// </summary>
/// <param name="Text">As it was given.</param>
public sealed record GpuSpecification(string Text)
{
    /// <summary>The machine's own cards are meant.</summary>
    public bool IsHere { get; init; }

    /// <summary>The products that the name means; null when none was given.</summary>
    public GpuNameMatch? Match { get; init; }

    /// <summary>The product's name for people; null when none was given.</summary>
    public string? Name { get; init; }

    /// <summary>The compute capability: given, or that of the product.</summary>
    public ComputeCapability? Capability { get; init; }

    /// <summary>For AMD: the name that ROCm's code is built for, such as <c>gfx1100</c>.</summary>
    public string? Gfx { get; init; }

    /// <summary>The driver's version, when given.</summary>
    public DriverVersion? Driver { get; init; }

    /// <summary>The newest CUDA that the driver serves, when given.</summary>
    public CudaVersion? Cuda { get; init; }

    /// <summary>Memory in bytes: given, or that of the product when it is sold with one size only.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Reads one value. The error's offset counts from the beginning of the text.</summary>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out GpuSpecification? specification,
        [NotNullWhen(false)] out FormatError? error
    ) => TryParse(text, NvidiaGpus.Embedded, out specification, out error);

    /// <summary>Reads one value with other products than those that Plumb ships.</summary>
    public static bool TryParse(
        string text,
        NvidiaGpus products,
        [NotNullWhen(true)] out GpuSpecification? specification,
        [NotNullWhen(false)] out FormatError? error
    ) => new GpuSpecificationReader(text, products).TryRead(out specification, out error);
}
