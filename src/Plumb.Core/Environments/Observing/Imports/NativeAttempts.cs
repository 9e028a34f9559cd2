using System.Collections.Immutable;
using Plumb.Source;

namespace Plumb.Environments.Observing.Imports;

/// <summary>Finds the imports of native modules that a package can do without, as far as its sources tell.</summary>
internal static class NativeAttempts
{
    /// <summary>The imports that do not run whenever the file does, by statement or by a literal name.</summary>
    /// <param name="source">The file.</param>
    /// <param name="isNative">Whether a native file has that name, the part after the last dot.</param>
    public static IEnumerable<GuardedImport> In(PythonSource source, Func<string, bool> isNative)
    {
        foreach (var import in source.Imports)
        {
            var isMeant =
                isNative(Last(import.Module)) || (import.IsFrom && import.Names.Any(name => isNative(name.Name)));
            if (isMeant && ImportGuard.Of(import.Context) != ImportGuardKind.None)
            {
                yield return new GuardedImport(import, Guard(import.Context));
            }
        }

        foreach (var call in source.DynamicImports)
        {
            if (
                call.Kind is DynamicImportKind.Import or DynamicImportKind.ImportModule
                && !call.Module.StartsWith('.')
                && isNative(Last(call.Module))
            )
            {
                var statement = new ImportStatement(call.Line, call.Module, null, default, call.Context);
                yield return new GuardedImport(statement, Guard(call.Context));
            }
        }
    }

    private static ImportGuardKind Guard(ImmutableArray<SourceBlock> context) =>
        context.Any(b =>
            b.Kind is SourceBlockKind.Try or SourceBlockKind.Suppress
            && b.Catches.Any(UseGuard.CatchesImportError)
            && !b.MayRaise.Any(UseGuard.CatchesImportError)
        )
            ? ImportGuardKind.Tried
            : ImportGuardKind.Unknown;

    private static string Last(string module) => module[(module.LastIndexOf('.') + 1)..];
}
