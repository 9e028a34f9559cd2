using System.Collections.Immutable;
using Plumb.Source;

namespace Plumb.Environments.Observing.Imports;

/// <summary>When an import runs, and what becomes of its failure.</summary>
internal enum ImportGuardKind
{
    /// <summary>It depends on a test, or stands in a function: nothing is said of it.</summary>
    Unknown,

    /// <summary>It runs whenever its module is imported, and nothing catches its failure.</summary>
    None,

    /// <summary>It runs, and a handler catches its failure.</summary>
    Tried,

    /// <summary>It runs in the handler of what was tried before it.</summary>
    Handler,
}

/// <summary>An import and its guard.</summary>
internal readonly record struct GuardedImport(ImportStatement Statement, ImportGuardKind Guard);

/// <summary>Tells from the blocks around an import when it runs.</summary>
internal static class ImportGuard
{
    /// <summary>Whether a block catches the failure of an import, and something goes on after it.</summary>
    public static bool Catches(SourceBlock block) => UseGuard.GoesOn(block, UseGuard.CatchesImportError);

    /// <summary>Only one <c>try</c> deep; whatever depends on a test (<c>if</c>, <c>else</c>) is unknown, and the body of a function does not run.</summary>
    public static ImportGuardKind Of(ImmutableArray<SourceBlock> context)
    {
        var guard = ImportGuardKind.None;
        foreach (var block in context)
        {
            var isHarmless = block.Kind is SourceBlockKind.Try or SourceBlockKind.Suppress && !Catches(block);
            if (block.Kind == SourceBlockKind.Class || isHarmless)
            {
                continue;
            }

            var isFirst = guard == ImportGuardKind.None;
            guard = block.Kind switch
            {
                SourceBlockKind.Try or SourceBlockKind.Suppress when isFirst => ImportGuardKind.Tried,
                SourceBlockKind.Except when isFirst && block.Catches.Any(UseGuard.CatchesImportError) =>
                    ImportGuardKind.Handler,
                _ => ImportGuardKind.Unknown,
            };
            if (guard == ImportGuardKind.Unknown)
            {
                break;
            }
        }

        return guard;
    }
}
