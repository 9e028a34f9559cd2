using System.Collections.Frozen;
using System.Collections.Immutable;
using System.IO.Compression;
using Plumb.Files;
using Plumb.Metadata.Record;

namespace Plumb.Environments.Observing;

/// <summary>
/// Compares files that are not as RECORD says with the RECORD of the wheel from which they were installed, where direct_url.json (PEP 610)
/// names one that is still on this disk: it tells whether the file or RECORD was changed.
/// </summary>
internal static class WheelRecordReader
{
    // The whole wheel is read. Larger ones are left out: it is an explanation, not a finding.
    private const int MostWheelBytes = 32 * 1024 * 1024;

    /// <summary>The distributions, each with the rows whose file is the wheel's.</summary>
    public static List<InstalledDistribution> Compare(
        FileWorld world,
        List<InstalledDistribution> distributions,
        FrozenDictionary<string, ContentFacts> contents
    ) => contents.Count == 0 ? distributions : distributions.ConvertAll(d => Compare(world, d, contents));

    private static InstalledDistribution Compare(
        FileWorld world,
        InstalledDistribution distribution,
        FrozenDictionary<string, ContentFacts> contents
    )
    {
        if (
            distribution.DirectUrl is not { Editable: false, LocalPath: { } path }
            || !WorldPath.IsAbsolute(path)
            || !path.EndsWith(".whl", StringComparison.OrdinalIgnoreCase)
        )
        {
            return distribution;
        }

        var differing = distribution
            .Files.Where(f => contents.GetValueOrDefault(f.Path)?.Digest is { } digest && digest != f.Row.Hash)
            .ToList();
        if (differing.Count == 0 || world.Read(WorldPath.Normalize(path), MostWheelBytes) is not { Bytes: { } wheel })
        {
            return distribution;
        }

        var published = ReadRecord(wheel)
            .Where(r => r.Hash is not null)
            .DistinctBy(r => r.Path, StringComparer.Ordinal)
            .ToDictionary(r => r.Path, r => r.Hash, StringComparer.Ordinal);
        return distribution with
        {
            AsPublished =
            [
                .. differing
                    .Where(f => published.TryGetValue(f.Row.Path, out var hash) && contents[f.Path].Digest == hash)
                    .Select(f => f.Row.Path),
            ],
        };
    }

    private static ImmutableArray<RecordRow> ReadRecord(byte[] wheel)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(wheel), ZipArchiveMode.Read);
            var entry = archive.Entries.FirstOrDefault(e =>
                e.FullName.EndsWith(".dist-info/RECORD", StringComparison.Ordinal)
                && e.FullName.AsSpan().Count('/') == 1
                && e.Length <= DistributionReader.MostRecordBytes
            );
            if (entry is null)
            {
                return [];
            }

            // What the archive's list says of the length may be a lie.
            using var content = entry.Open();
            var bytes = new byte[(int)entry.Length];
            var read = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return RecordFile.Read(bytes.AsSpan(0, read)).Rows;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException)
        {
            return [];
        }
    }
}
