using Plumb.Core.Tests.Corpus;
using Plumb.Files;
using Plumb.Formats.Strings;
using Xunit;

namespace Plumb.Core.Tests.Formats;

/// <summary>
/// Extensions of an old generation, which fail or warn under NumPy 2, and of a new one, which were imported under NumPy 1.26 and 2.2.
/// </summary>
public sealed class AbiStringCorpusTests
{
    [Fact]
    public void Strings_of_carried_extensions_tell_the_generation_of_their_headers() =>
        Assert.True(
            NativeSamples.ForEachCarried(
                "formats/abi_strings.jsonl.gz",
                (name, reader, truth) => Compare(name, truth.GetProperty("set").GetString()!, reader)
            ) > 3
        );

    [Fact]
    public void Strings_of_every_labelled_extension_tell_the_generation_of_its_headers()
    {
        if (SkeletonLibrary.Find("numpy-abi.truth.jsonl") is not { } truth)
        {
            Assert.Null(CorpusFile.SharedFolder);
            return;
        }

        var labelled = CorpusFile
            .ReadLines(truth)
            .ToLookup(row => row.GetProperty("set").GetString()!, row => row.GetProperty("path").GetString()!);
        foreach (var set in labelled.Where(set => SkeletonLibrary.Kinds.ContainsKey(set.Key)))
        {
            var read = NativeSamples.ForEach<string>(
                set.Key,
                entry => set.Contains(entry.Path) ? entry.Path : null,
                (path, reader) => Compare(path, set.Key, reader)
            );

            Assert.Equal(set.Count(), read);
        }
    }

    private static void Compare(string name, string set, FileReader reader)
    {
        var found = AbiStringScanner.Scan(reader);
        var isOfNumpy2 = found is { NumpyCoreUmath: true, Numpy2CoreUmath: true, MinimumNumpy: not null };
        var isOfNewPybind11 = found is { ArrayApiFailure: true, Pybind11Internals.IsEmpty: false };

        Assert.True(found.ArrayApi, name);
        Assert.True(found.IsWhole, name);
        Assert.Equal((name, set.Contains("new", StringComparison.Ordinal)), (name, isOfNumpy2 || isOfNewPybind11));
        if (!set.Contains("new", StringComparison.Ordinal))
        {
            Assert.True(
                found.NumpyCoreUmath || found is { NumpyCoreMultiarray: true, Pybind11Internals.IsEmpty: false },
                name
            );
            Assert.False(found.Numpy2CoreUmath, name);
        }
    }
}
