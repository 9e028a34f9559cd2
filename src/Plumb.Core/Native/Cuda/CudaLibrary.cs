using System.Collections.Immutable;
using Plumb.Formats.Fatbins;

namespace Plumb.Native.Cuda;

/// <summary>A native file of an environment that has to do with CUDA: it holds code for GPUs, or it loads libraries of NVIDIA.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Needed">Libraries of NVIDIA that the loader has to find for it, by name.</param>
/// <param name="Missing">Those of all that are loaded with it which the loader does not find; empty when that was not tried.</param>
/// <param name="Code">Its device code by section; empty when it holds none.</param>
public sealed record CudaLibrary(
    string Path,
    ImmutableArray<string> Needed,
    ImmutableArray<string> Missing,
    ImmutableArray<FatbinListing> Code
)
{
    /// <summary>True when it is linked with torch's own libraries.</summary>
    public bool LinksTorch { get; init; }

    /// <summary>True when it holds code for GPUs.</summary>
    public bool HoldsCode => Code.Any(c => !c.Entries.IsEmpty);
}
