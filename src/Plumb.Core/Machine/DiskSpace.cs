namespace Plumb.Machine;

/// <summary>Room under a path.</summary>
/// <param name="Path">The path that was asked for.</param>
/// <param name="Mount">Where its file system is mounted; null when unknown.</param>
/// <param name="FreeBytes">Bytes that this account can still write; null when unknown.</param>
/// <param name="TotalBytes">Size of the file system; null when unknown.</param>
public sealed record DiskSpace(string Path, string? Mount, long? FreeBytes, long? TotalBytes);
