using System.Collections.Immutable;
using Plumb.Python;

namespace Plumb.Resolution.Explanations;

/// <summary>Versions of packages as sentences name them: never a list of all.</summary>
internal static class VersionWords
{
    private const int MostNearest = 3;

    /// <summary>"numba 0.60.0", "numba 0.53.1 to 0.60.0".</summary>
    public static string Span(string name, ImmutableArray<PythonVersion> versions, CandidateSet set)
    {
        var stable = CandidateSet.Where(set.Universe, c => set.Contains(c) && !versions[c].IsPrerelease);
        var (first, last) = Ends(stable.IsEmpty ? set : stable);
        return first < 0 ? name
            : first == last ? $"{name} {versions[first]}"
            : $"{name} {versions[first]} to {versions[last]}";
    }

    /// <summary>What is needed of a package when those that need it differ: the outer bounds of what they allow.</summary>
    public static string Bounds(string name, ImmutableArray<PythonVersion> versions, CandidateSet allowed)
    {
        var (first, last) = Ends(allowed);
        return first < 0 ? $"versions of {name} that do not exist"
            : first == 0 && last == versions.Length - 1 ? $"{name} in various versions"
            : first == 0 ? $"{name} {versions[last]} or older"
            : last == versions.Length - 1 ? $"{name} {versions[first]} or newer"
            : Span(name, versions, allowed);
    }

    /// <summary>The versions around those that were asked for and do not exist, ascending; stable ones where there are any.</summary>
    public static ImmutableArray<PythonVersion> Nearest(
        ImmutableArray<PythonVersion> versions,
        VersionSpecifiers specifiers
    )
    {
        var stable = versions.Where(v => !v.IsPrerelease).ToList();
        var known = stable.Count > 0 ? stable : [.. versions];
        var at = known.Count(v => VersionDistance.IsBelow(v, specifiers));
        var from = Math.Clamp(at - 1, 0, Math.Max(0, known.Count - MostNearest));
        return [.. known.Skip(from).Take(MostNearest)];
    }

    /// <summary>Specifiers with the lower bound first, each as it was written.</summary>
    public static string Of(VersionSpecifiers specifiers) =>
        string.Join(',', specifiers.Items.OrderBy(s => s.Text[0] == '>' ? 0 : 1).Select(s => s.Text));

    /// <summary>A requirement without its marker, each part as it was written.</summary>
    public static string Of(Requirement requirement)
    {
        var extras = requirement.WrittenExtras.IsEmpty ? "" : $"[{string.Join(',', requirement.WrittenExtras)}]";
        return requirement.WrittenName + extras + Of(requirement.Specifiers);
    }

    private static (int First, int Last) Ends(CandidateSet set)
    {
        var (first, last) = (-1, -1);
        foreach (var candidate in set.Ascending())
        {
            first = first < 0 ? candidate : first;
            last = candidate;
        }

        return (first, last);
    }
}
