namespace Plumb.Environments;

/// <summary>A file that the system's package manager has on its list.</summary>
/// <param name="Package">"python3-numpy".</param>
/// <param name="Path">Absolute, in the inspected world.</param>
public sealed record SystemPackageFile(string Package, string Path);
