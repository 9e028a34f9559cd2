namespace Plumb.Formats;

/// <summary>A named stretch of a native file. In a file that was cut off it may reach beyond the end.</summary>
/// <param name="Name">As the file states it (Windows cuts names at 8 bytes; a Mach-O section is <c>__SEGMENT,__section</c>).</param>
/// <param name="Offset">In bytes from the start of the file.</param>
/// <param name="Length">Bytes in the file; 0 for sections that exist in memory only.</param>
/// <param name="IsExecutable">True where the header says that it holds code.</param>
/// <param name="IsWritable">True where the header says that the program writes to it.</param>
public readonly record struct NativeSection(
    string Name,
    long Offset,
    long Length,
    bool IsExecutable = false,
    bool IsWritable = false
);
