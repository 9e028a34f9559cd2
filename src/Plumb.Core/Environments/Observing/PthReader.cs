using System.Collections.Immutable;
using Plumb.Files;

namespace Plumb.Environments.Observing;

/// <summary>Reads the <c>.pth</c> files of site folders.</summary>
internal static class PthReader
{
    public static ImmutableArray<ObservedPth> Read(FileWorld world, ImmutableArray<SiteFolder> sites)
    {
        _ = world;
        _ = sites;
        return [];
    }
}
