using System.Collections.Immutable;
using System.Diagnostics;
using System.Numerics;

namespace Plumb.Python;

/// <summary>Writes ranges as version specifiers.</summary>
internal static class VersionRangeText
{
    // As many prefixes as one reads at a glance; a longer gap is told by its two ends.
    private const int LongestRun = 12;

    /// <summary>The intervals, joined to one alternative where the gap between them has a name: "!=1.5" or "!=1.5.*".</summary>
    public static string Format(VersionRange range)
    {
        if (range.IsEmpty)
        {
            return "none";
        }

        var alternatives = new List<List<string>>();
        VersionCut? start = null;
        VersionCut? end = null;
        var exclusions = new List<string>();
        foreach (var (lower, upper) in range.Intervals)
        {
            if (end is { } gapStart && NamesOfGap(gapStart, lower) is { Count: > 0 } names)
            {
                exclusions.AddRange(names);
            }
            else
            {
                Finish();
                start = lower;
            }

            end = upper;
        }

        Finish();
        return string.Join(" || ", alternatives.Select(static a => a.Count == 0 ? "any" : string.Join(",", a)));

        void Finish()
        {
            if (start is { } lower)
            {
                alternatives.Add(Describe(lower, end, exclusions));
                exclusions.Clear();
            }
        }
    }

    private static List<string> Describe(VersionCut lower, VersionCut? upper, List<string> exclusions)
    {
        if (exclusions.Count == 0 && upper is { } end && NameOf(lower, end) is { } name)
        {
            return [name];
        }

        var terms = new List<string>();
        AddLower(lower, terms);
        if (upper is { } last)
        {
            AddUpper(last, terms);
        }

        terms.AddRange(exclusions);
        return terms;
    }

    /// <summary>"==1.0", "==1.0.*" or "===1.0" when that is all that lies between two cuts; null otherwise.</summary>
    private static string? NameOf(VersionCut lower, VersionCut upper)
    {
        if (lower.Kind != CutKind.Before)
        {
            return null;
        }

        var version = lower.Version;
        return upper.Kind switch
        {
            CutKind.AfterLocals when version == upper.Version => $"=={version}",
            CutKind.After when version == upper.Version => version.Local is null ? $"==={version}" : $"=={version}",
            CutKind.Before when PrefixBefore(upper.Version) is { } prefix && IsFirstOf(version, prefix) =>
                $"=={prefix}.*",
            _ => null,
        };
    }

    /// <summary>"!=1.5", "!==1.5" (no specifier), or one "!=3.0.*" after the other; nothing when a gap has no such name.</summary>
    private static List<string> NamesOfGap(VersionCut lower, VersionCut upper)
    {
        if (NameOf(lower, upper) is { } name)
        {
            return [name.StartsWith("===", StringComparison.Ordinal) ? "!" + name : "!" + name[1..]];
        }

        if (lower.Kind != CutKind.Before || upper.Kind != CutKind.Before)
        {
            return [];
        }

        var (first, end) = (lower.Version.ToParts(), upper.Version.ToParts());
        var last = end.TrimmedLength - 1;
        if (!IsFirstOfRelease(first) || !IsFirstOfRelease(end) || first.TrimmedLength > last + 1)
        {
            return [];
        }

        var names = new List<string>();
        ImmutableArray<BigInteger> release =
        [
            .. Enumerable.Range(0, last + 1).Select(i => i < first.Release.Length ? first.Release[i] : BigInteger.Zero),
        ];
        while (names.Count < LongestRun && release[last] < end.Release[last])
        {
            names.Add($"!={PythonVersion.FromParts(new VersionParts(first.Epoch, release))}.*");
            release = release.SetItem(last, release[last] + 1);
        }

        return first.Epoch == end.Epoch && release.SequenceEqual(end.Release[..(last + 1)]) ? names : [];
    }

    // 1.5 for 1.6.dev0, the first version that no longer begins with 1.5.
    private static PythonVersion? PrefixBefore(PythonVersion version)
    {
        var parts = version.ToParts();
        var last = parts.TrimmedLength - 1;
        if (!IsFirstOfRelease(parts) || version.Local is not null || parts.Release[last].IsZero)
        {
            return null;
        }

        var release = parts.Release[..(last + 1)].SetItem(last, parts.Release[last] - 1);
        return PythonVersion.FromParts(new VersionParts(parts.Epoch, release));
    }

    private static bool IsFirstOf(PythonVersion version, PythonVersion prefix)
    {
        var parts = version.ToParts();
        return IsFirstOfRelease(parts)
            && version.Local is null
            && PythonVersion.FromParts(parts with { Dev = null }) == prefix;
    }

    private static bool IsFirstOfRelease(VersionParts parts) =>
        parts is { Pre: null, Post: null, Dev: { IsZero: true } };

    private static void AddLower(VersionCut cut, List<string> terms)
    {
        var version = cut.Version;
        switch (cut.Kind)
        {
            case CutKind.BeforeAll:
                break;
            case CutKind.Before:
                terms.Add($">={version}");
                break;
            case CutKind.AfterPosts:
            case CutKind.AfterLocals when version.Post is not null || version.Dev is not null:
                terms.Add($">{version}");
                break;
            case CutKind.AfterLocals:
                terms.Add($">={version}");
                terms.Add($"!={version}");
                break;
            case CutKind.After:
                terms.Add($">={version}");
                terms.Add($"!==={version}");
                break;
            default:
                throw new UnreachableException();
        }
    }

    private static void AddUpper(VersionCut cut, List<string> terms)
    {
        var version = cut.Version;
        switch (cut.Kind)
        {
            case CutKind.Before when IsFirstOfRelease(version.ToParts()):
                terms.Add($"<{PythonVersion.FromParts(version.ToParts() with { Dev = null })}");
                break;
            case CutKind.Before when version.IsPrerelease || version.Local is not null:
                terms.Add($"<{version}");
                break;
            case CutKind.Before:
                terms.Add($"<={version}");
                terms.Add($"!={version}");
                break;
            case CutKind.AfterPosts when version.Pre is null:
                terms.Add($"<={version}.post*");
                break;
            case CutKind.AfterPosts:
                terms.Add($"<{NextPreRelease(version)}");
                break;
            default:
                terms.Add($"<={version}");
                break;
        }
    }

    private static PythonVersion NextPreRelease(PythonVersion version)
    {
        var parts = version.ToParts();
        var next = parts.Pre!.Value with { Number = parts.Pre.Value.Number + 1 };
        return PythonVersion.FromParts(parts with { Pre = next, Dev = BigInteger.Zero });
    }
}
