using System.Diagnostics;
using System.Globalization;

namespace Plumb.Core.Tests.Corpus;

/// <summary>
/// Folders for trees of tens of thousands of files. They lie in memory where the system offers that (making a file on some
/// disks takes half a millisecond), else where temporary files go. A folder of a run that was killed is removed by the next run.
/// </summary>
public static class TemporaryFolder
{
    private const string Prefix = "plumb-tests-";
    private const string InMemory = "/dev/shm";
    private const long RoomNeeded = 2L << 30;

    /// <summary>A new folder of this process.</summary>
    public static string Create()
    {
        var parent = HasRoom(InMemory) ? InMemory : Path.GetTempPath();
        foreach (var left in Directory.EnumerateDirectories(parent, Prefix + "*"))
        {
            if (IsAbandoned(left))
            {
                RemoveAbandoned(left);
            }
        }

        var name = FormattableString.Invariant($"{Prefix}{Environment.ProcessId}-{Path.GetRandomFileName()}");
        return Directory.CreateDirectory(Path.Combine(parent, name)).FullName;
    }

    /// <summary>Removes a folder with all that is in it; nothing when it is not there.</summary>
    public static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Another run may be removing the same folder at the same time.
    private static void RemoveAbandoned(string folder)
    {
        try
        {
            Remove(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Debug.WriteLine(e.Message);
        }
    }

    private static bool HasRoom(string folder) =>
        OperatingSystem.IsLinux() && Directory.Exists(folder) && new DriveInfo(folder).AvailableFreeSpace > RoomNeeded;

    private static bool IsAbandoned(string folder)
    {
        var name = Path.GetFileName(folder.AsSpan())[Prefix.Length..];
        var end = name.IndexOf('-');
        if (end < 0 || !int.TryParse(name[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(id);
            return process.HasExited;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}
