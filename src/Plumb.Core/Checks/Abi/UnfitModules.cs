using System.Collections.Immutable;
using Plumb.Checks.Native;
using Plumb.Checks.Tags;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Text;

namespace Plumb.Checks.Abi;

/// <summary>The modules of one distribution that an import finds by their names, and that do not fit by what is in them.</summary>
/// <param name="Owner">The distribution; null for files that belong to none.</param>
/// <param name="Files">Its modules, the shortest name first.</param>
/// <param name="Names">Their names as they are imported, in the same order.</param>
internal sealed record UnfitModules(
    InstalledDistribution? Owner,
    ImmutableArray<ObservedExtension> Files,
    ImmutableArray<string> Names
)
{
    private const int MostEvidence = 4;

    /// <summary>"x and y of numpy 2.2.6", "x".</summary>
    public string Label => Prose.List(Names) + (Owner is null ? "" : $" of {Owner.Label}");

    /// <summary>
    /// Those that do not fit, by distribution. Modules that are named for another interpreter are left out (PLB1402 says that they are not
    /// found), as are files of which the same distribution has another of the same name that fits.
    /// </summary>
    public static IEnumerable<UnfitModules> Of(CheckContext context, Predicate<ObservedExtension> isUnfit)
    {
        var installation = context.Snapshot.Installation;
        return context
            .Snapshot.Extensions.Files.Where(f => f.IsImportable && NativeModules.IsFound(installation, f.Path))
            .GroupBy(f => context.Ownership.OwnerOf(f.Path)?.Location ?? f.Path, StringComparer.Ordinal)
            .Select(g => g.GroupBy(f => WorldPath.Name(f.Path), StringComparer.Ordinal))
            .Select(names => names.Where(n => n.All(f => isUnfit(f))).SelectMany(n => n).ToList())
            .Where(unfit => unfit.Count > 0)
            .Select(unfit => Of(context, unfit))
            .OrderBy(u => u.Label, StringComparer.Ordinal);
    }

    /// <summary>A finding about them, in one block with what their wheel's tags say.</summary>
    public Finding ToFinding(Rule rule, string title, string message, Func<ObservedExtension, string> proof) =>
        new()
        {
            Rule = rule,
            Severity = rule.Severity,
            Title = title,
            Message = message,
            Subject = Owner is null
                ? new Subject(SubjectKind.File, WorldPath.Name(Files[0].Path))
                : new Subject(SubjectKind.Distribution, Owner.Name, Owner.VersionText),
            Location = new Location(Files[0].Path),
            Evidence =
            [
                .. Files.Take(MostEvidence).Select(f => new Evidence($"{WorldPath.Name(f.Path)} {proof(f)}", f.Path)),
            ],
            Cause = Owner is null ? "abi:" + Files[0].Path : Causes.Tags(Owner),
        };

    /// <summary>Installs the distribution again, for this environment.</summary>
    public ImmutableArray<ProposedFix> Again(CheckContext context)
    {
        if (Owner is null || DistributionFixes.Reinstall(context, Owner) is not { Edit: { } edit } again)
        {
            return [];
        }

        var files = Files.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        return
        [
            again with
            {
                Title = $"install {Owner.Label} again with this environment's own Python",
                Edit = s => edit(s) with { Extensions = s.Extensions.Without(files.Contains) },
            },
        ];
    }

    private static UnfitModules Of(CheckContext context, List<ObservedExtension> files)
    {
        var sorted = files
            .Select(f => (File: f, Name: NativeModuleNames.Dotted(context.Snapshot, f.Path)))
            .OrderBy(p => p.Name.Length)
            .ThenBy(p => p.Name, StringComparer.Ordinal)
            .ToList();
        return new UnfitModules(
            context.Ownership.OwnerOf(files[0].Path),
            [.. sorted.Select(p => p.File)],
            [.. sorted.Select(p => p.Name).Distinct(StringComparer.Ordinal)]
        );
    }
}
