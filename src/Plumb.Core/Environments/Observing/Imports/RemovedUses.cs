using System.Collections.Immutable;
using Plumb.Knowledge;
using Plumb.Source;

namespace Plumb.Environments.Observing.Imports;

/// <summary>Finds in one source what is gone and unguarded: attributes, and what <c>import</c> statements in functions ask for.</summary>
internal static class RemovedUses
{
    /// <summary>By line; in a file that asks versions anywhere, a function may not come to the line. Imports outside functions are not among them: whoever follows imports judges those.</summary>
    public static ImmutableArray<GuardedUse> Of(
        PythonSource source,
        RemovedNames removed,
        bool asksVersions,
        bool withImports = true
    )
    {
        UseGuardKind Guard(ImmutableArray<SourceBlock> context, Func<string, bool> catches)
        {
            var guard = UseGuard.Of(context, catches);
            return guard == UseGuardKind.OnCall && asksVersions ? UseGuardKind.Perhaps : guard;
        }

        var uses = ImmutableArray.CreateBuilder<GuardedUse>();
        foreach (var use in source.Uses)
        {
            var guard = Guard(use.Context, UseGuard.CatchesAttributeError);
            if (
                !use.IsTested
                && !use.IsAssigned
                && !use.IsDoubtful
                && !use.IsNeverEvaluated
                && !(use.IsInAnnotation && removed.DefersAnnotations)
                && guard != UseGuardKind.Guarded
                && removed.Find(use.Name) is { } api
            )
            {
                uses.Add(new GuardedUse(use.Line, api, guard));
            }
        }

        foreach (var import in withImports ? source.Imports : [])
        {
            var guard = import.Context.IsEmpty
                ? UseGuardKind.Guarded
                : Guard(import.Context, UseGuard.CatchesImportError);
            if (guard is UseGuardKind.Guarded or UseGuardKind.OnImport || import.Level > 0 || IsOutside(import.Context))
            {
                continue;
            }

            if (removed.FindModule(import.Module) is { } module)
            {
                uses.Add(new GuardedUse(import.Line, module, guard));
            }
            else if (import.IsFrom)
            {
                uses.AddRange(
                    import
                        .Names.Select(n => removed.Find(import.Module + "." + n.Name))
                        .OfType<RemovedApi>()
                        .Select(api => new GuardedUse(import.Line, api, guard))
                );
            }
        }

        uses.Sort((a, b) => a.Line.CompareTo(b.Line));
        return uses.DrainToImmutable();
    }

    private static bool IsOutside(ImmutableArray<SourceBlock> context) =>
        !context.Any(b => b.Kind == SourceBlockKind.Function);
}
