using System.Collections.Concurrent;
using Plumb.Python;

namespace Plumb.Index;

/// <summary>A recorded index, complete in itself: a name that it does not hold is <see cref="Unknown{T}"/>, not absent.</summary>
/// <remarks>Packages are read when they are asked for. Safe for many threads.</remarks>
public sealed class IndexSnapshot : IPackageIndex
{
    private readonly ISnapshotStore _store;
    private readonly ConcurrentDictionary<PackageName, SnapshotPackage?> _packages = new();

    internal IndexSnapshot(ISnapshotStore store) => _store = store;

    /// <summary>The day on which it was recorded, such as "2026-11-23"; "" when it does not say.</summary>
    public string Recorded => _store.Recorded;

    /// <summary>The names that were recorded, also those that the index did not have, in ordinal order.</summary>
    public IEnumerable<PackageName> Names => _store.Names;

    /// <summary>The snapshot that Plumb carries.</summary>
    public static IndexSnapshot OpenEmbedded() =>
        new(
            PackedIndex.Open(
                typeof(IndexSnapshot).Assembly.GetManifestResourceStream("index/snapshot.plumbindex")
                    ?? throw new InvalidOperationException("The program was built without its index snapshot")
            )
        );

    /// <summary>
    /// Reads plumb-index/1: JSON lines, the first a header with <c>format</c>, then one a package. Throws
    /// <see cref="InvalidDataException"/> for anything else.
    /// </summary>
    public static IndexSnapshot Read(Stream stream) => new(SnapshotLines.Read(stream));

    /// <inheritdoc />
    public IndexAnswer<PackageListing> ListingOf(PackageName name) =>
        Find(name) is { } package
            ? new Known<PackageListing>(package.Listing)
            : new Unknown<PackageListing>($"{name} was never recorded");

    /// <inheritdoc />
    public IndexAnswer<CoreMetadata> MetadataOf(PackageName name, ListedFile file) =>
        Find(name) is { } package ? package.MetadataOf(file) : new Unknown<CoreMetadata>($"{name} was never recorded");

    private SnapshotPackage? Find(PackageName name) =>
        _packages.GetOrAdd(
            name,
            static (name, store) =>
                store.Find(name) is { } block ? new SnapshotPackageReader(block.Json, block.Digests.Span).Read() : null,
            _store
        );
}
