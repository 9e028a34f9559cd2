using System.Globalization;
using Plumb.Python;

namespace Plumb.Metadata.Projects;

/// <summary>How poetry turns a constraint on Python into <c>Requires-Python</c> and into conditions of requirements.</summary>
internal static class PoetryPython
{
    private const int LastMinor = 15;

    /// <summary>
    /// Requires-Python: alternatives, which it cannot say, become a lower end and exclusions of whole minor versions. Of
    /// those a version is left in as soon as one of its development releases fits, so that the result allows more than the
    /// constraint. Null for any version.
    /// </summary>
    public static string? ToRequiresPython(PoetryConstraint constraint)
    {
        if (constraint.IsAll)
        {
            return null;
        }

        switch (constraint.Intervals)
        {
            case [{ IsExact: true } exact]:
                return Exact(exact.Low!.Value.Version);
            case [var only]:
                return only.ToString();
            default:
                break;
        }

        string? low = null;
        var excluded = new List<string>();
        foreach (var minor in Minors())
        {
            if (
                PoetryTerm.TryRead(minor + ".*", out var whole)
                && constraint.Intervals.Any(i => !i.Intersect(whole[0]).IsEmpty)
            )
            {
                low ??= minor;
            }
            else
            {
                excluded.Add($"!={minor}.*");
            }
        }

        return low is null ? null : string.Join(", ", excluded.Prepend(">=" + low));
    }

    /// <summary>The condition of a requirement with <c>python = "…"</c>; null for any version.</summary>
    public static string? ToMarker(PoetryConstraint constraint)
    {
        if (constraint.IsAll)
        {
            return null;
        }

        var parts = constraint.Intervals.Select(ToMarker).ToArray();
        return parts.Length == 1 ? parts[0] : string.Join(" or ", parts.Select(part => $"({part})"));
    }

    private static string ToMarker(PoetryInterval interval)
    {
        if (interval.IsExact)
        {
            return Compare("==", interval.Low!.Value);
        }

        if (
            interval is { Low: { IsIncluded: true } minor, High: { IsIncluded: false } next }
            && minor.Version.Release.Length == 2
            && PoetryRelease.Next(minor.Version, 1) == next.Version
        )
        {
            return $"python_version == \"{minor.Text}\"";
        }

        var low = interval.Low is { } from ? Compare(from.IsIncluded ? ">=" : ">", Trim(from)) : "";
        var high = interval.High is { } to ? Compare(to.IsIncluded ? "<=" : "<", Trim(to)) : "";
        return string.Join(" and ", ((string[])[low, high]).Where(part => part.Length > 0));
    }

    /// <summary>A development release stands for the release that it comes before; Python has none with a plain number.</summary>
    private static PoetryBound Trim(PoetryBound bound) =>
        bound.Version.Dev is { IsZero: true } && bound.Version.Pre is null
            ? bound with
            {
                Text = string.Join('.', bound.Version.Release),
            }
            : bound;

    /// <summary>python_version knows two numbers only: with three, or where equality of more matters, the full version is compared.</summary>
    private static string Compare(string sign, PoetryBound bound)
    {
        var precision = bound.Version.Release.Length;
        if (precision >= 3)
        {
            return $"python_full_version {sign} \"{bound.Text}\"";
        }

        return sign is ">" or "<="
            ? $"python_full_version {sign} \"{bound.Text}{string.Concat(Enumerable.Repeat(".0", 3 - precision))}\""
            : $"python_version {sign} \"{bound.Text}\"";
    }

    private static string Exact(PythonVersion version) =>
        version.Release.Length switch
        {
            1 => $">={version}.0,<{PoetryRelease.Next(version, 0)}.0",
            2 => $">={version},<{PoetryRelease.Next(version, 1)}",
            _ => $"=={version}",
        };

    private static IEnumerable<string> Minors() =>
        Enumerable
            .Range(0, LastMinor + 1)
            .Select(minor => string.Create(CultureInfo.InvariantCulture, $"3.{minor}"))
            .Prepend("2.7");
}
