using System.Globalization;
using System.Numerics;
using Plumb.Python;

namespace Plumb.Checks.Requirements;

/// <summary>What all requirers of one distribution want of it together.</summary>
/// <param name="Text">The specifiers of all, each once: <c>&gt;=1.2,&lt;2</c>; "" when any version will do.</param>
/// <param name="Example">A version that all of them take; null when none could be made up.</param>
internal sealed record WantedVersions(string Text, PythonVersion? Example)
{
    // A command with more of them helps nobody; only damaged or hostile metadata has them.
    private const int MostSpecifiers = 200;

    /// <summary>Null when no version satisfies all of them, or nobody could read the answer.</summary>
    public static WantedVersions? Of(IEnumerable<VersionSpecifiers> wanted)
    {
        var specifiers = wanted.SelectMany(w => w.Items).DistinctBy(s => s.ToString(), StringComparer.Ordinal).ToList();
        if (specifiers.Count > MostSpecifiers)
        {
            return null;
        }

        var range = VersionRange.All;
        foreach (var specifier in specifiers)
        {
            range = range.Intersect(specifier.ToRange());
        }

        if (range.IsEmpty)
        {
            return null;
        }

        var text = string.Join(',', specifiers.Select(s => s.ToString()).Order(StringComparer.Ordinal));
        return new WantedVersions(
            Shorter(range, text),
            Candidates(specifiers).Where(range.Contains).Cast<PythonVersion?>().FirstOrDefault()
        );
    }

    /// <summary>The same range in fewer specifiers where there are such: ">=2.9,&lt;3" for "!=1.8,&lt;3,&gt;=2.5.3,&gt;=2.9".</summary>
    private static string Shorter(VersionRange range, string text)
    {
        var merged = range.ToString();
        return
            merged.AsSpan().Count(',') < text.AsSpan().Count(',')
            && VersionSpecifiers.TryParse(merged, out var specifiers, out _)
            && specifiers.ToRange().Equals(range)
            ? merged
            : text;
    }

    /// <summary>The bounds themselves, and final releases just above and below each: where a range is not empty, one of them nearly always lies in it.</summary>
    private static IEnumerable<PythonVersion> Candidates(List<VersionSpecifier> specifiers)
    {
        foreach (var version in specifiers.Select(s => s.Version).OfType<PythonVersion>())
        {
            yield return version;
            for (var i = version.Release.Length - 1; i >= 0; i--)
            {
                foreach (var text in Neighbours([.. version.Release], i))
                {
                    if (PythonVersion.TryParse(text, out var neighbour))
                    {
                        yield return neighbour;
                    }
                }
            }
        }

        yield return PythonVersion.Parse("1.0");
    }

    private static IEnumerable<string> Neighbours(BigInteger[] release, int index)
    {
        string Join(BigInteger last, string rest) =>
            string.Join('.', release[..index].Append(last).Select(n => n.ToString(CultureInfo.InvariantCulture)))
            + rest;
        yield return Join(release[index] + 1, "");
        yield return Join(release[index], ".1");
        if (release[index] > 0)
        {
            yield return Join(release[index] - 1, ".9999");
        }
    }
}
