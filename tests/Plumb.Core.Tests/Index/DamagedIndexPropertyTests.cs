using System.Text;
using CsCheck;
using Plumb.Core.Tests.Corpus;
using Plumb.Index;
using Xunit;

namespace Plumb.Core.Tests.Index;

/// <summary>Damaged snapshots are read or refused, in both forms; nothing else happens.</summary>
public sealed class DamagedIndexPropertyTests
{
    private static readonly byte[] _recorded = Encoding.UTF8.GetBytes(IndexSnapshotTests.Recorded);
    private static readonly byte[] _packed = IndexSnapshotTests.Pack(IndexSnapshotTests.Recorded);

    [Fact]
    public void Damaged_lines_are_read_or_refused() =>
        Mutation
            .Of(_recorded)
            .Sample(bytes => ReadAll(() => IndexSnapshot.Read(new MemoryStream(bytes))), iter: 10_000);

    [Fact]
    public void Damaged_packs_are_read_or_refused() =>
        Mutation
            .Of(_packed)
            .Sample(bytes => ReadAll(() => new IndexSnapshot(PackedIndex.Open(new MemoryStream(bytes)))), iter: 10_000);

    private static void ReadAll(Func<IndexSnapshot> open)
    {
        try
        {
            var index = open();
            foreach (var name in index.Names.ToList())
            {
                if (index.ListingOf(name) is Known<PackageListing> { Value: var listing })
                {
                    foreach (var file in listing.Versions.SelectMany(v => v.Files))
                    {
                        index.MetadataOf(name, file);
                    }
                }
            }
        }
        catch (InvalidDataException) { }
    }
}
