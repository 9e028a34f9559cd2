using System.Globalization;
using System.Text;
using Plumb.Files;

namespace Plumb.Machine;

/// <summary>Small text files by which a kernel or a distribution tells of itself.</summary>
internal static class SystemFile
{
    private const int Most = 1 << 18;

    /// <summary>The text; null when it cannot be read. What is no UTF-8 becomes replacement characters, NULs become spaces.</summary>
    public static string? Text(FileWorld world, string path, int most = Most)
    {
        var read = world.ReadUnsized(path, most);
        return read.Succeeded ? Encoding.UTF8.GetString(read.Bytes).Replace('\0', ' ') : null;
    }

    /// <summary>The first line without blanks at its ends; null when there is none.</summary>
    public static string? Line(FileWorld world, string path)
    {
        var text = Text(world, path, 4096);
        if (text is null)
        {
            return null;
        }

        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var line = (end < 0 ? text : text[..end]).Trim();
        return line.Length == 0 ? null : line;
    }

    /// <summary>A whole number that stands alone in the file; null when it is none.</summary>
    public static long? Number(FileWorld world, string path) => ToNumber(Line(world, path));

    /// <summary>A number as kernels write it, decimal or <c>0x…</c>; null when it is none or does not fit.</summary>
    public static long? ToNumber(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        return text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            && long.TryParse(text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex)
            && hex >= 0
                ? hex
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : null;
    }

    /// <summary>The value of <c>Key: value</c> or <c>Key value</c>; null when the key is missing. Keys stand at the beginning of a line.</summary>
    public static string? Value(string text, string key)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(key, StringComparison.Ordinal))
            {
                var rest = line[key.Length..].TrimStart();
                if (rest.StartsWith(":", StringComparison.Ordinal))
                {
                    return rest[1..].Trim().ToString();
                }

                if (line.Length > key.Length && char.IsWhiteSpace(line[key.Length]))
                {
                    return rest.Trim().ToString();
                }
            }
        }

        return null;
    }
}
