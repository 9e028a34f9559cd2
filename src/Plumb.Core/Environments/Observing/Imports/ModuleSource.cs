using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Knowledge;
using Plumb.Source;

namespace Plumb.Environments.Observing.Imports;

/// <summary>The use of a name that the installed version no longer has.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Api">What is gone.</param>
/// <param name="Guard">When it runs.</param>
internal readonly record struct GuardedUse(int Line, RemovedApi Api, UseGuardKind Guard);

/// <summary>What is kept of one source file.</summary>
/// <param name="Imports">The imports outside functions, in order, with how surely they run.</param>
/// <param name="Uses">Uses of what is gone that nothing guards, in order.</param>
/// <param name="Given">What is gone elsewhere and given a value here (<c>np.float = float</c>).</param>
/// <param name="Definitions">The names that it binds.</param>
/// <param name="MayInject">It mentions <c>sys.modules</c>, <c>__path__</c> or import hooks: modules may exist that no file tells.</param>
/// <param name="ChangesPath">It mentions <c>sys.path</c>: modules may be found in folders that nothing else tells.</param>
/// <param name="ImportsFolder">It imports modules by names made at run time, from a listing of a folder.</param>
internal sealed record ModuleSource(
    ImmutableArray<GuardedImport> Imports,
    ImmutableArray<GuardedUse> Uses,
    ImmutableArray<RemovedApi> Given,
    ModuleDefinitions Definitions,
    bool MayInject,
    bool ChangesPath,
    bool ImportsFolder
)
{
    /// <summary>It mentions <c>sys.meta_path</c>: any name may come from a hook.</summary>
    public bool HasHook { get; private init; }

    /// <summary>Modules that it puts into <c>sys.modules</c> itself.</summary>
    public ImmutableArray<string> Put { get; private init; } = [];

    /// <summary>
    /// Imports of what may be a native module that do not run whenever this file does: tried, depending on a test, or in a function. Those
    /// whose failure is caught are <see cref="ImportGuardKind.Tried"/>.
    /// </summary>
    public ImmutableArray<GuardedImport> Attempts { get; private init; } = [];

    /// <summary>The file; null when it cannot be read or is no Python, and then nothing is known of it.</summary>
    public static ModuleSource? Read(FileWorld world, string file, RemovedNames removed, Func<string, bool> isNative)
    {
        using var read = world.Rent(file, PythonSource.MostBytes);
        if (!read.Succeeded)
        {
            return null;
        }

        var bytes = read.Bytes;
        var source = PythonSource.Read(bytes, removed.Watched);
        if (source.Error is not null || IsBlank(bytes))
        {
            return null;
        }

        var makesNames = Mentions(bytes, "import_module("u8) || Mentions(bytes, "__import__("u8);
        var listsFolder =
            Mentions(bytes, "scandir("u8)
            || Mentions(bytes, "listdir("u8)
            || Mentions(bytes, "iter_modules("u8)
            || Mentions(bytes, "glob("u8);
        var constants = new ConstantTests(source.Definitions, bytes);
        var imports = ImmutableArray.CreateBuilder<GuardedImport>();
        foreach (var import in source.Imports)
        {
            if (constants.Settle(import.Context, out var context))
            {
                imports.Add(new GuardedImport(import, ImportGuard.Of(context)));
            }
        }

        return new ModuleSource(
            [
                .. imports
                    .Concat(Called(source))
                    .Where(i => i.Guard != ImportGuardKind.Unknown)
                    .OrderBy(i => i.Statement.Line),
            ],
            RemovedUses.Of(source, removed, AsksVersions(bytes)),
            [.. source.Uses.Where(u => u.IsAssigned).Select(u => removed.Find(u.Name)).OfType<RemovedApi>()],
            source.Definitions,
            Mentions(bytes, "sys.modules"u8) || Mentions(bytes, "__path__"u8) || Mentions(bytes, "meta_path"u8),
            Mentions(bytes, "sys.path"u8),
            makesNames && listsFolder
        )
        {
            HasHook = Mentions(bytes, "meta_path"u8),
            Put = source.PutModules,
            Attempts = [.. NativeAttempts.In(source, isNative)],
        };
    }

    // A call that is a statement of its own, or all that a name is given, runs as an import statement in its place does.
    private static IEnumerable<GuardedImport> Called(PythonSource source) =>
        from call in source.DynamicImports
        where
            call is { IsPlain: true, Kind: DynamicImportKind.ImportModule or DynamicImportKind.Import }
            && call.Module.Split('.').All(p => ModuleNames.IsIdentifier(p))
        select new GuardedImport(
            new ImportStatement(call.Line, call.Module, null, default, call.Context),
            ImportGuard.Of(call.Context)
        );

    /// <summary>A function may return early for new versions: which of its lines run then, no block tells.</summary>
    public static bool AsksVersions(ReadOnlySpan<byte> bytes) =>
        Mentions(bytes, ".__version__"u8) || Mentions(bytes, "version_info"u8) || Mentions(bytes, "Version("u8);

    // A file of comments alone says nothing of its module: real modules without a statement are empty.
    private static bool IsBlank(ReadOnlySpan<byte> bytes)
    {
        foreach (var line in bytes.Split((byte)'\n'))
        {
            var text = bytes[line].Trim(" \t\r"u8);
            if (!text.IsEmpty && text[0] != (byte)'#')
            {
                return false;
            }
        }

        return !bytes.IsEmpty;
    }

    private static bool Mentions(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> word) => bytes.IndexOf(word) >= 0;
}
