using Plumb.Python;

namespace Plumb.Index;

/// <summary>Where the lines of a snapshot lie: in memory as they were recorded, or packed.</summary>
internal interface ISnapshotStore
{
    /// <summary>The day of the recording, as the header has it; "" when it does not say.</summary>
    string Recorded { get; }

    /// <summary>The names in ordinal order.</summary>
    IEnumerable<PackageName> Names { get; }

    /// <summary>The line of a package; null when there is none.</summary>
    SnapshotBlock? Find(PackageName name);
}

/// <summary>One package of a snapshot, not yet read.</summary>
/// <param name="Json">Its line.</param>
/// <param name="Digests">SHA-256 of its files, 32 bytes each, in the order of those whose <c>h</c> in the line is not a text.</param>
internal sealed record SnapshotBlock(ReadOnlyMemory<byte> Json, ReadOnlyMemory<byte> Digests);
