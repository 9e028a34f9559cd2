using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Source;

namespace Plumb.Environments.Observing.Imports;

/// <summary>What is kept of one source file.</summary>
/// <param name="Imports">The imports outside functions, in order, with how surely they run.</param>
/// <param name="Definitions">The names that it binds.</param>
/// <param name="MayInject">It mentions <c>sys.modules</c>, <c>__path__</c> or import hooks: modules may exist that no file tells.</param>
/// <param name="ChangesPath">It mentions <c>sys.path</c>: modules may be found in folders that nothing else tells.</param>
/// <param name="ImportsFolder">It imports modules by names made at run time, from a listing of a folder.</param>
internal sealed record ModuleSource(
    ImmutableArray<GuardedImport> Imports,
    ModuleDefinitions Definitions,
    bool MayInject,
    bool ChangesPath,
    bool ImportsFolder
)
{
    /// <summary>The file; null when it cannot be read or is no Python, and then nothing is known of it.</summary>
    public static ModuleSource? Read(FileWorld world, string file)
    {
        using var read = world.Rent(file, PythonSource.MostBytes);
        if (!read.Succeeded)
        {
            return null;
        }

        var bytes = read.Bytes;
        var source = PythonSource.Read(bytes, WatchedNames.None);
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
        return new ModuleSource(
            [
                .. source
                    .Imports.Select(i => new GuardedImport(i, ImportGuard.Of(i.Context)))
                    .Where(i => i.Guard != ImportGuardKind.Unknown),
            ],
            source.Definitions,
            Mentions(bytes, "sys.modules"u8) || Mentions(bytes, "__path__"u8) || Mentions(bytes, "meta_path"u8),
            Mentions(bytes, "sys.path"u8),
            makesNames && listsFolder
        );
    }

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
