using Plumb.Python;

namespace Plumb.Metadata.Projects;

/// <summary>A stretch of versions with the ends as written; a missing end is open.</summary>
internal readonly record struct PoetryInterval(PoetryBound? Low, PoetryBound? High)
{
    public static PoetryInterval All => default;

    public static PoetryInterval Exactly(string text, PythonVersion version)
    {
        var bound = new PoetryBound(text, version, IsIncluded: true);
        return new PoetryInterval(bound, bound);
    }

    public bool IsAll => Low is null && High is null;

    /// <summary>One version only.</summary>
    public bool IsExact =>
        Low is { IsIncluded: true } low && High is { IsIncluded: true } high && low.Version == high.Version;

    public bool IsEmpty =>
        Low is { } low
        && High is { } high
        && (low.Version > high.Version || (low.Version == high.Version && !(low.IsIncluded && high.IsIncluded)));

    public PoetryInterval Intersect(PoetryInterval other) =>
        new(
            PoetryBound.CompareLow(Low, other.Low) >= 0 ? Low : other.Low,
            PoetryBound.CompareHigh(High, other.High) <= 0 ? High : other.High
        );

    /// <summary>Whether the two, of which this one begins first, touch or overlap and so make one stretch.</summary>
    public bool Reaches(PoetryInterval next)
    {
        if (High is not { } high || next.Low is not { } low)
        {
            return true;
        }

        var order = high.Version.CompareTo(low.Version);
        return order > 0 || (order == 0 && (high.IsIncluded || low.IsIncluded));
    }

    /// <summary>As specifiers: "&gt;=1,&lt;2", "==1.*", "==1.0"; "*" for all.</summary>
    public override string ToString()
    {
        if (IsExact)
        {
            return "==" + Low!.Value.Text;
        }

        if (Prefix is { } prefix)
        {
            return $"=={prefix}.*";
        }

        var low = Low is { } from ? (from.IsIncluded ? ">=" : ">") + from.Text : "";
        var high = High is { } to ? (to.IsIncluded ? "<=" : "<") + to.Text : "";
        return IsAll ? "*" : string.Join(',', ((string[])[low, high]).Where(part => part.Length > 0));
    }

    /// <summary>"1.2" when the stretch is all of 1.2.*, from its first development release on; else null.</summary>
    public string? Prefix =>
        Low is { IsIncluded: true } low && High is { IsIncluded: false } high
            ? PoetryRelease.PrefixOf(low.Version, high.Version)
            : null;
}

/// <summary>An end of a stretch of versions.</summary>
internal readonly record struct PoetryBound(string Text, PythonVersion Version, bool IsIncluded)
{
    /// <summary>Which of two lower ends comes later.</summary>
    public static int CompareLow(PoetryBound? a, PoetryBound? b)
    {
        if (a is not { } left || b is not { } right)
        {
            return (a is null ? 0 : 1) - (b is null ? 0 : 1);
        }

        var order = left.Version.CompareTo(right.Version);
        return order != 0 ? order : right.IsIncluded.CompareTo(left.IsIncluded);
    }

    /// <summary>Which of two upper ends comes later.</summary>
    public static int CompareHigh(PoetryBound? a, PoetryBound? b)
    {
        if (a is not { } left || b is not { } right)
        {
            return (a is null ? 1 : 0) - (b is null ? 1 : 0);
        }

        var order = left.Version.CompareTo(right.Version);
        return order != 0 ? order : left.IsIncluded.CompareTo(right.IsIncluded);
    }
}
