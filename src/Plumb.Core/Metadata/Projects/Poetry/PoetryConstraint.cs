using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Metadata.Projects;

/// <summary>
/// A version constraint in poetry's language: PEP 440's comparisons, <c>^</c>, <c>~</c>, wildcards and alternatives
/// parted by <c>||</c>.
/// </summary>
internal sealed class PoetryConstraint
{
    private readonly string _text;

    private PoetryConstraint(string text, ImmutableArray<PoetryInterval> intervals)
    {
        _text = text;
        Intervals = intervals;
    }

    /// <summary>The stretches of versions from low to high, none touching the next; empty when no version fits.</summary>
    public ImmutableArray<PoetryInterval> Intervals { get; }

    public bool IsAll => Intervals is [{ IsAll: true }];

    /// <summary>Reads a constraint.</summary>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out PoetryConstraint? constraint,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        constraint = null;
        error = null;
        var all = new List<PoetryInterval>();
        foreach (var alternative in text.Trim().Split("|").Where((part, i) => part.Length > 0 || i == 0))
        {
            List<PoetryInterval> both = [PoetryInterval.All];
            foreach (var term in Terms(alternative.Trim()))
            {
                if (!PoetryTerm.TryRead(term, out var intervals))
                {
                    error = new FormatError($"'{term}' is no version constraint of poetry");
                    return false;
                }

                both = [.. both.SelectMany(a => intervals.Select(a.Intersect)).Where(i => !i.IsEmpty)];
                if (both.Count > 1_000)
                {
                    error = new FormatError("the constraint has too many parts");
                    return false;
                }
            }

            all.AddRange(both);
        }

        constraint = new PoetryConstraint(text.Trim(), Merge(all));
        return true;
    }

    /// <summary>
    /// As poetry writes it into <c>Requires-Dist</c>: "" for any version, specifiers where they suffice, else alternatives
    /// parted by <c> || </c>, which no standard knows.
    /// </summary>
    public string ToMetadata()
    {
        if (Intervals.Length == 1)
        {
            return IsAll ? "" : Intervals[0].ToString();
        }

        // poetry keeps the commas of what was written and turns each part into its own terms.
        return Excluded() ?? string.Join(',', _text.Split(',').Select(Part));
    }

    /// <summary>The specifiers; null when alternatives are needed.</summary>
    public VersionSpecifiers? ToSpecifiers() =>
        VersionSpecifiers.TryParse(ToMetadata(), out var specifiers, out _) ? specifiers : null;

    /// <summary>The versions by PEP 440's order.</summary>
    public VersionRange ToRange() =>
        Intervals
            .Select(i => i.IsAll ? VersionRange.All : VersionSpecifiers.Parse(i.ToString()).ToRange())
            .Aggregate(VersionRange.None, (a, b) => a.Union(b));

    private static string Part(string part) =>
        TryParse(part, out var constraint, out _)
            ? constraint.Intervals.Length == 1
                ? Alone(constraint.Intervals[0])
                : constraint.Excluded() ?? string.Join(" || ", constraint.Intervals.Select(Alone))
            : part;

    private static string Alone(PoetryInterval interval) =>
        interval.IsExact ? interval.Low!.Value.Text : interval.ToString();

    /// <summary>"!=1.5" or "!=1.5.*" when that is all that is left out; else null.</summary>
    private string? Excluded()
    {
        if (Intervals is not [{ Low: null, High: { } before }, { Low: { } after, High: null }])
        {
            return null;
        }

        if (before.Version == after.Version && !before.IsIncluded && !after.IsIncluded)
        {
            return "!=" + before.Text;
        }

        return
            !before.IsIncluded
            && after.IsIncluded
            && PoetryRelease.PrefixOf(before.Version, after.Version) is { } prefix
            ? $"!={prefix}.*"
            : null;
    }

    /// <summary>Terms stand side by side with commas or blanks; a blank after an operator parts nothing.</summary>
    private static IEnumerable<string> Terms(string text)
    {
        var rest = text.TrimEnd(',', ' ');
        var start = 0;
        for (var i = 0; i < rest.Length; i++)
        {
            if (rest[i] is not (',' or ' ') || i == start)
            {
                continue;
            }

            var next = i;
            while (next < rest.Length && rest[next] is ',' or ' ')
            {
                next++;
            }

            var isAfterOperator = rest[i - 1] is '^' or '~' or '=' or '>' or '<' or '!';
            if (!isAfterOperator && rest[i - 1] != '-' && rest[next] != '-')
            {
                yield return rest[start..i].Trim();
                start = next;
            }

            i = next - 1;
        }

        yield return rest[start..].Trim();
    }

    private static ImmutableArray<PoetryInterval> Merge(List<PoetryInterval> intervals)
    {
        intervals.Sort((a, b) => PoetryBound.CompareLow(a.Low, b.Low));
        var merged = ImmutableArray.CreateBuilder<PoetryInterval>();
        foreach (var interval in intervals)
        {
            if (merged.Count > 0 && merged[^1].Reaches(interval))
            {
                var last = merged[^1];
                merged[^1] = last with
                {
                    High = PoetryBound.CompareHigh(last.High, interval.High) >= 0 ? last.High : interval.High,
                };
            }
            else
            {
                merged.Add(interval);
            }
        }

        return merged.DrainToImmutable();
    }
}
