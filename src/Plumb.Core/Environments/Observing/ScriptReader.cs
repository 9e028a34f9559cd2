using System.Collections.Immutable;
using System.Text;
using Plumb.Files;

namespace Plumb.Environments.Observing;

/// <summary>Reads which interpreter the scripts of an environment name: a <c>#!</c> line, the <c>/bin/sh</c> form for long paths, or a Windows launcher.</summary>
internal static class ScriptReader
{
    private const int MostScripts = 5000;
    private const int Head = 1024;
    private const int LauncherTail = 64 * 1024;

    public static ImmutableArray<ObservedScript> Read(FileWorld world, FileTree tree, string? folder)
    {
        if (folder is null || tree.Folder(folder) is not { } listing)
        {
            return [];
        }

        var scripts = ImmutableArray.CreateBuilder<ObservedScript>();
        var known = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (
            var entry in listing
                .Entries.Where(e => e.Kind == FileKind.File && e.Size is > 2 and < 4 * 1024 * 1024)
                .Take(MostScripts)
        )
        {
            var path = WorldPath.Join(folder, entry.Name);
            if (InterpreterOf(world, path, entry) is not { } interpreter)
            {
                continue;
            }

            if (!known.TryGetValue(interpreter, out var exists))
            {
                exists = world.IsFile(interpreter);
                known[interpreter] = exists;
            }

            scripts.Add(new ObservedScript(path, interpreter, exists));
        }

        return scripts.DrainToImmutable();
    }

    private static string? InterpreterOf(FileWorld world, string path, DirectoryEntry entry)
    {
        if (entry.Name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase))
        {
            return LauncherInterpreter(world, path);
        }

        if (world.ReadHead(path, Head) is not { Bytes: { } bytes } || !bytes.AsSpan().StartsWith("#!"u8))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(bytes);
        var lines = text.Split('\n');
        var first = lines[0][2..].Trim();
        if (first == "/bin/sh" && lines.Length > 1 && lines[1].StartsWith("'''exec' ", StringComparison.Ordinal))
        {
            var command = lines[1]["'''exec' ".Length..];
            first =
                command.StartsWith('"') && command.IndexOf('"', 1) is > 1 and var close
                    ? command[1..close]
                    : command.Split(' ')[0];
        }

        return ThatIsPython(first);
    }

    private static string? LauncherInterpreter(FileWorld world, string path)
    {
        // pip's and uv's launchers: the program, then "#!path\n", then a zip with the script.
        using var reader = world.Open(path, out _);
        if (reader is null)
        {
            return null;
        }

        var tail = new byte[Math.Min(LauncherTail, reader.Length)];
        int read;
        try
        {
            read = reader.ReadAt(reader.Length - tail.Length, tail);
        }
        catch (IOException)
        {
            return null;
        }

        var bytes = tail.AsSpan(0, read);
        var zip = bytes.LastIndexOf("PK\u0003\u0004"u8);
        var mark = zip < 0 ? -1 : bytes[..zip].LastIndexOf("#!"u8);
        if (mark < 0)
        {
            return null;
        }

        var line = bytes[(mark + 2)..zip];
        var end = line.IndexOfAny((byte)'\n', (byte)'\r');
        return ThatIsPython(Encoding.UTF8.GetString(end < 0 ? line : line[..end]).Trim());
    }

    private static string? ThatIsPython(string command)
    {
        if (command.StartsWith('"') && command.IndexOf('"', 1) is > 1 and var close)
        {
            command = command[1..close];
        }
        else if (
            command.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space
            && !command.Contains('\\', StringComparison.Ordinal)
        )
        {
            command = command[..space];
        }

        command = command.Replace('\\', '/');
        var name = WorldPath.Name(command);
        return
            WorldPath.IsAbsolute(command)
            && (
                name.StartsWith("python", StringComparison.OrdinalIgnoreCase)
                || name.StartsWith("pypy", StringComparison.OrdinalIgnoreCase)
            )
            ? command
            : null;
    }
}
