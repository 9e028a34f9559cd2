namespace Plumb.Environments;

/// <summary>A folder of packages beside those that the Python of an environment looks into.</summary>
/// <param name="Path">Absolute, in the inspected world.</param>
/// <param name="Python">"3.12": the minor version that the folder above it names; null for PyPy's and unknown ones.</param>
/// <param name="Distributions">How many metadata folders lie in it; more than none.</param>
public sealed record OtherPackageFolder(string Path, string? Python, int Distributions);
