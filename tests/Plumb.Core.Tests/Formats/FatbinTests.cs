using System.Buffers.Binary;
using Plumb.Files;
using Plumb.Formats;
using Plumb.Formats.Fatbins;
using Xunit;

namespace Plumb.Core.Tests.Formats;

public sealed class FatbinTests
{
    [Fact]
    public void Entries_are_named_as_the_compiler_names_them()
    {
        var listing = Assert.Single(
            Read(
                FatbinFixture.Container(
                    FatbinFixture.Entry(1, 90, 0, extra: 8, minor: 8, major: 8),
                    FatbinFixture.Entry(2, 90, 0x100000 | 0x2000, payload: 24),
                    FatbinFixture.Entry(2, 120, 0x200000, extra: 40),
                    FatbinFixture.Entry(2, 89, 0x8000)
                )
            )
        );

        Assert.Equal(
            ["compute_90", "sm_89", "sm_90a", "sm_120f"],
            Assert.Single(listing.Groups).Architectures.Select(a => a.Name)
        );
        Assert.Equal(new PtxVersion(8, 8), listing.Entries.Keys.First().PtxVersion);
        Assert.Equal(2, listing.Compressed);
        Assert.Empty(listing.Problems);
    }

    [Fact]
    public void Containers_with_the_same_architectures_are_one_group()
    {
        byte[] two = FatbinFixture.Container(FatbinFixture.Entry(2, 86, 0), FatbinFixture.Entry(2, 80, 0));
        byte[] other = FatbinFixture.Container(FatbinFixture.Entry(2, 80, 0));

        var listing = Assert.Single(Read([.. two, .. other, .. two, .. new byte[4096], .. two, .. new byte[100]]));

        Assert.Equal([3, 1], listing.Groups.Select(g => g.Containers));
        Assert.Equal(4, listing.Containers);
        Assert.Equal(["sm_80 4", "sm_86 3"], listing.Entries.Select(e => $"{e.Key} {e.Value}"));
        Assert.Empty(listing.Problems);
    }

    [Fact]
    public void What_cannot_be_read_is_reported_and_what_came_before_is_kept()
    {
        var good = FatbinFixture.Container(FatbinFixture.Entry(2, 80, 0));
        var huge = FatbinFixture.Container(FatbinFixture.Entry(2, 80, 0, payload: 8));
        BinaryPrimitives.WriteUInt64LittleEndian(huge.AsSpan(16 + 8), ulong.MaxValue);

        var entry = Assert.Single(Read([.. huge, .. good]));
        Assert.Equal(2, entry.Containers);
        Assert.Equal(16, Assert.Single(entry.Problems).Offset);

        var garbage = Assert.Single(Read([.. good, 1, 2, 3, 4, 5, 6, 7, 8, .. good]));
        Assert.Equal(1, garbage.Containers);
        Assert.Equal(good.Length, Assert.Single(garbage.Problems).Offset);

        var cut = Assert.Single(Read(good[..^4]));
        Assert.Equal(2, cut.Problems.Length);
        Assert.Empty(Assert.Single(cut.Groups).Architectures);
    }

    [Fact]
    public void Other_sections_and_empty_ones_hold_nothing()
    {
        var bytes = FatbinFixture.Container(FatbinFixture.Entry(2, 80, 0));
        NativeSection[] sections =
        [
            new(".text", 0, bytes.Length),
            new(".nv_fatbin", 0, 0),
            new("__nv_relfatbin", 0, bytes.Length),
        ];

        Assert.Equal("__nv_relfatbin", Assert.Single(FatbinReader.Read(new FileReader(bytes), [.. sections])).Section);
        Assert.Empty(Assert.Single(Read(new byte[1 << 20])).Groups);
    }

    private static System.Collections.Immutable.ImmutableArray<FatbinListing> Read(byte[] bytes) =>
        FatbinReader.Read(new FileReader(bytes), [new NativeSection(".nv_fatbin", 0, bytes.Length)]);
}
