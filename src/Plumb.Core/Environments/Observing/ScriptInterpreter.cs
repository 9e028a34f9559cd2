using System.Text;
using Plumb.Files;

namespace Plumb.Environments.Observing;

/// <summary>
/// Tells which Python a script names: <c>#!PATH</c>; the <c>/bin/sh</c> form that installers write for paths that are long or hold blanks;
/// the form of relocatable environments, which names the script's own folder.
/// </summary>
internal static class ScriptInterpreter
{
    private const string ShellCall = "'''exec' ";

    // "$(dirname -- "$(realpath -- "$0")")"/'python' and its older spellings: the folder of the script itself.
    private const string OwnFolder = "\"$(dirname ";

    /// <summary>The interpreter; null when the text is no script, or one that is not bound to one Python (<c>/usr/bin/env python3</c>).</summary>
    /// <param name="text">The beginning of the file.</param>
    /// <param name="folder">The folder in which the script lies.</param>
    public static string? Of(ReadOnlySpan<char> text, string folder)
    {
        if (!text.StartsWith("#!", StringComparison.Ordinal))
        {
            return null;
        }

        var first = Line(text, 0);
        var command = first[2..].Trim();
        if (command is "/bin/sh" or "/usr/bin/env sh" && text.Length > first.Length)
        {
            var second = Line(text, first.Length + 1);
            return second.StartsWith(ShellCall, StringComparison.Ordinal)
                ? Python(ShellWord(second[ShellCall.Length..], folder))
                : null;
        }

        return Python(Shebang(command));
    }

    /// <summary>
    /// The interpreter in the end of a Windows launcher: <c>#!PATH</c> before an appended zip (pip, distlib), or the path, its length and
    /// a mark (uv).
    /// </summary>
    public static string? OfLauncher(ReadOnlySpan<byte> end, string folder)
    {
        if (end.Length > 8 && (end.EndsWith("UVSC"u8) || end.EndsWith("UVPY"u8) || end.EndsWith("UVUV"u8)))
        {
            var length = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(end[^8..]);
            return length is > 0 and < 32768 && length <= end.Length - 8
                ? Python(Inside(Encoding.UTF8.GetString(end.Slice(end.Length - 8 - (int)length, (int)length)), folder))
                : null;
        }

        var zip = end.LastIndexOf("PK\u0003\u0004"u8);
        var mark = zip < 0 ? -1 : end[..zip].LastIndexOf("#!"u8);
        if (mark < 0)
        {
            return null;
        }

        var command = Shebang(Line(Encoding.UTF8.GetString(end[(mark + 2)..zip]), 0).Trim());
        return Python(Inside(command?.Replace("<launcher_dir>\\", "", StringComparison.Ordinal), folder));
    }

    /// <summary>The program of a <c>#!</c> line: quoted, or up to the first blank.</summary>
    private static string? Shebang(ReadOnlySpan<char> command)
    {
        if (command is ['"', ..])
        {
            return command[1..].IndexOf('"') is > 0 and var close ? command.Slice(1, close).ToString() : null;
        }

        // A Windows path may hold blanks without quotes; it ends with its suffix.
        if (WorldPath.HasDrive(command))
        {
            var exe = command.IndexOf(".exe", StringComparison.OrdinalIgnoreCase);
            return exe < 0 ? command.ToString() : command[..(exe + 4)].ToString();
        }

        var blank = command.IndexOfAny(' ', '\t');
        var word = blank < 0 ? command : command[..blank];
        if (blank < 0 || Python(word.ToString()) is not null)
        {
            return word.ToString();
        }

        // pip and installer write a path with a blank as it is into scripts that they copy. The kernel will not find it, but it is what is meant.
        var options = command.IndexOf(" -", StringComparison.Ordinal);
        return (options < 0 ? command : command[..options]).ToString();
    }

    /// <summary>The first word of a shell command, its quotes taken off.</summary>
    private static string? ShellWord(ReadOnlySpan<char> command, string folder)
    {
        if (command.StartsWith(OwnFolder, StringComparison.Ordinal))
        {
            var slash = command.IndexOf("\"/", StringComparison.Ordinal);
            return slash < 0 ? null : Inside(ShellWord(command[(slash + 2)..], folder), folder);
        }

        var word = new StringBuilder();
        var quote = '\0';
        for (var i = 0; i < command.Length; i++)
        {
            var c = command[i];
            if (c == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && c is '\'' or '"')
            {
                quote = c;
            }
            else if (quote == '\0' && c is ' ' or '\t')
            {
                break;
            }
            else if (c == '\\' && quote != '\'' && i + 1 < command.Length)
            {
                word.Append(command[++i]);
            }
            else
            {
                word.Append(c);
            }
        }

        return quote == '\0' ? word.ToString() : null;
    }

    private static string? Inside(string? path, string folder) =>
        path is null ? null : WorldPath.Join(folder, path.Replace('\\', '/'));

    private static string? Python(string? path)
    {
        if (path is null || path.Contains('\0', StringComparison.Ordinal) || !WorldPath.IsAbsolute(path))
        {
            return null;
        }

        path = WorldPath.HasDrive(path) ? path.Replace('\\', '/') : path;
        var name = WorldPath.Name(path);
        return
            name.StartsWith("python", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("pypy", StringComparison.OrdinalIgnoreCase)
            ? path
            : null;
    }

    private static ReadOnlySpan<char> Line(ReadOnlySpan<char> text, int start)
    {
        var rest = text[start..];
        var end = rest.IndexOfAny('\n', '\r');
        return end < 0 ? rest : rest[..end];
    }
}
