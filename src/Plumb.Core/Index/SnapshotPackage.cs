using System.Collections.Immutable;
using System.Text.Json;

namespace Plumb.Index;

/// <summary>One package of a snapshot: its listing, and which record of metadata belongs to which file.</summary>
internal sealed class SnapshotPackage
{
    private readonly ImmutableArray<JsonElement> _records;
    private readonly CoreMetadata?[] _read;
    private readonly Dictionary<string, int> _recordOfFile;

    public SnapshotPackage(
        PackageListing listing,
        ImmutableArray<JsonElement> records,
        Dictionary<string, int> recordOfFile
    )
    {
        Listing = listing;
        _records = records;
        _recordOfFile = recordOfFile;
        _read = new CoreMetadata?[records.Length];
    }

    public PackageListing Listing { get; }

    public IndexAnswer<CoreMetadata> MetadataOf(ListedFile file)
    {
        if (!_recordOfFile.TryGetValue(file.FileName, out var record))
        {
            return new Unknown<CoreMetadata>($"the metadata of {file.FileName} was never recorded");
        }

        // Two threads may read one record at once; both get the same value.
        return new Known<CoreMetadata>(_read[record] ??= Read(_records[record]));
    }

    private static CoreMetadata Read(JsonElement record)
    {
        try
        {
            return CoreMetadata.Read(
                Strings(record, "rd"),
                Strings(record, "px"),
                record.TryGetProperty("rp", out var python) ? python.GetString() : null,
                record.TryGetProperty("built", out _)
            );
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidDataException("Metadata in the index snapshot cannot be read: " + e.Message, e);
        }
    }

    private static IEnumerable<string> Strings(JsonElement record, string name) =>
        record.TryGetProperty(name, out var list) ? list.EnumerateArray().Select(e => e.GetString() ?? "") : [];
}
