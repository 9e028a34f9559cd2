using System.Collections.Immutable;
using System.Text.Json;
using Plumb.Core.Tests.Corpus;
using Plumb.Files;
using Plumb.Formats.Elf;
using Plumb.Formats.Fatbins;
using Xunit;

namespace Plumb.Core.Tests.Formats;

/// <summary>CUDA libraries, and how many entries NVIDIA's cuobjdump lists in them for each architecture.</summary>
public sealed class FatbinCorpusTests
{
    [Fact]
    public void Carried_libraries_hold_what_cuobjdump_lists() =>
        Assert.True(
            NativeSamples.ForEachCarried(
                "formats/fatbins.jsonl.gz",
                (name, reader, truth) => Assert.Equal(Truth(truth), Listed(Read(name, reader)))
            ) > 2
        );

    [Fact]
    public void Libraries_of_recorded_environments_hold_what_cuobjdump_lists()
    {
        if (SkeletonLibrary.Find("cuda-libs.truth.jsonl") is not { } truth)
        {
            Assert.Null(CorpusFile.SharedFolder);
            return;
        }

        var rows = CorpusFile
            .ReadLines(truth)
            .Where(IsComplete)
            .GroupBy(row => (row.GetProperty("path").GetString()!, row.GetProperty("size").GetInt64()))
            .ToDictionary(rows => rows.Key, rows => rows.First());
        var differences = new SortedSet<string>(StringComparer.Ordinal);
        var equal = new SortedSet<string>(StringComparer.Ordinal);
        var done = new HashSet<(string, long)>();
        foreach (var id in SkeletonLibrary.Environments)
        {
            NativeSamples.ForEach<object>(
                id,
                entry =>
                {
                    var site = entry.Path.IndexOf("site-packages/", StringComparison.Ordinal);
                    var key = (site < 0 ? entry.Path : entry.Path[(site + 14)..], entry.Size);
                    return rows.ContainsKey(key) && done.Add(key) ? key : null;
                },
                (key, reader) =>
                {
                    var row = rows[((string, long))key];
                    var name =
                        $"{row.GetProperty("dist").GetString()!.Split(' ')[0]} {row.GetProperty("path").GetString()}";
                    var (theirs, ours) = (Truth(row), Listed(Read(name, reader)));
                    (theirs == ours ? equal : differences).Add(theirs == ours ? name : $"{name}: {theirs} | {ours}");
                }
            );
        }

        Assert.Empty(differences);
        Assert.True(equal.Count > 5, $"{equal.Count} equal");
        TestContext.Current.SendDiagnosticMessage("{0} libraries equal", equal.Count);
    }

    /// <summary>
    /// The entries of <c>.nv_fatbin</c>, named as cuobjdump names them: PTX by <c>sm_</c> too, and family-specific cubins (flag 0x200000)
    /// as plain ones. It does not list those of <c>__nv_relfatbin</c>.
    /// </summary>
    private static string Listed(ImmutableArray<FatbinListing> listings) =>
        Join(
            listings
                .Where(listing => listing.Section == ".nv_fatbin")
                .SelectMany(listing => listing.Entries)
                .Select(e => (Named(e.Key), e.Value))
        );

    private static string Named(FatbinArchitecture architecture)
    {
        var plain =
            architecture.Features == FatbinFeatures.Family
                ? architecture with
                {
                    Features = FatbinFeatures.Baseline,
                }
                : architecture;
        return architecture.Kind == FatbinKind.Ptx ? "ptx sm_" + plain.Name["compute_".Length..] : plain.Name;
    }

    private static string Truth(JsonElement row) =>
        Join(
            row.GetProperty("elf")
                .EnumerateObject()
                .Select(p => (p.Name, p.Value.GetInt32()))
                .Concat(row.GetProperty("ptx").EnumerateObject().Select(p => ("ptx " + p.Name, p.Value.GetInt32())))
        );

    private static string Join(IEnumerable<(string Name, int Count)> entries) =>
        string.Join(
            ", ",
            entries
                .GroupBy(e => Existing(e.Name), e => e.Count, StringComparer.Ordinal)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => $"{g.Key} {g.Sum()}")
        );

    // Architecture-specific code exists from 9.0 on; cuobjdump shows cubins of cuBLAS 12 as sm_50a, sm_60a and sm_61a, whose flag is clear.
    private static string Existing(string name) =>
        name is ['s', 'm', '_', .., var ten, _, 'a'] && ten < '9' && name.Length == 6 ? name[..^1] : name;

    /// <summary>False where cuobjdump stopped in the middle of a library.</summary>
    private static bool IsComplete(JsonElement row) => row.GetProperty("elf_error").ValueKind == JsonValueKind.Null;

    private static ImmutableArray<FatbinListing> Read(string name, FileReader reader)
    {
        Assert.True(ElfImage.TryOpen(reader, out var image, out var error), $"{name}: {error}");
        var listings = FatbinReader.Read(reader, image.Sections);
        Assert.All(
            listings,
            listing => Assert.True(listing.Problems.IsEmpty, $"{name}: {listing.Problems.FirstOrDefault()}")
        );
        return listings;
    }
}
