namespace Plumb.Environments;

/// <summary>A package as conda has it on record.</summary>
/// <param name="Name">conda's name, which is often but not always that of the distribution.</param>
/// <param name="Version">conda's version.</param>
/// <param name="Record">The record in <c>conda-meta</c>.</param>
public sealed record CondaPackage(string Name, string Version, string Record);
