using System.Collections.Immutable;
using Plumb.Knowledge;
using Plumb.Python;

namespace Plumb.Resolution;

/// <summary>What resolves and is broken all the same, because metadata does not say it.</summary>
/// <param name="Text">What is wrong and what helps, a sentence.</param>
/// <param name="Source">Where that can be checked.</param>
public sealed record Hazard(string Text, FactSource Source)
{
    private const int Numpy2 = 2;
    private static readonly PackageName _numpy = PackageName.Parse("numpy");

    /// <summary>Those of a solution, by name: modules built for NumPy 1 beside NumPy 2, and packages that bring the same files.</summary>
    /// <param name="packages">The solution.</param>
    /// <param name="isWindows">Its wheels are those for Windows, which some projects built for NumPy 2 later.</param>
    public static ImmutableArray<Hazard> Of(ImmutableArray<ResolvedPackage> packages, bool isWindows) =>
        [.. BuiltForOlderNumpy(packages, isWindows), .. SharingFiles(packages)];

    private static IEnumerable<Hazard> BuiltForOlderNumpy(ImmutableArray<ResolvedPackage> packages, bool isWindows)
    {
        if (packages.FirstOrDefault(p => p.Name == _numpy) is not { Version: { Major: >= Numpy2 } numpy })
        {
            yield break;
        }

        foreach (var package in packages)
        {
            if (
                NumpyAbiFacts.Embedded.Find(package.Name) is { } built
                && (isWindows ? built.SinceWindows : built.Since) is var since
                && package.Version < since
            )
            {
                yield return new Hazard(
                    $"{package.Name} {package.Version} is built for NumPy 1, and numpy {numpy} is chosen: ask for numpy<2, or for {package.Name}>={since}.",
                    built.Source
                );
            }
        }
    }

    private static IEnumerable<Hazard> SharingFiles(ImmutableArray<ResolvedPackage> packages)
    {
        var names = packages.Select(p => p.Name).ToHashSet();
        foreach (var family in ExclusiveFamilies.Embedded.All)
        {
            var both = family.Members.Where(names.Contains).ToList();
            if (both.Count > 1)
            {
                yield return new Hazard(
                    $"{string.Join(" and ", both)} bring the same module {family.ImportName}: {family.Effect}. Ask for one of them.",
                    family.Source
                );
            }
        }
    }
}
