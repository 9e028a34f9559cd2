using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Findings;
using Plumb.Knowledge;
using Plumb.Text;

namespace Plumb.Checks.Ownership;

/// <summary>Several members of a family whose import package only one of them can bring.</summary>
public sealed class ExclusiveFamilyCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [OwnershipRules.ExclusiveFamily];

    /// <inheritdoc />
    public Observation Needs => Observation.Files;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        var overlaps = Overlap.Of(context);
        foreach (var family in context.Families.All)
        {
            var members = context
                .Snapshot.Visible.Where(d => family.Members.Contains(d.Key))
                .DistinctBy(d => d.Key)
                .ToImmutableArray();
            if (members.Length > 1)
            {
                var shared = overlaps.FirstOrDefault(o => o.Owners.All(w => family.Members.Contains(w.Key)));
                yield return Judge(context, family, members, shared);
            }
        }
    }

    private static Judgement Judge(
        CheckContext context,
        ExclusiveFamily family,
        ImmutableArray<InstalledDistribution> members,
        Overlap? shared
    )
    {
        var finding = new Finding
        {
            Rule = OwnershipRules.ExclusiveFamily,
            Severity = family.Source.Grade == Grade.Folklore ? Severity.Info : Severity.Warning,
            Title = $"{Prose.List(members.Select(m => m.Label), 4)} bring the same import package {family.ImportName}.",
            Message = char.ToUpperInvariant(family.Effect[0]) + family.Effect[1..] + ".",
            Subject = new Subject(SubjectKind.Distribution, members[0].Name, members[0].VersionText),
            Location = new Location(members[0].Location),
            Evidence =
            [
                .. members.Select(m => new Evidence($"{m.Label} is installed", m.MetadataPath)),
                new Evidence($"{family.Source.Text} ({family.Source.GradeWord}, {family.Source.Date})"),
            ],
            Cause = Causes.Family(family.ImportName),
            IsConsequence = shared is not null,
        };
        var sameSite = members.All(m => m.Site.Path == members[0].Site.Path);
        return shared is not null || !sameSite ? finding : new Judgement(finding, KeepOne.Of(context, members, null));
    }
}
