using System.Collections.Immutable;

namespace Plumb.Python;

/// <summary>
/// A set of versions made of intervals of the PEP 440 order, local versions, post-releases and development releases included.
/// The algebra is exact: two ranges are equal exactly when they hold the same versions.
/// </summary>
public sealed class VersionRange : IEquatable<VersionRange>
{
    // Strictly increasing. Versions above an odd number of cuts are in the range.
    private readonly ImmutableArray<VersionCut> _cuts;

    private VersionRange(ImmutableArray<VersionCut> cuts) => _cuts = cuts;

    /// <summary>Every version.</summary>
    public static VersionRange All { get; } = new([VersionCut.BeforeAll]);

    /// <summary>No version.</summary>
    public static VersionRange None { get; } = new([]);

    /// <summary>True when no version can match.</summary>
    public bool IsEmpty => _cuts.IsEmpty;

    /// <summary>True when every version matches.</summary>
    public bool IsAll => _cuts is [{ Kind: CutKind.BeforeAll }];

    /// <summary>One version alone: not its local versions, unlike what <c>==</c> allows.</summary>
    public static VersionRange Exactly(PythonVersion version) =>
        Between(VersionCut.Before(version), VersionCut.After(version));

    /// <summary>Whether a version lies in the range; what is or is not a pre-release makes no difference here.</summary>
    public bool Contains(PythonVersion version)
    {
        var (low, high) = (0, _cuts.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_cuts[middle].IsBelow(version))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return (low & 1) == 1;
    }

    /// <summary>The versions in this range or in the other.</summary>
    public VersionRange Union(VersionRange other) => Combine(other, static (a, b) => a | b);

    /// <summary>The versions in both ranges.</summary>
    public VersionRange Intersect(VersionRange other) => Combine(other, static (a, b) => a & b);

    /// <summary>The versions in this range and not in the other.</summary>
    public VersionRange Except(VersionRange other) => Combine(other, static (a, b) => a & !b);

    /// <summary>The versions that are not in this range.</summary>
    public VersionRange Complement() =>
        new(_cuts is [{ Kind: CutKind.BeforeAll }, ..] ? _cuts.RemoveAt(0) : _cuts.Insert(0, VersionCut.BeforeAll));

    /// <summary>Whether every version of this range is in the other.</summary>
    public bool IsSubsetOf(VersionRange other) => !Meets(other, static (a, b) => a & !b);

    /// <summary>Whether no version is in both ranges.</summary>
    public bool IsDisjointFrom(VersionRange other) => !Meets(other, static (a, b) => a & b);

    /// <summary>Whether the range holds a version that is neither a pre-release nor a development release.</summary>
    public bool HasFinalRelease() => Intervals.Any(FinalRelease.Exists);

    /// <summary>The range in the terms of version specifiers, alternatives parted by <c> || </c>; "any" and "none" for the ends.</summary>
    /// <remarks>
    /// What specifiers cannot say is shown nearest to them, in a form that is no specifier (<c>&lt;1.0+local</c>). For people; not to be
    /// read back.
    /// </remarks>
    public override string ToString() => VersionRangeText.Format(this);

    internal static VersionRange Between(VersionCut lower, VersionCut? upper) =>
        upper is not { } end ? new([lower])
        : lower.CompareOrder(end) < 0 ? new([lower, end])
        : None;

    /// <summary>The intervals from low to high; the last may have no upper end.</summary>
    internal IEnumerable<(VersionCut Lower, VersionCut? Upper)> Intervals
    {
        get
        {
            for (var i = 0; i < _cuts.Length; i += 2)
            {
                yield return (_cuts[i], i + 1 < _cuts.Length ? _cuts[i + 1] : null);
            }
        }
    }

    private VersionRange Combine(VersionRange other, Func<bool, bool, bool> belongs)
    {
        var cuts = ImmutableArray.CreateBuilder<VersionCut>(_cuts.Length + other._cuts.Length);
        var sweep = new Sweep(_cuts, other._cuts);
        var inside = false;
        while (sweep.MoveNext())
        {
            if (belongs(sweep.InLeft, sweep.InRight) != inside)
            {
                inside = !inside;
                cuts.Add(sweep.Cut);
            }
        }

        return cuts.Count == 0 ? None : new VersionRange(cuts.DrainToImmutable());
    }

    private bool Meets(VersionRange other, Func<bool, bool, bool> belongs)
    {
        var sweep = new Sweep(_cuts, other._cuts);
        while (sweep.MoveNext())
        {
            if (belongs(sweep.InLeft, sweep.InRight))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc />
    public bool Equals(VersionRange? other) => other is not null && _cuts.AsSpan().SequenceEqual(other._cuts.AsSpan());

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as VersionRange);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var cut in _cuts)
        {
            hash.Add(cut);
        }

        return hash.ToHashCode();
    }

    /// <summary>Walks the cuts of two ranges from low to high, and tells for each of them on which side it has arrived.</summary>
    private ref struct Sweep(ImmutableArray<VersionCut> left, ImmutableArray<VersionCut> right)
    {
        private int _i;
        private int _j;

        public bool InLeft { get; private set; }

        public bool InRight { get; private set; }

        public VersionCut Cut { get; private set; }

        public bool MoveNext()
        {
            if (_i == left.Length && _j == right.Length)
            {
                return false;
            }

            var order =
                _i == left.Length ? 1
                : _j == right.Length ? -1
                : left[_i].CompareOrder(right[_j]);
            Cut = order <= 0 ? left[_i] : right[_j];
            if (order <= 0)
            {
                _i++;
                InLeft = !InLeft;
            }

            if (order >= 0)
            {
                _j++;
                InRight = !InRight;
            }

            return true;
        }
    }
}
