using System.Collections.Immutable;
using Plumb.Checks.Files;
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
        var changed = taken is null ? SymbolOrigin.Changed(context, modules[0]) : null;
        var finding = new Finding
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
            Message = changed is { } library
                ? $"{WorldPath.Name(library.Deviation.File.Path)}, which is loaded with it, is not as {library.Owner.Label} brought it."
                : SymbolOrigin.Explain(context, modules[0], undefined),
            Subject = new Subject(SubjectKind.File, WorldPath.Name(file)),
            Location = new Location(file),
            Evidence = [.. undefined.Examples.Take(3).Select(s => new Evidence("undefined symbol: " + s, file))],
            Cause =
                taken is not null ? "library-version:" + taken
                : changed is { } found ? Causes.Installation(found.Owner)
                : owner is null ? "symbols:" + file
                : "symbols:" + owner.Location,
            IsConsequence = taken is not null || changed is { Deviation.IsDamage: true },
        };
        // Whether the published library defines the symbols cannot be told from here.
        return changed is { Deviation: { IsDamage: false } other } change
            ? new Judgement(
                finding,
                [.. DeviationFindings.Fixes(context, change.Owner, [other]).Select(f => f with { Edit = null })]
            )
            : finding;
    }
}
