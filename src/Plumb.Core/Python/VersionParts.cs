using System.Collections.Immutable;
using System.Numerics;

namespace Plumb.Python;

/// <summary>A version without its local label, every part spelled out. Only versions that the packed key cannot hold keep one.</summary>
internal sealed record VersionParts(
    BigInteger Epoch,
    ImmutableArray<BigInteger> Release,
    PreRelease? Pre = null,
    BigInteger? Post = null,
    BigInteger? Dev = null
)
{
    /// <summary>How many segments of the release are left when zeros at its end are taken away; at least 1.</summary>
    public int TrimmedLength
    {
        get
        {
            var length = Release.Length;
            while (length > 1 && Release[length - 1].IsZero)
            {
                length--;
            }

            return length;
        }
    }

    /// <summary>The order of PEP 440, "Summary of permitted suffixes and relative ordering".</summary>
    public int CompareOrder(VersionParts other)
    {
        var order = CompareFamily(other);
        if (order == 0)
        {
            order = CompareOptional(Post, other.Post, missing: -1);
        }

        return order != 0 ? order : CompareOptional(Dev, other.Dev, missing: 1);
    }

    /// <summary>Compares epoch, release and pre-release only: 0 for a version and its post-releases.</summary>
    public int CompareFamily(VersionParts other)
    {
        var order = CompareRelease(other);
        if (order == 0)
        {
            order = PreRank.CompareTo(other.PreRank);
        }

        return order != 0 || Pre is null ? order : Pre.Value.Number.CompareTo(other.Pre!.Value.Number);
    }

    // A development release of a final version sorts below that version's pre-releases.
    private int PreRank =>
        Pre is { } pre ? (int)pre.Kind
        : Post is null && Dev is not null ? 0
        : 4;

    private int CompareRelease(VersionParts other)
    {
        var order = Epoch.CompareTo(other.Epoch);
        for (var i = 0; order == 0 && i < Math.Max(Release.Length, other.Release.Length); i++)
        {
            var mine = i < Release.Length ? Release[i] : BigInteger.Zero;
            var theirs = i < other.Release.Length ? other.Release[i] : BigInteger.Zero;
            order = mine.CompareTo(theirs);
        }

        return order;
    }

    private static int CompareOptional(BigInteger? left, BigInteger? right, int missing) =>
        left is null ? (right is null ? 0 : missing)
        : right is null ? -missing
        : left.Value.CompareTo(right.Value);
}
