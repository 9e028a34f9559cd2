using System.Collections.Immutable;
using Plumb.Index;
using Plumb.Python;

namespace Plumb.Resolution.Explanations;

/// <summary>Puts what a proof rests on into sentences, in the order in which the requirements lead to it.</summary>
internal sealed class ConflictSentences(
    ResolutionRequest request,
    IPackageIndex index,
    ResolutionEvidence evidence,
    ConflictGraph graph
)
{
    private readonly RejectionWords _rejections = new(request);
    private readonly List<string> _told = [];

    public ImmutableArray<string> Tell()
    {
        foreach (var package in graph.InOrder())
        {
            foreach (var group in graph.Needs.Where(n => n.Of == package).GroupBy(n => n.On))
            {
                TellNeed(package, group.Key, [.. group]);
            }

            TellUnusable(package);
        }

        TellConstraints();
        TellClash();
        return [.. _told.Distinct(StringComparer.Ordinal)];
    }

    private void TellNeed(int of, int on, ImmutableArray<GroundedNeed> needs)
    {
        var (node, needed) = (graph.Packages[of], graph.Packages[on]);
        if (node.Name == needed.Name)
        {
            return;
        }

        if (node.IsRoot)
        {
            foreach (var need in needs.Where(n => n.Allowed.IsEmpty))
            {
                TellMissing(needed.Name, Written(node, 0, needed.Name));
            }

            return;
        }

        var who = Subjects(of, needs);
        if (who.IsEmpty)
        {
            return;
        }

        var requirements = who.Ascending().Select(c => Written(node, c, needed.Name)).ToList();
        var texts = requirements.Select(Text).Distinct(StringComparer.Ordinal).ToList();
        var verb = who.Count == 1 ? "needs" : "need";
        var subject = VersionWords.Span(node.ToString(), evidence.VersionsOf(node.Name), who);
        var allowed = needs
            .Where(n => !n.Candidates.IsDisjointFrom(who))
            .Aggregate(CandidateSet.None(needs[0].Allowed.Universe), (all, n) => all.Union(n.Allowed));
        var what = texts is [var only]
            ? only
            : VersionWords.Bounds(needed.ToString(), evidence.VersionsOf(needed.Name), allowed);
        _told.Add($"{subject} {verb} {what}.");
        if (allowed.IsEmpty && texts.Count == 1)
        {
            TellMissing(needed.Name, requirements[0]);
        }
    }

    // Those that are left, can be used and are named by the proof.
    private CandidateSet Subjects(int of, ImmutableArray<GroundedNeed> needs)
    {
        var named = needs.Aggregate(
            CandidateSet.None(needs[0].Candidates.Universe),
            (all, need) => all.Union(need.Candidates)
        );
        if (graph.LeftOf(of) is { IsEmpty: false } left)
        {
            named = named.Intersect(left);
        }

        var name = graph.Packages[of].Name;
        return named.Intersect(
            CandidateSet.Where(named.Universe, c => evidence.VerdictOf(name, c) is { IsUsable: true })
        );
    }

    private void TellMissing(PackageName name, IReadOnlyList<Requirement> requirements)
    {
        if (evidence.WhyNone(name) is { } why)
        {
            _told.Add(
                why.StartsWith(name.Normalized, StringComparison.Ordinal)
                    ? $"{why} in this index."
                    : $"The index has no package named {name}."
            );
            return;
        }

        var versions = evidence.VersionsOf(name);
        var asked = requirements.FirstOrDefault(r => !versions.Any(v => r.Specifiers.Contains(v)));
        if (asked is null || versions.IsEmpty)
        {
            _told.Add($"{name} has no versions at all.");
            return;
        }

        var near = VersionWords.Nearest(versions, asked.Specifiers).Select(v => v.ToString()).ToList();
        var isWhole = index.ListingOf(name) is Known<PackageListing> { Value.LeftOut: 0 };
        _told.Add(
            isWhole
                ? $"{Asked(asked)} does not exist. {There(near)}"
                : $"This index has no {Asked(asked)}. {There(near)}"
        );
    }

    private static string Asked(Requirement requirement) =>
        requirement.Specifiers.Items is [{ Operator: VersionOperator.Equal, IsPrefix: false, Version: { } version }]
            ? $"{requirement.WrittenName} {version}"
            : VersionWords.Of(requirement);

    private static string There(List<string> near) =>
        near.Count == 1
            ? $"There is {near[0]} only."
            : $"The nearest are {string.Join(", ", near[..^1])} and {near[^1]}.";

    private void TellUnusable(int package)
    {
        var name = graph.Packages[package].Name;
        var left = graph.LeftOf(package);
        var refused = graph
            .Unusable.Where(u => u.Package == package)
            .SelectMany(u => u.Candidates.Ascending())
            .Where(c => left is not { IsEmpty: false } some || some.Contains(c))
            .Distinct()
            .Order()
            .ToList();
        var groups = refused
            .Where(c => evidence.VerdictOf(name, c) is not null)
            .GroupBy(c => RejectionWords.Decisive(evidence.VerdictOf(name, c)!))
            .OrderByDescending(g => g.Max());
        foreach (var group in groups)
        {
            var all = CandidateSet.Where(evidence.VersionsOf(name).Length, group.Contains);
            var subject = VersionWords.Span(name.Normalized, evidence.VersionsOf(name), all);
            var newest = evidence.VerdictOf(name, group.Max())!;
            _told.Add($"{subject} {_rejections.Of(group.Key, newest, all.Count == 1)}.");
        }
    }

    private void TellConstraints()
    {
        var names = graph.Needs.Select(n => graph.Packages[n.On].Name).ToHashSet();
        _told.AddRange(
            request
                .Constraints.Where(c => names.Contains(c.Name) && DirectRequirements.Holds(c, request.Target.Markers))
                .Select(c => $"A constraint says {VersionWords.Of(c)}.")
        );
        _told.AddRange(
            request
                .Overrides.Where(o => names.Contains(o.Name) && DirectRequirements.Holds(o, request.Target.Markers))
                .Select(o => $"An override puts {VersionWords.Of(o)} in the place of what others say.")
        );
    }

    private void TellClash()
    {
        foreach (var clash in graph.Clashes)
        {
            var name = graph.Packages[clash].Name;
            var asking = graph.Needs.Where(n => n.On == clash).Select(Voice).Distinct().Count();
            asking += request.Constraints.Count(c => c.Name == name);
            if (asking > 1 && !graph.Needs.Any(n => n.On == clash && n.Allowed.IsEmpty))
            {
                _told.Add($"No version of {name} fits {(asking == 2 ? "both" : "all of that")}.");
                return;
            }
        }
    }

    // Each requirement of a person speaks for itself; the versions of one package speak as one.
    private (int, CandidateSet) Voice(GroundedNeed need) =>
        (need.Of, graph.Packages[need.Of].IsRoot ? need.Allowed : default);

    private List<Requirement> Written(PackageNode package, int candidate, PackageName on) =>
        [
            .. evidence
                .RequirementsOn(package, candidate, on)
                .Where(r => !request.Constraints.Contains(r) || package.IsRoot),
        ];

    private static string Text(List<Requirement> requirements) =>
        string.Join(
            " and ",
            requirements
                .Select(r => r.Url is null ? VersionWords.Of(r) : $"{r.WrittenName} from a URL")
                .Distinct(StringComparer.Ordinal)
        );
}
