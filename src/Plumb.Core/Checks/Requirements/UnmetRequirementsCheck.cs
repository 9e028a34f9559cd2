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
            .DistinctBy(e => (e.From.Location, e.Source.Text))
            .ToLookup(e => e.Requirement.Name);
        var causes = unmet
            .SelectMany(edges => edges)
            .GroupBy(e => Cause(e, unmet[e.Requirement.Name]), StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal);
        foreach (var cause in causes)
        {
            var edges = cause.ToList();
            var head = Finding(context, edges[0], edges, cause.Key);
            yield return new Judgement(
                head with
                {
                    Message = string.Join(
                        ' ',
                        new[] { head.Message, context.Installers.WhyNone }.Where(m => m.Length > 0)
                    ),
                },
                Fixes(context, edges)
            );
            foreach (var edge in edges.Skip(1))
            {
                yield return Finding(context, edge, [edge], cause.Key) with
                {
                    IsConsequence = true,
                };
            }
        }
    }

    /// <summary>The cause under which it is told that some of <paramref name="requirers"/> do not get what they require; null when they do.</summary>
    internal static string? CauseOf(
        CheckContext context,
        PackageName name,
        IEnumerable<InstalledDistribution> requirers
    )
    {
        var unmet = context.Requirements.Requirers(name).Where(e => e.State != RequirementState.Met).ToList();
        return unmet.Find(e => requirers.Any(r => r.Location == e.From.Location)) is { } edge
            ? Cause(edge, unmet)
            : null;
    }

    /// <summary>
    /// What only one distribution misses belongs to that one: it was installed without what it requires. Everything else belongs to the
    /// distribution that is missing or wrong, whoever asks for it.
    /// </summary>
    private static string Cause(RequirementEdge edge, IEnumerable<RequirementEdge> sameName) =>
        edge.State == RequirementState.Missing && sameName.All(e => e.From.Location == edge.From.Location)
            ? "requirements-of:" + edge.From.Location
            : "requirement:" + edge.Requirement.Name.Normalized;

    private static Finding Finding(CheckContext context, RequirementEdge edge, List<RequirementEdge> all, string cause)
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
            Title = Title(all),
            Message = Message(context, all),
            Subject = new Subject(SubjectKind.Distribution, edge.From.Name, edge.From.VersionText),
            About = edge.Requirement.Name.Normalized,
            Location = edge.Source.Location,
            Evidence =
            [
                .. all.Take(1).Select(e => new Evidence("Requires-Dist: " + e.Source.Text, e.Source.Location.File)),
            ],
            Cause = cause,
        };
    }

    private static string Title(List<RequirementEdge> all)
    {
        var edge = all[0];
        var name = edge.Installed?.Name ?? edge.Requirement.WrittenName;
        return (all.Count, edge.Installed) switch
        {
            (1, null) => $"{name} is not installed, but {edge.From.Label} requires it{Through(edge)}.",
            (1, { } installed) =>
                $"{installed.Label} is installed, but {edge.From.Label} requires {Wanted(edge)}{Through(edge)}.",
            (_, { } installed) =>
                $"{installed.Label} is installed, but {all.Count} installed distributions require another version.",
            _ when all.All(e => e.From.Location == edge.From.Location) =>
                $"{all.Count} distributions that {edge.From.Label} requires are not installed: {Names(all)}.",
            _ => $"{name} is not installed, but {all.Count} installed distributions require it.",
        };
    }

    private static string Message(CheckContext context, List<RequirementEdge> all) =>
        all.Count == 1 || all.All(e => e.From.Location == all[0].From.Location)
            ? ""
            : string.Join(' ', all.Take(6).Select(OwnTitle))
                + (all.Count > 6 ? $" And {all.Count - 6} more." : "")
                + (
                    all[0].Installed is not null
                    && WantedVersions.Of(context.AllWanted(all[0].Requirement.Name)) is null
                        ? $" No version of {all[0].Requirement.WrittenName} suits everything that requires it here: one of those has to change."
                        : ""
                );

    private static string Names(List<RequirementEdge> all) =>
        string.Join(", ", all.Take(8).Select(e => e.Requirement.WrittenName))
        + (all.Count > 8 ? $" and {all.Count - 8} more" : "");

    private static string OwnTitle(RequirementEdge edge) =>
        edge.Installed is null
            ? $"{edge.From.Label} requires {edge.Requirement.Name}{Specifiers(edge)}, which is not installed{Through(edge)}."
            : $"{edge.From.Label} requires {Wanted(edge)}; {edge.Installed.VersionText} is installed{Through(edge)}.";

    private static string Wanted(RequirementEdge edge) => $"{edge.Requirement.Name}{Specifiers(edge)}";

    private static string Specifiers(RequirementEdge edge) => edge.Requirement.Specifiers.ToString();

    private static string Through(RequirementEdge edge) =>
        edge.Extra is null ? "" : $" (through its extra \"{edge.Extra}\", which is in use)";

    private static ImmutableArray<ProposedFix> Fixes(CheckContext context, List<RequirementEdge> edges)
    {
        var direct = edges.FindAll(e => e.Requirement.Url is not null).DistinctBy(e => e.Requirement.Name).ToList();
        if (direct.Count > 0)
        {
            return WithAddresses(context, edges, direct);
        }

        var wanted = new List<(PackageName Name, WantedVersions Versions)>();
        foreach (var name in edges.Select(e => e.Requirement.Name).Distinct())
        {
            if (WantedVersions.Of(context.AllWanted(name)) is not { } versions)
            {
                return [];
            }

            wanted.Add((name, versions));
        }

        if (
            context.Installers.Install(wanted.ConvertAll(w => (w.Name.Normalized, w.Versions.Text))) is not { } commands
        )
        {
            return [];
        }

        var requirements = wanted.ConvertAll(w => w.Name + w.Versions.Text);
        var installed = edges[0].Installed;
        var title =
            installed is not null ? $"{installed.Label} → {wanted[0].Versions.Text}"
            : requirements.Count > 3 ? $"install the {requirements.Count} that are missing"
            : "install " + string.Join(", ", requirements);
        return
        [
            new ProposedFix(
                title,
                commands,
                wanted.Count,
                wanted.TrueForAll(w => w.Versions.Example is not null)
                    ? snapshot =>
                        wanted.Aggregate(
                            snapshot,
                            (s, w) => SnapshotEdits.SetVersion(s, w.Name, w.Versions.Example!.Value)
                        )
                    : null
            ),
        ];
    }

    // Two wishes for one name may mean two things.
    private static ImmutableArray<ProposedFix> WithAddresses(
        CheckContext context,
        List<RequirementEdge> edges,
        List<RequirementEdge> direct
    )
    {
        var named = direct.Select(d => d.Requirement.Name).ToHashSet();
        var others = edges.FindAll(e => !named.Contains(e.Requirement.Name));
        var fixes = direct.ConvertAll(d => UrlRequirement.Fix(context, d.Requirement));
        if (fixes.Contains(null) || edges.Exists(e => named.Contains(e.Requirement.Name) && e.Requirement.Url is null))
        {
            return [];
        }

        var rest = others.Count == 0 ? [] : Fixes(context, others);
        if (others.Count > 0 && rest.IsEmpty)
        {
            return [];
        }

        ImmutableArray<ProposedFix> all = [.. rest, .. fixes.OfType<ProposedFix>()];
        return all is [var one]
            ? [one]
            :
            [
                new ProposedFix(
                    string.Join(", ", all.Select(f => f.Title)),
                    [.. all.SelectMany(f => f.Commands)],
                    all.Sum(f => f.Changes),
                    null
                ),
            ];
    }
}
