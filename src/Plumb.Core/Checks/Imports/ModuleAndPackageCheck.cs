using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Text;

namespace Plumb.Checks.Imports;

/// <summary>
/// A module that lies in one site folder twice, as different things, from different owners: <c>x/</c> and <c>x.py</c>. The import system takes
/// the package, then the extension module, then the source file; the other one is never imported.
/// </summary>
public sealed class ModuleAndPackageCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [ImportRules.ModuleAndPackage];

    /// <inheritdoc />
    public Observation Needs => Observation.Files;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        foreach (var site in context.Snapshot.Sites.Where(s => s.IsOwn && !s.IsDistributionManaged))
        {
            var names = ModuleListing
                .Of(context.Snapshot.Tree, site.Path)
                .GroupBy(m => m.Name, StringComparer.Ordinal)
                .Where(g => g.Skip(1).Any());
            foreach (var group in names)
            {
                // Nothing imports a folder without __init__ beside a module, so it hides nothing and is hidden by design.
                var things = group.OrderBy(m => m.Kind).ToList();
                foreach (var loser in things.Skip(1).Where(m => m.Kind != ModuleKind.Namespace))
                {
                    if (things[0].Kind != loser.Kind && Judge(context, site, things[0], loser) is { } judgement)
                    {
                        yield return judgement;
                    }
                }
            }
        }
    }

    private static Judgement? Judge(CheckContext context, SiteFolder site, ObservedModule winner, ObservedModule loser)
    {
        var winners = OwnerOf(context, winner);
        var losers = OwnerOf(context, loser);
        if (winners is not null && winners.Location == losers?.Location)
        {
            // One wheel that brings a module compiled and as source means it so.
            return null;
        }

        var finding = new Finding
        {
            Rule = ImportRules.ModuleAndPackage,
            Severity = Severity.Warning,
            Title =
                $"{Describe(winner, winners)} and {Describe(loser, losers)} are both imported as {winner.Name}: the second one never is.",
            Subject = new Subject(SubjectKind.File, loser.Path),
            Location = new Location(loser.Path),
            Evidence =
            [
                new Evidence($"the import system finds {winner.Path} first", winner.Path),
                new Evidence($"{loser.Path} is {Owned(losers)}", loser.Path),
            ],
        };
        if ((losers is not null && winners is not null) || !site.MayDeleteUnowned)
        {
            return finding;
        }

        var stray = losers is null ? loser : winner;
        return new Judgement(
            finding,
            [
                new ProposedFix(
                    $"delete {WorldPath.Name(stray.Path)}, which no distribution owns",
                    [context.Commands.Delete(stray.Path)],
                    1,
                    s => SnapshotEdits.DeletePaths(s, stray.Path)
                ),
            ]
        );
    }

    private static InstalledDistribution? OwnerOf(CheckContext context, ObservedModule module)
    {
        if (module.Kind != ModuleKind.Package)
        {
            return context.Ownership.OwnerOf(module.Path);
        }

        var listing = context.Snapshot.Tree.Folder(module.Path);
        var init = listing?.Entries.FirstOrDefault(e => ModuleNames.IsInit(e.Name)).Name;
        return init is null ? null : context.Ownership.OwnerOf(WorldPath.Join(module.Path, init));
    }

    private static string Describe(ObservedModule module, InstalledDistribution? owner) =>
        $"{WorldPath.Name(module.Path)}{(module.Kind == ModuleKind.Package ? "/" : "")} ({Owned(owner)})";

    private static string Owned(InstalledDistribution? owner) =>
        owner is null ? "owned by nobody" : $"of {owner.Label}";
}
