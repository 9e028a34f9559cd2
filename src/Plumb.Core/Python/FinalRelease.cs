using System.Numerics;

namespace Plumb.Python;

/// <summary>Finds out whether an interval holds more than pre-releases and development releases.</summary>
internal static class FinalRelease
{
    private static readonly PythonVersion _lowest = PythonVersion.Parse("0");

    public static bool Exists((VersionCut Lower, VersionCut? Upper) interval) =>
        interval.Upper is not { } upper || LowestAbove(interval.Lower) is not { } lowest || !upper.IsBelow(lowest);

    /// <summary>The lowest final or post-release above a cut; null when they come as near to the cut as one likes.</summary>
    private static PythonVersion? LowestAbove(VersionCut cut)
    {
        var version = cut.Version;
        return cut.Kind switch
        {
            CutKind.BeforeAll => _lowest,
            _ when version.Pre is not null => PythonVersion.FromParts(
                version.ToParts() with
                {
                    Pre = null,
                    Post = null,
                    Dev = null,
                }
            ),
            _ when version.Dev is not null => PythonVersion.FromParts(version.ToParts() with { Dev = null }),
            CutKind.Before => version,
            CutKind.AfterLocals => PythonVersion.FromParts(
                version.ToParts() with
                {
                    Post = version.Post is { } post ? post + 1 : BigInteger.Zero,
                }
            ),
            _ => null,
        };
    }
}
