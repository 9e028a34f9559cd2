using System.Collections.Immutable;

namespace Plumb.Cli.Rendering;

/// <summary>What was seen before any rule judged it: whole lists, for scripts.</summary>
/// <param name="Conflicts">Requirements that are not met.</param>
/// <param name="Missing">Files that a RECORD names and that are not there.</param>
/// <param name="Different">Files that are there and are not what RECORD says.</param>
/// <param name="Overlaps">Files that several distributions claim.</param>
internal sealed record EnvironmentVerdict(
    ImmutableArray<ConflictFacts> Conflicts,
    ImmutableArray<FileFacts> Missing,
    ImmutableArray<DifferenceFacts> Different,
    ImmutableArray<OverlapFacts> Overlaps
);

/// <summary>A requirement that is not met.</summary>
/// <param name="Distribution">Who requires.</param>
/// <param name="Version">Its version.</param>
/// <param name="Requires">The requirement as written.</param>
/// <param name="Kind">"missing" or "mismatch".</param>
/// <param name="Have">The version that is installed; null when none is.</param>
/// <param name="Extra">The extra through which it applies; null when it always does.</param>
internal sealed record ConflictFacts(
    string Distribution,
    string Version,
    string Requires,
    string Kind,
    string? Have,
    string? Extra
);

/// <summary>A file of a distribution: the path is as in RECORD.</summary>
internal sealed record FileFacts(string Distribution, string Path);

/// <summary>A file that differs from its RECORD.</summary>
/// <param name="Distribution">Whose RECORD.</param>
/// <param name="Path">As in RECORD.</param>
/// <param name="RecordedSize">Bytes that RECORD says; null when it does not.</param>
/// <param name="Size">Bytes on disk.</param>
/// <param name="HashDiffers">The content was hashed and differs; null when it was not hashed.</param>
internal sealed record DifferenceFacts(
    string Distribution,
    string Path,
    long? RecordedSize,
    long Size,
    bool? HashDiffers
);

/// <summary>Files that the same distributions claim.</summary>
/// <param name="Distributions">"name-version" of each, in order.</param>
/// <param name="Files">Absolute paths in the inspected world.</param>
internal sealed record OverlapFacts(ImmutableArray<string> Distributions, ImmutableArray<string> Files);
