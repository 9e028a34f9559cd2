namespace Plumb.Knowledge;

/// <summary>A distribution that can take another's place and does not need a library.</summary>
/// <param name="Library">The SONAME that is not needed.</param>
/// <param name="Distribution">The one that needs it.</param>
/// <param name="Other">The one that does not, with the same import package in the same versions.</param>
/// <param name="Source">Where that can be checked.</param>
public sealed record LibraryFreeDistribution(string Library, string Distribution, string Other, FactSource Source);
