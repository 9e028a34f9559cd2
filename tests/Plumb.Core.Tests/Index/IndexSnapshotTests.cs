using System.Text;
using Plumb.Core.Tests.Corpus;
using Plumb.Index;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Index;

public sealed class IndexSnapshotTests
{
    private const int LargestEmbedded = 8 << 20;

    internal const string Recorded = """
        {"format":"plumb-index/1","recorded":"2026-01-01"}
        {"name":"a","md":[{"rd":["b>=1; extra == 'X'"],"px":["X"],"rp":">=3.8"},{"rd":["b (>=2)"],"built":true}],"versions":[{"v":"1.10","files":[{"f":"a-1.10-py3-none-any.whl","s":5,"h":"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f","rp":">=3.9","t":"2024-02-20T09:36:58Z","y":"broken","m":"="},{"f":"a-1.10.tar.gz","s":6,"h":"ff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f","m":1,"y":true}],"m":0},{"v":"1.9","files":[{"f":"a-1.9.tar.gz"}]}],"left_out":3}
        {"name":"gone","absent":true}

        """;

    private static readonly PackageName _a = PackageName.Parse("a");

    public static TheoryData<bool> Forms => [false, true];

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_listing_has_its_versions_in_order_and_all_that_is_said_of_files(bool isPacked)
    {
        var listing = ListingOf(Open(isPacked), "a");
        Assert.Equal(["1.9", "1.10"], listing.Versions.Select(v => v.Version.ToString()));
        Assert.Equal(3, listing.LeftOut);
        var (wheel, source) = (listing.Versions[1].Files[0], listing.Versions[1].Files[1]);
        Assert.Equal((5L, ">=3.9", "broken"), (wheel.Size!.Value, wheel.RequiresPython, wheel.YankedReason));
        Assert.StartsWith("000102", wheel.Sha256!.Value.ToHex(), StringComparison.Ordinal);
        Assert.StartsWith("ff0102", source.Sha256!.Value.ToHex(), StringComparison.Ordinal);
        Assert.Equal(new DateTimeOffset(2024, 2, 20, 9, 36, 58, TimeSpan.Zero), wheel.Uploaded);
        Assert.Equal("", source.YankedReason);
        Assert.Null(listing.Versions[0].Files[0].Sha256);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Metadata_is_that_of_the_very_file(bool isPacked)
    {
        var index = Open(isPacked);
        var versions = ListingOf(index, "a").Versions;
        var wheel = Assert.IsType<Known<CoreMetadata>>(index.MetadataOf(_a, versions[1].Files[0])).Value;
        Assert.Equal("b>=1; extra == \"x\"", Assert.Single(wheel.RequiresDist).ToString());
        Assert.Equal(["x"], wheel.ProvidesExtra);
        var source = Assert.IsType<Known<CoreMetadata>>(index.MetadataOf(_a, versions[1].Files[1])).Value;
        Assert.True(source.IsFromSource);
        Assert.Equal("b>=2", Assert.Single(source.RequiresDist).ToString());
        Assert.IsType<Unknown<CoreMetadata>>(index.MetadataOf(_a, versions[0].Files[0]));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void What_the_index_did_not_have_is_absent_and_what_was_not_asked_is_unknown(bool isPacked)
    {
        var index = Open(isPacked);
        Assert.True(ListingOf(index, "gone").IsAbsent);
        Assert.IsType<Unknown<PackageListing>>(index.ListingOf(PackageName.Parse("other")));
        Assert.Equal("2026-01-01", index.Recorded);
        Assert.Equal(["a", "gone"], index.Names.Select(n => n.Normalized));
    }

    [Fact]
    public void Packing_gives_the_same_bytes_every_time() => Assert.Equal(Pack(Recorded), Pack(Recorded));

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"format\":\"plumb-index/2\"}")]
    [InlineData("no json")]
    [InlineData("{\"format\":\"plumb-index/1\"}\n{\"md\":[]}")]
    public void What_is_no_snapshot_is_refused(string text) =>
        Assert.Throws<InvalidDataException>(() => IndexSnapshot.Read(new MemoryStream(Encoding.UTF8.GetBytes(text))));

    [Fact]
    public void The_embedded_snapshot_is_small_enough_to_carry()
    {
        using var stream = typeof(IndexSnapshot).Assembly.GetManifestResourceStream("index/snapshot.plumbindex")!;
        Assert.InRange(stream.Length, 1, LargestEmbedded);
    }

    [Fact]
    public void The_embedded_snapshot_holds_what_was_recorded()
    {
        var path = Path.Combine(CorpusFile.SharedFolder ?? "", "index", "index.jsonl.gz");
        if (!File.Exists(path))
        {
            Assert.Skip("The recorded index is not here.");
        }

        using var stream = CorpusFile.Open(path);
        var recorded = IndexSnapshot.Read(stream);
        var embedded = IndexSnapshot.OpenEmbedded();
        Assert.Equal(recorded.Recorded, embedded.Recorded);
        Assert.Equal(recorded.Names, embedded.Names);
        foreach (var name in recorded.Names)
        {
            var (theirs, ours) = (ListingOf(recorded, name.Normalized), ListingOf(embedded, name.Normalized));
            Assert.Equal((theirs.IsAbsent, theirs.LeftOut), (ours.IsAbsent, ours.LeftOut));
            Assert.Equal(theirs.Versions.SelectMany(v => v.Files), ours.Versions.SelectMany(v => v.Files));
        }
    }

    internal static byte[] Pack(string recorded)
    {
        using var packed = new MemoryStream();
        PackedIndexWriter.Write(new MemoryStream(Encoding.UTF8.GetBytes(recorded)), packed);
        return packed.ToArray();
    }

    private static IndexSnapshot Open(bool isPacked) =>
        isPacked
            ? new IndexSnapshot(PackedIndex.Open(new MemoryStream(Pack(Recorded))))
            : IndexSnapshot.Read(new MemoryStream(Encoding.UTF8.GetBytes(Recorded)));

    private static PackageListing ListingOf(IndexSnapshot index, string name) =>
        Assert.IsType<Known<PackageListing>>(index.ListingOf(PackageName.Parse(name))).Value;
}
