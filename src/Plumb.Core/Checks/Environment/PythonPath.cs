using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Findings;

namespace Plumb.Checks.Environment;

/// <summary>Judges PYTHONPATH by what its folders hold.</summary>
internal static class PythonPath
{
    private const int MostNamed = 6;

    /// <summary>At most one finding a kind of trouble: another Python's folders; packages that come from there.</summary>
    public static IEnumerable<Judgement> Judge(CheckContext context)
    {
        foreach (var entry in context.Snapshot.VariablePaths.Where(v => v is { Variable: "PYTHONPATH", Exists: true }))
        {
            if (ForeignFolder(context, entry) is { } foreign)
            {
                yield return foreign;
            }
        }

        if (Packages(context) is { } packages)
        {
            yield return packages;
        }
    }

    private static Judgement? ForeignFolder(CheckContext context, ObservedVariable entry)
    {
        var here = context.Snapshot.Installation.MinorVersion();
        if (here is null || MinorVersionIn(entry.Path) is not { } other || other == here)
        {
            return null;
        }

        return new Judgement(
            new Finding
            {
                Rule = EnvironmentRules.Variables,
                Severity = entry.HoldsStandardLibrary ? Severity.Error : Severity.Warning,
                Title = entry.HoldsStandardLibrary
                    ? $"PYTHONPATH puts the standard library of Python {other} before that of this Python {here}."
                    : $"PYTHONPATH puts a folder of Python {other} on the path of this Python {here}.",
                Message = "Native modules there were built for the other version and cannot be imported.",
                Subject = new Subject(SubjectKind.Environment, "PYTHONPATH"),
                About = "folder",
                Evidence = [new Evidence($"PYTHONPATH holds {entry.Path}", entry.Path)],
                Cause = "variable:PYTHONPATH:" + entry.Path,
            },
            [Without(context)]
        );
    }

    private static Judgement? Packages(CheckContext context)
    {
        var snapshot = context.Snapshot;
        var brought = snapshot
            .Visible.Where(d => d.Site.Origin == PathOrigin.PythonPath)
            .OrderBy(d => d.Key.Normalized, StringComparer.Ordinal)
            .ToList();
        if (brought.Count == 0)
        {
            return null;
        }

        var keys = brought.Select(d => d.Key).ToHashSet();
        var replaced = snapshot
            .Distributions.Where(d =>
                d.IsHidden && d.Site.Origin != PathOrigin.PythonPath && keys.Contains(d.Key) && IsOther(brought, d)
            )
            .ToList();
        return new Judgement(
            new Finding
            {
                Rule = EnvironmentRules.Variables,
                Severity = replaced.Exists(d => d.Site is { Origin: PathOrigin.Site, IsDistributionManaged: false })
                    ? Severity.Warning
                    : Severity.Info,
                Title =
                    replaced.Count > 0
                        ? $"PYTHONPATH puts other versions before those of this environment: {Names(brought.Where(b => replaced.Exists(r => r.Key == b.Key)))}."
                        : $"PYTHONPATH brings {Names(brought)}, which are not installed in this environment.",
                Message =
                    replaced.Count > 0
                        ? $"The environment's own {Names(replaced)} {(replaced.Count == 1 ? "is" : "are")} never imported."
                        : "A shell without the variable does not have them.",
                Subject = new Subject(SubjectKind.Environment, "PYTHONPATH"),
                Evidence =
                [
                    .. brought
                        .Select(d => d.Site.Path)
                        .Distinct(StringComparer.Ordinal)
                        .Select(p => new Evidence($"PYTHONPATH holds {p}", p)),
                ],
                Cause = "variable:PYTHONPATH",
            },
            [Without(context)]
        );
    }

    private static bool IsOther(List<InstalledDistribution> brought, InstalledDistribution hidden) =>
        brought.Exists(b => b.Key == hidden.Key && b.VersionText != hidden.VersionText);

    private static ProposedFix Without(CheckContext context) =>
        new(
            "start without PYTHONPATH",
            [context.Commands.Unset("PYTHONPATH")],
            1,
            s =>
                PathEdits.WithoutSites(s, PathOrigin.PythonPath) with
                {
                    VariablePaths = s.VariablePaths.RemoveAll(v => v.Variable == "PYTHONPATH"),
                }
        );

    private static string Names(IEnumerable<InstalledDistribution> distributions) =>
        Prose.List(distributions.Select(d => d.Label), MostNamed);

    /// <summary>"3.8" in <c>/usr/lib/python3.8/site-packages</c>; null when the path names no minor version.</summary>
    internal static string? MinorVersionIn(string path)
    {
        foreach (var part in path.Split('/'))
        {
            if (
                part.StartsWith("python", StringComparison.OrdinalIgnoreCase)
                && part.AsSpan(6) is var rest
                && rest.IndexOf('.') is > 0 and var dot
                && rest.IndexOfAnyExceptInRange('0', '9') == dot
                && !rest[(dot + 1)..].IsEmpty
                && !rest[(dot + 1)..].ContainsAnyExceptInRange('0', '9')
            )
            {
                return rest.ToString();
            }
        }

        return null;
    }
}
