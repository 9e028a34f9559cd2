using System.Text;
using Plumb.Files;

namespace Plumb.Machine;

/// <summary>Tells the room under a path. Another machine's disks are not mounted here: nothing is known of them.</summary>
internal static class DiskProbe
{
    private const string Mounts = "/proc/self/mountinfo";
    private const int Most = 4 << 20;

    public static DiskSpace Observe(FileWorld world, string path)
    {
        if (world.Root is not null)
        {
            return new DiskSpace(path, null, null, null);
        }

        var existing = path;
        while (!world.IsDirectory(existing) && WorldPath.Parent(existing) is var parent && parent != existing)
        {
            existing = parent;
        }

        var real = world.RealPath(existing) ?? existing;
        try
        {
            var drive = new DriveInfo(real);
            return new DiskSpace(path, Mount(world, real) ?? drive.Name, drive.AvailableFreeSpace, drive.TotalSize);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new DiskSpace(path, null, null, null);
        }
    }

    // proc(5): the fifth field is the mount point, with blanks and the like as octal numbers; of two at one place the later covers the earlier.
    private static string? Mount(FileWorld world, string path)
    {
        string? longest = null;
        Span<Range> fields = stackalloc Range[7];
        foreach (var line in (SystemFile.Text(world, Mounts, Most) ?? "").AsSpan().EnumerateLines())
        {
            if (line.Split(fields, ' ') > 5)
            {
                var mount = Unescape(line[fields[4]]);
                longest = mount.Length >= (longest?.Length ?? 0) && WorldPath.IsWithin(path, mount) ? mount : longest;
            }
        }

        return longest;
    }

    private static string Unescape(ReadOnlySpan<char> text)
    {
        if (!text.Contains('\\'))
        {
            return text.ToString();
        }

        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 3 < text.Length && text.Slice(i + 1, 3).IndexOfAnyExceptInRange('0', '7') < 0)
            {
                plain.Append((char)(((text[i + 1] - '0') << 6) | ((text[i + 2] - '0') << 3) | (text[i + 3] - '0')));
                i += 3;
            }
            else
            {
                plain.Append(text[i]);
            }
        }

        return plain.ToString();
    }
}
