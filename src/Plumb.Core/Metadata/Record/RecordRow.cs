using Plumb.Files;

namespace Plumb.Metadata.Record;

/// <summary>One line of RECORD.</summary>
/// <param name="Path">As written, but with <c>/</c> between segments; relative to the folder that holds the dist-info folder.</param>
/// <param name="Hash">The SHA-256; null when the line has none or another algorithm.</param>
/// <param name="OtherHash">A hash by another algorithm, as written: <c>md5=…</c>.</param>
/// <param name="Size">Bytes; -1 when the line does not say.</param>
/// <param name="Line">The line in RECORD, from 1.</param>
public readonly record struct RecordRow(string Path, Sha256Digest? Hash, string? OtherHash, long Size, int Line);
