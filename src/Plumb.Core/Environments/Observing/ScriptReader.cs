using System.Collections.Immutable;
using System.Text;
using Plumb.Files;

namespace Plumb.Environments.Observing;

/// <summary>Reads which interpreter the scripts of an environment name.</summary>
internal static class ScriptReader
{
    private const int MostScripts = 5000;
    private const int MostBytes = 16 * 1024 * 1024;
    private const int Head = 4096;
    private const int LauncherTail = 64 * 1024;

    public static ImmutableArray<ObservedScript> Read(FileWorld world, FileTree tree, PythonInstallation installation)
    {
        if (installation.ScriptsFolder is not { } folder || tree.Folder(folder) is not { } listing)
        {
            return [];
        }

        var scripts = ImmutableArray.CreateBuilder<ObservedScript>();
        var known = new Dictionary<string, (bool Exists, bool IsOwn)>(StringComparer.Ordinal);
        foreach (
            var entry in listing
                .Entries.Where(e => e.Kind == FileKind.File && e.Size is > 2 and < MostBytes)
                .Take(MostScripts)
        )
        {
            var path = WorldPath.Join(folder, entry.Name);
            if (InterpreterOf(world, path, folder) is not { } interpreter)
            {
                continue;
            }

            if (!known.TryGetValue(interpreter, out var facts))
            {
                facts = Look(world, interpreter, folder, installation.Executable);
                known[interpreter] = facts;
            }

            scripts.Add(new ObservedScript(path, interpreter, facts.Exists, facts.IsOwn));
        }

        return scripts.DrainToImmutable();
    }

    private static (bool Exists, bool IsOwn) Look(
        FileWorld world,
        string interpreter,
        string folder,
        string? executable
    )
    {
        var isBeside = SamePlace.Is(world, WorldPath.Parent(interpreter), folder);
        // conda on Windows keeps python.exe in the prefix and scripts in a folder below it.
        var isOwn =
            isBeside
            || (
                executable is not null
                && WorldPath.Name(interpreter).Equals(WorldPath.Name(executable), StringComparison.OrdinalIgnoreCase)
                && SamePlace.Is(world, WorldPath.Parent(interpreter), WorldPath.Parent(executable))
            );
        // A drive's path cannot be followed where there are no drives; inside the environment it is still known what is meant.
        var path =
            isOwn && WorldPath.HasDrive(interpreter)
                ? WorldPath.Join(isBeside ? folder : WorldPath.Parent(executable!), WorldPath.Name(interpreter))
                : interpreter;
        return (world.IsFile(path), isOwn);
    }

    private static string? InterpreterOf(FileWorld world, string path, string folder)
    {
        if (path.EndsWith(".exe", StringComparison.OrdinalIgnoreCase))
        {
            return LauncherInterpreter(world, path, folder);
        }

        return world.ReadHead(path, Head) is { Bytes: { } bytes } && bytes.AsSpan().StartsWith("#!"u8)
            ? ScriptInterpreter.Of(Encoding.UTF8.GetString(bytes), folder)
            : null;
    }

    private static string? LauncherInterpreter(FileWorld world, string path, string folder)
    {
        using var reader = world.Open(path, out _);
        if (reader is null)
        {
            return null;
        }

        try
        {
            var tail = new byte[Math.Min(LauncherTail, reader.Length)];
            var read = reader.ReadAt(reader.Length - tail.Length, tail);
            return ScriptInterpreter.OfLauncher(tail.AsSpan(0, read), folder);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
