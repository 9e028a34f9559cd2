using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Plumb.Files;
using Plumb.Python;

namespace Plumb.Index;

/// <summary>Reads one line of plumb-index/1, and the same with its digests taken out (<see cref="PackedIndex"/>).</summary>
internal ref struct SnapshotPackageReader(ReadOnlyMemory<byte> json, ReadOnlySpan<byte> digests)
{
    private const int DigestLength = 32;
    private ReadOnlySpan<byte> _digests = digests;

    /// <summary>Throws <see cref="InvalidDataException"/> when the line is none of the format.</summary>
    public SnapshotPackage Read()
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement.Clone());
        }
        catch (Exception e)
            when (e
                    is JsonException
                        or InvalidOperationException
                        or KeyNotFoundException
                        or FormatException
                        or ArgumentException
            )
        {
            throw new InvalidDataException("A line of the index snapshot cannot be read: " + e.Message, e);
        }
    }

    private SnapshotPackage Read(JsonElement package)
    {
        var name = PackageName.Of(package.GetProperty("name").GetString() ?? "");
        if (package.TryGetProperty("absent", out _))
        {
            return new SnapshotPackage(new PackageListing { Name = name, IsAbsent = true }, [], []);
        }

        ImmutableArray<JsonElement> records = [.. package.GetProperty("md").EnumerateArray()];
        var recordOfFile = new Dictionary<string, int>(StringComparer.Ordinal);
        var versions = new List<ListedVersion>();
        foreach (var item in package.GetProperty("versions").EnumerateArray())
        {
            if (!PythonVersion.TryParse(item.GetProperty("v").GetString(), out var version))
            {
                throw new InvalidDataException($"{name} has a version that is none: {item.GetProperty("v")}");
            }

            int? shared = item.TryGetProperty("m", out var m) ? Within(m.GetInt32(), records.Length) : null;
            var files = ImmutableArray.CreateBuilder<ListedFile>();
            foreach (var entry in item.GetProperty("files").EnumerateArray())
            {
                var file = ReadFile(entry);
                files.Add(file);
                var isOwn = entry.TryGetProperty("m", out var own) && own.ValueKind == JsonValueKind.Number;
                if ((isOwn ? Within(own.GetInt32(), records.Length) : shared) is { } record)
                {
                    recordOfFile[file.FileName] = record;
                }
            }

            versions.Add(new ListedVersion { Version = version, Files = files.DrainToImmutable() });
        }

        versions.Sort(static (a, b) => a.Version.CompareTo(b.Version));
        var leftOut = package.TryGetProperty("left_out", out var count) ? count.GetInt32() : 0;
        var listing = new PackageListing
        {
            Name = name,
            Versions = [.. versions],
            LeftOut = leftOut,
        };
        return new SnapshotPackage(listing, records, recordOfFile);
    }

    private ListedFile ReadFile(JsonElement entry) =>
        new()
        {
            FileName = entry.GetProperty("f").GetString() ?? "",
            Size = entry.TryGetProperty("s", out var size) ? size.GetInt64() : null,
            Sha256 = ReadDigest(entry),
            RequiresPython = entry.TryGetProperty("rp", out var python) ? python.GetString() : null,
            Uploaded = entry.TryGetProperty("t", out var time)
                ? DateTimeOffset.Parse(time.GetString() ?? "", CultureInfo.InvariantCulture)
                : null,
            YankedReason = entry.TryGetProperty("y", out var yanked) ? ReasonOf(yanked) : null,
        };

    private static string? ReasonOf(JsonElement yanked) =>
        yanked.ValueKind switch
        {
            JsonValueKind.String => yanked.GetString(),
            JsonValueKind.True => "",
            _ => null,
        };

    private Sha256Digest? ReadDigest(JsonElement entry)
    {
        if (!entry.TryGetProperty("h", out var digest))
        {
            return null;
        }

        if (digest.ValueKind == JsonValueKind.String)
        {
            return Sha256Digest.Of(Convert.FromHexString(digest.GetString() ?? ""));
        }

        if (_digests.Length < DigestLength)
        {
            throw new InvalidDataException("The index snapshot has fewer digests than files");
        }

        var value = Sha256Digest.Of(_digests);
        _digests = _digests[DigestLength..];
        return value;
    }

    private static int Within(int position, int count) =>
        (uint)position < (uint)count
            ? position
            : throw new InvalidDataException("The index snapshot names metadata that it does not hold");
}
