using Plumb.Core.Tests.Corpus;
using Plumb.Files;
using Plumb.Formats.LoaderCaches;
using Xunit;

namespace Plumb.Core.Tests.Formats;

/// <summary>Caches that <c>ldconfig</c> of glibc 2.36 wrote in its three forms, and what <c>ldconfig -p</c> lists in them.</summary>
public sealed class LoaderCacheCorpusTests
{
    private const int X8664 = 0x303;

    [Theory]
    [InlineData("old")]
    [InlineData("compat")]
    [InlineData("new")]
    [InlineData("debian12")]
    public void A_cache_is_read_as_ldconfig_lists_it(string name)
    {
        var (cache, listed) = Read(name);

        Assert.Equal(listed.Select(e => (e[0], e[1])), cache.Entries.Select(e => (e.Name, e.Path)));
        if (name != "compat")
        {
            Assert.Equal(listed.Select(e => e[2]), cache.Entries.Select(e => Describe(e, name != "old")));
        }

        Assert.All(
            cache.Entries.Where(e => e.Subfolder is null),
            e => Assert.Contains(e, cache.Find(e.Name, X8664).Concat(cache.Find(e.Name, e.Flags)))
        );
    }

    /// <summary><c>ldconfig -p</c> misreads the folders of the combined form, so that they are asked for here.</summary>
    [Theory]
    [InlineData("new")]
    [InlineData("compat")]
    public void Libraries_for_newer_processors_come_before_the_plain_one(string name)
    {
        var (cache, _) = Read(name);

        Assert.Equal(
            ["x86-64-v2", "x86-64-v3", null],
            cache.Find("libmade.so.1", LoaderCache.FlagsOf(62, true)).Select(e => e.Subfolder)
        );
        Assert.Empty(cache.Find("libmade.so.1", LoaderCache.FlagsOf(183, true)));
        Assert.Empty(cache.Find("libmade.so", X8664));
    }

    private static (LoaderCache Cache, List<string[]> Listed) Read(string name)
    {
        var row = CorpusFile
            .ReadLines(CorpusFile.PathOf("formats/ld_so_cache.jsonl.gz"))
            .First(r => r.GetProperty("name").GetString() == name);
        var bytes = row.GetProperty("bytes").GetBytesFromBase64();
        Assert.True(LoaderCache.TryRead(new FileReader(bytes), out var cache, out _));
        return (
            cache,
            [
                .. row.GetProperty("entries")
                    .EnumerateArray()
                    .Select(e => e.EnumerateArray().Select(t => t.GetString()!).ToArray()),
            ]
        );
    }

    // The words of `ldconfig -p`.
    private static string Describe(LoaderCacheEntry entry, bool knowsFolders) =>
        (
            entry.Flags switch
            {
                X8664 => "libc6,x86-64",
                3 => "libc6",
                0x803 => "libc6,x32",
                _ => entry.Flags.ToString("x", System.Globalization.CultureInfo.InvariantCulture),
            }
        ) + (knowsFolders && entry.Subfolder is { } folder ? $", hwcap: \"{folder}\"" : "");
}
