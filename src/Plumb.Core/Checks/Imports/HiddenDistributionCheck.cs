using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Findings;
using Plumb.Text;

namespace Plumb.Checks.Imports;

/// <summary>
/// Distributions that are hidden by another version from a folder that does not belong to the environment: PYTHONPATH or the user site. An
/// environment that hides what the system's Python has is doing its work.
/// </summary>
public sealed class HiddenDistributionCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [ImportRules.HiddenDistribution];

    /// <inheritdoc />
    public Observation Needs => Observation.Metadata;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        var visible = context.Snapshot.Visible.DistinctBy(d => d.Key).ToDictionary(d => d.Key);
        foreach (var hidden in context.Snapshot.Distributions.Where(d => d.IsHidden))
        {
            if (
                !visible.TryGetValue(hidden.Key, out var shown)
                || shown.Site == hidden.Site
                || shown.VersionText == hidden.VersionText
                || shown.Site.Origin is not (PathOrigin.PythonPath or PathOrigin.UserSite)
            )
            {
                continue;
            }

            yield return new Judgement(Finding(shown, hidden), [Fix(context, shown)]);
        }
    }

    private static Finding Finding(InstalledDistribution shown, InstalledDistribution hidden)
    {
        var byVariable = shown.Site.Origin == PathOrigin.PythonPath;
        var whence = byVariable ? "a folder of PYTHONPATH" : "the user site";
        return new Finding
        {
            Rule = ImportRules.HiddenDistribution,
            Severity = hidden.Site is { Origin: PathOrigin.Site, IsDistributionManaged: false }
                ? Severity.Warning
                : Severity.Info,
            Title = $"{shown.Label} from {whence} is imported instead of {hidden.Label}, which is installed here.",
            Subject = new Subject(SubjectKind.Distribution, hidden.Name, hidden.VersionText),
            Location = new Location(hidden.Location),
            Evidence = [new Evidence($"{shown.Site.Path} is searched before {hidden.Site.Path}", shown.Location)],
            Cause = byVariable ? "variable:PYTHONPATH" : "user-site",
            IsConsequence = byVariable,
        };
    }

    private static ProposedFix Fix(CheckContext context, InstalledDistribution shown) =>
        shown.Site.Origin == PathOrigin.PythonPath
            ? new ProposedFix(
                "start without PYTHONPATH",
                [context.Commands.Unset("PYTHONPATH")],
                1,
                s => PathEdits.WithoutSites(s, PathOrigin.PythonPath)
            )
            : new ProposedFix(
                "start without the user site",
                [context.Commands.Set("PYTHONNOUSERSITE", "1")],
                1,
                s => PathEdits.WithoutSites(s, PathOrigin.UserSite)
            );
}
