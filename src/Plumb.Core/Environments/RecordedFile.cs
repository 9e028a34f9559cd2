using Plumb.Metadata.Record;

namespace Plumb.Environments;

/// <summary>What lies at the path of a RECORD row.</summary>
public enum Presence
{
    /// <summary>Nothing.</summary>
    Missing,

    /// <summary>A regular file.</summary>
    File,

    /// <summary>A folder or something else that is no file.</summary>
    NotAFile,

    /// <summary>Byte code: interpreters write and delete it as they like, so it is not looked at.</summary>
    ByteCode,
}

/// <summary>One row of RECORD and what lies there now.</summary>
/// <param name="Row">The row.</param>
/// <param name="Path">
/// Absolute and normal, in the inspected world; where <c>pip install --target</c> moved the file, the place that it was moved to.
/// </param>
/// <param name="Presence">What lies there.</param>
/// <param name="Size">Bytes on disk, 0 unless it is a file.</param>
public readonly record struct RecordedFile(RecordRow Row, string Path, Presence Presence, long Size)
{
    /// <summary>The file is there with another size than the row says.</summary>
    public bool SizeDiffers => Presence == Presence.File && Row.Size >= 0 && Row.Size != Size;
}
