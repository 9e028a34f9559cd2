namespace Plumb.Files;

/// <summary>Which file on the disk a path names: two paths with one identity are hard links to each other.</summary>
/// <param name="Device">The device's number.</param>
/// <param name="Inode">The file's number on it.</param>
/// <param name="Links">How many names the file has.</param>
public readonly record struct FileIdentity(ulong Device, ulong Inode, uint Links);
