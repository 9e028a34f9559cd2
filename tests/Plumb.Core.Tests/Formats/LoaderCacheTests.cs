using System.Buffers.Binary;
using System.Text;
using Plumb.Files;
using Plumb.Formats.LoaderCaches;
using Xunit;

namespace Plumb.Core.Tests.Formats;

public sealed class LoaderCacheTests
{
    [Theory]
    [InlineData("")]
    [InlineData("ld.so-1.7.0")]
    [InlineData("glibc-ld.so.cache1.1")]
    [InlineData("glibc-ld.so.cache2.0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")]
    public void What_is_no_cache_is_said_to_be_none(string text)
    {
        Assert.False(LoaderCache.TryRead(new FileReader(Encoding.Latin1.GetBytes(text)), out _, out var error));
        Assert.NotEmpty(error.Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Both_byte_orders_are_read(bool isBigEndian)
    {
        Assert.True(LoaderCache.TryRead(new FileReader(Build(isBigEndian, 1)), out var cache, out _));

        Assert.Equal([new LoaderCacheEntry("ib.so", "/lib.so", 0x403)], cache.Entries);
    }

    [Fact]
    public void More_entries_than_the_file_holds_are_an_error()
    {
        var bytes = Build(false, 2);

        Assert.False(LoaderCache.TryRead(new FileReader(bytes), out _, out var error));
        Assert.Equal(20, error.Offset);
    }

    [Fact]
    public void Names_that_lie_over_each_other_without_end_are_an_error()
    {
        const int count = 10_000;
        var bytes = new byte[48 + (count * 24) + 4001];
        Build(false, count).AsSpan(0, 48).CopyTo(bytes);
        for (var i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(48 + (i * 24) + 4), 48 + (count * 24));
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(48 + (i * 24) + 8), 48 + (count * 24));
        }

        bytes.AsSpan(48 + (count * 24), 4000).Fill((byte)'a');

        Assert.False(LoaderCache.TryRead(new FileReader(bytes), out _, out var error));
        Assert.Contains("overlap", error.Message, StringComparison.Ordinal);
    }

    // One entry, whatever the count says.
    private static byte[] Build(bool isBigEndian, uint count)
    {
        var bytes = new byte[48 + 24 + 8];
        "glibc-ld.so.cache1.1"u8.CopyTo(bytes);
        bytes[28] = (byte)(isBigEndian ? 3 : 2);
        "/lib.so"u8.CopyTo(bytes.AsSpan(72));
        foreach (var (at, value) in new[] { (20, count), (24, 8u), (48, 0x403u), (52, 74u), (56, 72u) })
        {
            if (isBigEndian)
            {
                BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at), value);
            }
            else
            {
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), value);
            }
        }

        return bytes;
    }
}
