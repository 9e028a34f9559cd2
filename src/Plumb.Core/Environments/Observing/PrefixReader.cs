using System.Collections.Immutable;
using System.Text;
using Plumb.Files;

namespace Plumb.Environments.Observing;

/// <summary>Reads where an environment's own files say that it lies: <c>command</c> in pyvenv.cfg (Python 3.11 and newer) and <c>VIRTUAL_ENV</c> in the activation script.</summary>
internal static class PrefixReader
{
    private const int MostBytes = 256 * 1024;

    public static ImmutableArray<RecordedPrefix> Read(FileWorld world, PythonInstallation installation)
    {
        var found = ImmutableArray.CreateBuilder<RecordedPrefix>();
        if (
            installation.VenvConfiguration.TryGetValue("command", out var command)
            && CreationCommand.Folder(command) is { } made
        )
        {
            found.Add(Observe(world, installation.Prefix, WorldPath.Join(installation.Prefix, "pyvenv.cfg"), made));
        }

        if (!installation.VenvConfiguration.IsEmpty && installation.ScriptsFolder is { } scripts)
        {
            var activate = WorldPath.Join(scripts, "activate");
            if (
                world.Read(activate, MostBytes) is { Bytes: { } bytes }
                && FolderOfActivation(Encoding.UTF8.GetString(bytes)) is { } named
            )
            {
                found.Add(Observe(world, installation.Prefix, activate, named));
            }
        }

        return found.DrainToImmutable();
    }

    /// <summary>The folder in <c>VIRTUAL_ENV="/opt/app/venv"</c>; null when the script computes it.</summary>
    internal static string? FolderOfActivation(string script)
    {
        foreach (var raw in script.AsSpan().EnumerateLines())
        {
            var line = raw.Trim();
            line = line.StartsWith("export ", StringComparison.Ordinal) ? line[7..].TrimStart() : line;
            if (!line.StartsWith("VIRTUAL_ENV=", StringComparison.Ordinal))
            {
                continue;
            }

            var value = line["VIRTUAL_ENV=".Length..];
            if (
                value is ['"' or '\'', ..]
                && value[1..].IndexOf(value[0]) is > 0 and var end
                && end + 2 == value.Length
            )
            {
                value = value[1..^1];
            }

            if (
                WorldPath.IsAbsolute(value)
                && !value.ContainsAny("$`\"'")
                && (WorldPath.HasDrive(value) || !value.Contains('\\'))
            )
            {
                return WorldPath.Normalize(value.ToString());
            }
        }

        return null;
    }

    private static RecordedPrefix Observe(FileWorld world, string prefix, string source, string named) =>
        new(source, named, SamePlace.Is(world, named, prefix));
}
