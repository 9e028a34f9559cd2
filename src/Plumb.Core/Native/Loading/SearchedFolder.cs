namespace Plumb.Native.Loading;

/// <summary>A folder in which the loader looks.</summary>
/// <param name="Owner">The file whose RPATH or RUNPATH names it; null for LD_LIBRARY_PATH.</param>
/// <param name="Element">As it stands there.</param>
/// <param name="Folder">The folder that is meant; null when that depends on the current folder.</param>
/// <param name="By">RPATH, RUNPATH or LD_LIBRARY_PATH.</param>
public readonly record struct SearchedFolder(LoadableLibrary? Owner, string Element, string? Folder, FoundBy By);
