using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Findings;
using Plumb.Python;

namespace Plumb.Checks.Requirements;

/// <summary>
/// Requirements that are missing or met by a wrong version, as <c>pip check</c> and <c>uv pip check</c> judge them, and beyond them
/// those that come through an extra in use. One block a missing or wrong distribution, whoever asks for it.
/// </summary>
public sealed class UnmetRequirementsCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules =>
        [RequirementRules.Missing, RequirementRules.WrongVersion, RequirementRules.UnknownVersion];

    /// <inheritdoc />
    public Observation Needs => Observation.Metadata;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        var unmet = context
            .Requirements.Edges.Where(e => e.State != RequirementState.Met)
            .GroupBy(e => e.Requirement.Name)
            .OrderBy(g => g.Key.Normalized, StringComparer.Ordinal);
        foreach (var group in unmet)
        {
            var edges = group.DistinctBy(e => (e.From.Location, e.Source.Text)).ToList();
            var first = true;
            foreach (var edge in edges)
            {
                yield return new Judgement(
                    Finding(edge, edges, isHead: first),
                    first ? Fixes(context, group.Key, edge.Installed) : []
                );
                first = false;
            }
        }
    }

    private static Finding Finding(RequirementEdge edge, List<RequirementEdge> all, bool isHead)
    {
        var rule = edge.State switch
        {
            RequirementState.Missing => RequirementRules.Missing,
            RequirementState.WrongVersion => RequirementRules.WrongVersion,
            _ => RequirementRules.UnknownVersion,
        };
        return new Finding
        {
            Rule = rule,
            Severity = edge.From.Site.IsDistributionManaged ? Severity.Warning : rule.Severity,
            Title = isHead ? HeadTitle(edge, all) : OwnTitle(edge),
            Message = isHead && all.Count > 1 ? string.Join('\n', all.Select(e => OwnTitle(e))) : "",
            Subject = new Subject(SubjectKind.Distribution, edge.From.Name, edge.From.VersionText),
            Location = edge.Source.Location,
            Evidence = [new Evidence("Requires-Dist: " + edge.Source.Text, edge.Source.Location.File)],
            Cause = "requirement:" + edge.Requirement.Name.Normalized,
            IsConsequence = !isHead,
        };
    }

    private static string HeadTitle(RequirementEdge edge, List<RequirementEdge> all)
    {
        var name = edge.Installed?.Name ?? edge.Requirement.Name.ToString();
        if (edge.Installed is null)
        {
            return all.Count == 1
                ? $"{name} is not installed, but {edge.From.Label} requires it{Through(edge)}."
                : $"{name} is not installed, but {all.Count} installed distributions require it.";
        }

        return all.Count == 1
            ? $"{edge.Installed.Label} is installed, but {edge.From.Label} requires {Wanted(edge)}{Through(edge)}."
            : $"{edge.Installed.Label} is installed, but {all.Count} installed distributions require another version.";
    }

    private static string OwnTitle(RequirementEdge edge) =>
        edge.Installed is null
            ? $"{edge.From.Label} requires {edge.Requirement.Name}{Specifiers(edge)}, which is not installed{Through(edge)}."
            : $"{edge.From.Label} requires {Wanted(edge)}; {edge.Installed.VersionText} is installed{Through(edge)}.";

    private static string Wanted(RequirementEdge edge) => $"{edge.Requirement.Name}{Specifiers(edge)}";

    private static string Specifiers(RequirementEdge edge) => edge.Requirement.Specifiers.ToString();

    private static string Through(RequirementEdge edge) =>
        edge.Extra is null ? "" : $" (through its extra \"{edge.Extra}\", which is in use)";

    private static ImmutableArray<ProposedFix> Fixes(
        CheckContext context,
        PackageName name,
        InstalledDistribution? installed
    )
    {
        var declared =
            context.Declared?.Items.Where(i => i.Requirement.Name == name).Select(i => i.Requirement.Specifiers) ?? [];
        var wanted = context.Requirements.Requirers(name).Select(e => e.Requirement.Specifiers).Concat(declared);
        if (WantedVersions.Of(wanted) is not { } versions)
        {
            return [];
        }

        var requirement = name + versions.Text;
        var title = installed is null
            ? $"install {requirement}"
            : $"{name} {installed.VersionText} → {versions.Text.TrimStart('=')}";
        return
        [
            new ProposedFix(
                title,
                [context.Commands.Install(requirement)],
                1,
                versions.Example is { } example ? s => SnapshotEdits.SetVersion(s, name, example) : null
            ),
        ];
    }
}
