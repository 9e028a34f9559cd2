namespace Plumb.Native.Loading;

/// <summary>Why a folder should not be searched for libraries.</summary>
public enum FolderExposure
{
    /// <summary>It is the current folder or lies below it: what is loaded depends on where the program is started.</summary>
    CurrentFolder,

    /// <summary>Every account of the machine may put a file there.</summary>
    OpenToAll,

    /// <summary>It belongs neither to the environment nor to the system, and the library is really taken from there.</summary>
    Outside,
}

/// <summary>A folder in which the loader looks for a needed library before it finds it, and should not.</summary>
/// <param name="Owner">Path of the file whose RPATH or RUNPATH names the folder.</param>
/// <param name="Element">As it stands there; "" is the current folder.</param>
/// <param name="Folder">The folder that is meant; null when that depends on the current folder.</param>
/// <param name="Exposure">Why not.</param>
/// <param name="Library">The library that is looked for.</param>
/// <param name="Requester">Index in the closure of the one that asks for it.</param>
/// <param name="IsClosable">The folder exists and its own mode is what lets everybody in.</param>
public sealed record ExposedFolder(
    string Owner,
    string Element,
    string? Folder,
    FolderExposure Exposure,
    string Library,
    int Requester,
    bool IsClosable = false
);
