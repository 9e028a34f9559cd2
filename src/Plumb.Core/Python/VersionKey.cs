using System.Collections.Immutable;
using System.Numerics;

namespace Plumb.Python;

/// <summary>
/// A version in 128 bits whose numeric order is the order of PEP 440: up to four release segments, then dev, a, b, rc or post with its
/// number. Segments have 25, 23, 25 and 25 bits and the number 25, which leaves room for dates (20240131). Of a version that does not
/// fit, the key is that of a neighbour: two different keys are still in the right order, and equal ones leave it open.
/// </summary>
/// <remarks>
/// From the top: segments · kind (3 bits: dev, a, b, rc, final, post) · number · count of written segments less one (2 bits, no part
/// of the order). The key of zeros is 0.dev0, the lowest version.
/// </remarks>
internal readonly record struct VersionKey(ulong High, ulong Low)
{
    private const int KindShift = 27;
    private const int NumberShift = 2;
    private const ulong Dev = 0;
    private const ulong Final = 4;
    private const ulong Post = 5;
    private const ulong Largest = 7;
    private const ulong Most25 = (1UL << 25) - 1;
    private const ulong Most23 = (1UL << 23) - 1;
    private const ulong SuffixMask = (1UL << 30) - 1;

    /// <summary>The low word without the count of segments, which takes no part in comparisons.</summary>
    public ulong Order => Low >> NumberShift;

    /// <summary>How many release segments were written: 1 to 4.</summary>
    public int SegmentCount => (int)(Low & 3) + 1;

    private ulong Kind => (Low >> KindShift) & 7;

    private ulong Number => (Low >> NumberShift) & Most25;

    public bool IsPreRelease => Kind < Final;

    public int CompareOrder(VersionKey other) =>
        High != other.High ? High.CompareTo(other.High) : Order.CompareTo(other.Order);

    /// <summary>Compares release and pre-release only: 0 for a version and its post-releases.</summary>
    public int CompareFamily(VersionKey other) =>
        High != other.High ? High.CompareTo(other.High) : FamilyOrder.CompareTo(other.FamilyOrder);

    private ulong FamilyOrder =>
        Kind switch
        {
            Post => ((Low & ~SuffixMask) | (Final << KindShift)) >> NumberShift,
            Dev => (Low & ~SuffixMask) >> NumberShift,
            _ => Order,
        };

    /// <summary>Segment 0 to 3; 0 where none was written.</summary>
    public ulong Segment(int index) =>
        index switch
        {
            0 => High >> 39,
            1 => (High >> 16) & Most23,
            2 => ((High & 0xFFFF) << 9) | (Low >> 55),
            _ => (Low >> 30) & Most25,
        };

    public PreRelease? Pre => Kind is > Dev and < Final ? new PreRelease((PreReleaseKind)Kind, Number) : null;

    public BigInteger? PostNumber => Kind == Post ? Number : null;

    public BigInteger? DevNumber => Kind == Dev ? Number : null;

    /// <summary>Packs digits and dots, the commonest form of all; false for anything else and for what does not fit.</summary>
    public static bool TryPack(ReadOnlySpan<char> text, out VersionKey key)
    {
        key = default;
        Span<ulong> segments = stackalloc ulong[4];
        var (count, digits, value) = (0, 0, 0u);
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c))
            {
                value = (value * 10) + (uint)(c - '0');
                if (++digits > 7)
                {
                    return false;
                }
            }
            else if (c == '.' && digits > 0 && count < 3)
            {
                segments[count++] = value;
                (digits, value) = (0, 0);
            }
            else
            {
                return false;
            }
        }

        segments[count] = value;
        key = Pack(segments, Final, 0, count + 1);
        return digits > 0 && segments[1] < Most23;
    }

    /// <summary>Packs what a parser has read; false when a number or a combination of suffixes does not fit.</summary>
    public static bool TryPack(scoped in VersionSyntax syntax, out VersionKey key)
    {
        key = default;
        if (
            syntax.Epoch.Value != 0
            || syntax.Segments > 4
            || syntax.First >= Most25
            || syntax.Second >= Most23
            || syntax.Third >= Most25
            || syntax.Fourth >= Most25
            || !TrySuffix(syntax, out var kind, out var number)
        )
        {
            return false;
        }

        key = Pack([syntax.First, syntax.Second, syntax.Third, syntax.Fourth], kind, number, syntax.Segments);
        return true;
    }

    /// <summary>The key of any version, and whether it holds all of it.</summary>
    public static VersionKey Of(VersionParts parts, out bool isExact)
    {
        isExact = false;
        Span<ulong> segments = stackalloc ulong[4];
        var isLarger = !parts.Epoch.IsZero;
        for (var i = 0; i < 4; i++)
        {
            var most = i == 1 ? Most23 : Most25;
            isLarger |= i < parts.Release.Length && parts.Release[i] >= most;
            segments[i] =
                isLarger ? most
                : i < parts.Release.Length ? (ulong)parts.Release[i]
                : 0;
        }

        var count = Math.Min(4, parts.Release.Length);
        if (isLarger || parts.TrimmedLength > 4)
        {
            return Pack(segments, Largest, Most25, count);
        }

        var (kind, number) =
            parts.Pre is { } pre ? ((ulong)pre.Kind, pre.Number)
            : parts.Post is { } post ? (Post, post)
            : parts.Dev is { } dev ? (Dev, dev)
            : (Final, BigInteger.Zero);
        var suffixes = (parts.Pre is null ? 0 : 1) + (parts.Post is null ? 0 : 1) + (parts.Dev is null ? 0 : 1);
        isExact = suffixes <= 1 && number < Most25 && parts.Release.Length <= 4;
        return Pack(segments, kind, number < Most25 ? (ulong)number : Most25, count);
    }

    public VersionParts ToParts()
    {
        var release = ImmutableArray.CreateBuilder<BigInteger>(SegmentCount);
        for (var i = 0; i < SegmentCount; i++)
        {
            release.Add(Segment(i));
        }

        return new VersionParts(BigInteger.Zero, release.MoveToImmutable(), Pre, PostNumber, DevNumber);
    }

    private static VersionKey Pack(ReadOnlySpan<ulong> segments, ulong kind, ulong number, int count) =>
        new(
            (segments[0] << 39) | (segments[1] << 16) | (segments[2] >> 9),
            (segments[2] << 55)
                | (segments[3] << 30)
                | (kind << KindShift)
                | (number << NumberShift)
                | (uint)(count - 1)
        );

    private static bool TrySuffix(scoped in VersionSyntax syntax, out ulong kind, out ulong number)
    {
        (kind, number) = (Final, 0);
        if (!syntax.HasSuffix)
        {
            return true;
        }

        var count = 0;
        if (syntax.Pre != 0)
        {
            (kind, number, count) = ((ulong)syntax.Pre, syntax.PreNumber.Value, 1);
        }

        if (syntax.HasPost)
        {
            (kind, number, count) = (Post, syntax.PostNumber.Value, count + 1);
        }

        if (syntax.HasDev)
        {
            (kind, number, count) = (Dev, syntax.DevNumber.Value, count + 1);
        }

        return count == 1 && number < Most25;
    }
}
