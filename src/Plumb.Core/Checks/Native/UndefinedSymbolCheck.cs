using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Native.Loading;
using Plumb.Text;

namespace Plumb.Checks.Native;

/// <summary>
/// Symbols that nothing defines: one finding for each file that lacks some. The usual reason are packages that were built for one another
/// in other versions (torch with torchvision or xformers).
/// </summary>
public sealed class UndefinedSymbolCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [NativeRules.UndefinedSymbol];

    /// <inheritdoc />
    public Observation Needs => Observation.Files | Observation.Native;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context) =>
        context
            .Snapshot.Native.Modules.SelectMany(m =>
                m.Undefined.Select(u => (Module: m, Undefined: u, File: m.Closure.Members[u.Member].Library.Path))
            )
            .GroupBy(u => u.File, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g =>
                Judge(
                    context,
                    g.Key,
                    [.. g.Select(u => u.Module)],
                    g.OrderBy(u => u.Undefined.IsDelayed).First().Undefined
                )
            );

    private static Judgement Judge(
        CheckContext context,
        string file,
        ImmutableArray<NativeModule> modules,
        UndefinedIn undefined
    )
    {
        var affected = AffectedModules.Of(context, modules);
        var owner = context.Ownership.OwnerOf(file);
        var taken = ShadowedLibraryCheck.TakenFor(context, modules[0], file);
        var brings = Libraries(context, modules[0]);
        return new Finding
        {
            Rule = NativeRules.UndefinedSymbol,
            Severity = affected.AnyNeeded(context) && !undefined.IsDelayed ? Severity.Error : Severity.Warning,
            Title =
                $"{WorldPath.Name(file)}{(owner is null ? "" : $" of {owner.Label}")} needs {Prose.Count(undefined.Count, "symbol")} that nothing defines: "
                + (
                    undefined.IsDelayed
                        ? "it is loaded, and fails once one of them is called."
                        : $"{affected.CannotBeImported(context)}."
                ),
            Message = brings.IsEmpty
                ? "It was built against another version of a library than the one that is here."
                : $"It was built against another version of {Prose.List(brings)} than the one that is here.",
            Subject = new Subject(SubjectKind.File, WorldPath.Name(file)),
            Location = new Location(file),
            Evidence = [.. undefined.Examples.Take(3).Select(s => new Evidence("undefined symbol: " + s, file))],
            Cause =
                taken is not null ? "library-version:" + taken
                : owner is null ? "symbols:" + file
                : "symbols:" + owner.Location,
            IsConsequence = taken is not null,
        };
    }

    // The packages whose libraries are loaded with it: one of them is out of step.
    private static ImmutableArray<string> Libraries(CheckContext context, NativeModule module)
    {
        var own = context.Ownership.OwnerOf(module.Path)?.Location;
        return
        [
            .. module
                .Closure.Members.Select(m => context.Ownership.OwnerOf(m.Library.Path))
                .OfType<InstalledDistribution>()
                .Where(d => d.Location != own)
                .DistinctBy(d => d.Location, StringComparer.Ordinal)
                .Select(d => d.Label),
        ];
    }
}
