namespace Plumb.Files;

/// <summary>What kind of thing a path names.</summary>
public enum FileKind
{
    /// <summary>A regular file.</summary>
    File,

    /// <summary>A folder.</summary>
    Directory,

    /// <summary>A symbolic link (only from calls that do not follow links).</summary>
    Link,

    /// <summary>A socket, pipe or device: never opened.</summary>
    Other,
}

/// <summary>What the file system says about one path.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Size">Bytes of a regular file, else 0.</param>
/// <param name="IsExecutable">Some execute bit is set. False on Windows.</param>
/// <param name="IsWritableByAll">Every account may write it (mode o+w). False on Windows.</param>
/// <param name="IsSticky">Only who owns an entry of the folder may take it away (mode +t), as in <c>/tmp</c>. False on Windows.</param>
public readonly record struct FileStatus(
    FileKind Kind,
    long Size,
    bool IsExecutable,
    bool IsWritableByAll = false,
    bool IsSticky = false
);
