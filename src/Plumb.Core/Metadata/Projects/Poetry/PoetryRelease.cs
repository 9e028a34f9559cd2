using System.Collections.Immutable;
using System.Numerics;
using Plumb.Python;

namespace Plumb.Metadata.Projects;

/// <summary>The arithmetic of release numbers behind <c>^</c>, <c>~</c> and <c>.*</c> (Poetry, "Version constraints").</summary>
internal static class PoetryRelease
{
    /// <summary>The first version that <c>^version</c> leaves out: the leftmost number that is not 0 counts up.</summary>
    public static PythonVersion NextBreaking(PythonVersion version)
    {
        var release = version.Release;
        if (release[0] > 0 || release.Length == 1)
        {
            return Next(version, 0);
        }

        return Next(version, release[1] > 0 || release.Length == 2 ? 1 : 2);
    }

    /// <summary>The release with the number at an index one higher and those after it 0; as many numbers as before.</summary>
    public static PythonVersion Next(PythonVersion version, int index)
    {
        var release = version.Release;
        var numbers = ImmutableArray.CreateBuilder<BigInteger>();
        for (var i = 0; i < Math.Max(release.Length, index + 1); i++)
        {
            var number = i < release.Length ? release[i] : BigInteger.Zero;
            numbers.Add(
                i < index ? number
                : i == index ? number + 1
                : BigInteger.Zero
            );
        }

        return Make(version.Epoch, numbers, "");
    }

    /// <summary>The first development release of a version's release.</summary>
    public static PythonVersion FirstDevelopmentRelease(PythonVersion version) =>
        Make(version.Epoch, version.Release, ".dev0");

    /// <summary>"1.2" when all of 1.2.* lies between the two versions and nothing else; else null.</summary>
    public static string? PrefixOf(PythonVersion low, PythonVersion high)
    {
        var (from, to) = (low.Release, high.Release);
        if (
            low.Dev != BigInteger.Zero
            || high.Dev != BigInteger.Zero
            || low.Pre is not null
            || high.Pre is not null
            || low.Post is not null
            || high.Post is not null
            || low.Epoch != high.Epoch
            || from.Length != to.Length
            || !from[..^1].SequenceEqual(to[..^1])
            || from[^1] + 1 != to[^1]
        )
        {
            return null;
        }

        return (low.Epoch.IsZero ? "" : $"{low.Epoch}!") + string.Join('.', from);
    }

    private static PythonVersion Make(BigInteger epoch, IEnumerable<BigInteger> release, string suffix) =>
        PythonVersion.Parse((epoch.IsZero ? "" : $"{epoch}!") + string.Join('.', release) + suffix);
}
