using Plumb.Python;

namespace Plumb.Index;

/// <summary>Where packages can be had. An answer never waits: what is not there yet is <see cref="NotFetched{T}"/>.</summary>
public interface IPackageIndex
{
    /// <summary>The versions and files of a package; a listing that is absent where the index has no such name.</summary>
    IndexAnswer<PackageListing> ListingOf(PackageName name);

    /// <summary>
    /// The metadata of one file of a package. It belongs to the file: wheels of one version can differ. A source distribution is answered
    /// with what its version's wheels say when nothing is known of it alone.
    /// </summary>
    IndexAnswer<CoreMetadata> MetadataOf(PackageName name, ListedFile file);
}
