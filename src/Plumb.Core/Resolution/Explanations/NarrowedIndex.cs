using System.Collections.Immutable;
using Plumb.Index;
using Plumb.Python;

namespace Plumb.Resolution.Explanations;

/// <summary>An index whose packages need nothing but what is kept.</summary>
internal sealed class NarrowedIndex(IPackageIndex index, ImmutableHashSet<Need> kept) : IPackageIndex
{
    public IndexAnswer<PackageListing> ListingOf(PackageName name) => index.ListingOf(name);

    public IndexAnswer<CoreMetadata> MetadataOf(PackageName name, ListedFile file) =>
        index.MetadataOf(name, file) is Known<CoreMetadata> { Value: var metadata }
            ? new Known<CoreMetadata>(
                metadata with
                {
                    RequiresDist = [.. metadata.RequiresDist.Where(r => kept.Contains(new Need(name, r.Name)))],
                }
            )
            : index.MetadataOf(name, file);
}
