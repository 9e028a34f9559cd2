using System.Collections.Immutable;
using Plumb.Formats.Fatbins;

namespace Plumb.Knowledge;

/// <summary>A product of NVIDIA that can compute.</summary>
/// <param name="Name">As NVIDIA writes it, such as <c>GeForce RTX 5080</c>.</param>
/// <param name="Capability">Its compute capability.</param>
/// <param name="Architecture">Its generation, such as <c>Blackwell</c>.</param>
/// <param name="Source">Where that can be checked.</param>
public sealed record NvidiaProduct(string Name, ComputeCapability Capability, string Architecture, FactSource Source)
{
    /// <summary>The sizes of memory that it is sold with, in bytes, smallest first; empty when not known. A driver reports a few per cent less.</summary>
    public ImmutableArray<long> MemorySizes { get; init; } = [];

    /// <summary>Where the memory can be checked; null when not known.</summary>
    public FactSource? MemorySource { get; init; }
}

/// <summary>The products that a name may mean.</summary>
/// <param name="Candidates">At least one.</param>
/// <param name="Product">The one that is meant; null when several fit alike.</param>
public sealed record GpuNameMatch(ImmutableArray<NvidiaProduct> Candidates, NvidiaProduct? Product)
{
    /// <summary>The compute capability, when all that it may mean have the same one.</summary>
    public ComputeCapability? Capability =>
        Candidates.All(c => c.Capability == Candidates[0].Capability) ? Candidates[0].Capability : null;

    /// <summary>The generation, when all that it may mean are of the same one.</summary>
    public string? Architecture =>
        Candidates.All(c => c.Architecture == Candidates[0].Architecture) ? Candidates[0].Architecture : null;

    /// <summary>The memory in bytes: the size that the name states, else the only one that the product is sold with.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>What it may mean, for people: <c>Quadro RTX 6000 (sm_75), …</c>; at most six.</summary>
    public string Choices =>
        string.Join(", ", Candidates.Take(6).Select(c => $"{c.Name} ({c.Capability.SmName})"))
        + (Candidates.Length > 6 ? ", …" : "");
}
