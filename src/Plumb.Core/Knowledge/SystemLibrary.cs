namespace Plumb.Knowledge;

/// <summary>What brings a shared library that is not found.</summary>
/// <param name="Name">Its SONAME or DLL name.</param>
/// <param name="Packages">Package names by the <c>ID</c> of os-release: <c>debian</c>, <c>fedora</c>, <c>alpine</c>, <c>arch</c>.</param>
/// <param name="Wheel">The requirement of a wheel that holds it; null when none does.</param>
/// <param name="Driver">Whose graphics driver brings it; null for other libraries.</param>
/// <param name="Source">Where that can be checked.</param>
public sealed record SystemLibrary(
    string Name,
    IReadOnlyDictionary<string, string> Packages,
    string? Wheel,
    string? Driver,
    FactSource Source
)
{
    /// <summary>The package for a distribution, by its own id or one that it is like; null when none is known.</summary>
    public string? PackageFor(string? id, string? idLike) =>
        DistributionFamily.Of(id, idLike).Select(f => Packages.GetValueOrDefault(f)).FirstOrDefault(p => p is not null);
}
