using Plumb.Files;

namespace Plumb.Index;

/// <summary>One file of a listing: a wheel or a source distribution.</summary>
public sealed record ListedFile
{
    /// <summary>The file's name without folders.</summary>
    public required string FileName { get; init; }

    /// <summary>Size in bytes; null when the index does not say (PEP 700).</summary>
    public long? Size { get; init; }

    /// <summary>SHA-256 of the file; null when the index does not say.</summary>
    public Sha256Digest? Sha256 { get; init; }

    /// <summary>Requires-Python as listed, not yet read; null when there is none. METADATA may say otherwise.</summary>
    public string? RequiresPython { get; init; }

    /// <summary>When it was uploaded; null when the index does not say (PEP 700).</summary>
    public DateTimeOffset? Uploaded { get; init; }

    /// <summary>Why it was withdrawn (PEP 592): "" without a reason; null when it was not.</summary>
    public string? YankedReason { get; init; }

    /// <summary>True when it was withdrawn.</summary>
    public bool IsYanked => YankedReason is not null;

    /// <summary>True for a wheel by its name's end.</summary>
    public bool IsWheel => FileName.EndsWith(".whl", StringComparison.Ordinal);
}
