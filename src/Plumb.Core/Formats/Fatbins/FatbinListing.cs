using System.Collections.Immutable;
using Plumb.Text;

namespace Plumb.Formats.Fatbins;

/// <summary>Containers (groups of kernels that are loaded together) that hold code for the same architectures.</summary>
/// <param name="Architectures">Without repetition, in the order of <see cref="FatbinArchitecture.CompareTo"/>.</param>
/// <param name="Containers">How many containers.</param>
public sealed record FatbinGroup(ImmutableArray<FatbinArchitecture> Architectures, int Containers);

/// <summary>The CUDA code in one section of a native file.</summary>
/// <param name="Section">Its name: <c>.nv_fatbin</c>, <c>__nv_relfatbin</c> (relocatable device code), or <c>.nv_fatb</c> on Windows.</param>
/// <param name="Groups">The most frequent first. A card needs an image in every one: a library whose groups differ may work in part.</param>
/// <param name="Entries">How many entries there are for each architecture, over all containers.</param>
/// <param name="Compressed">How many of the entries are compressed.</param>
/// <param name="Problems">Containers and entries that could not be read, at most 16.</param>
public sealed record FatbinListing(
    string Section,
    ImmutableArray<FatbinGroup> Groups,
    ImmutableSortedDictionary<FatbinArchitecture, int> Entries,
    int Compressed,
    ImmutableArray<FormatError> Problems
)
{
    /// <summary>How many containers there are.</summary>
    public int Containers => Groups.Sum(group => group.Containers);
}
