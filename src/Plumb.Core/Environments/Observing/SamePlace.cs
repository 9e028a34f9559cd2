using Plumb.Files;

namespace Plumb.Environments.Observing;

/// <summary>Whether a path that a file of the inspected world names is the folder that we look at.</summary>
internal static class SamePlace
{
    /// <summary>
    /// True when both lead to one folder, links followed. A path with a drive, met in a world that has none (a Windows disk looked at from elsewhere),
    /// counts as the same when the folder ends in it.
    /// </summary>
    public static bool Is(FileWorld world, string named, string folder)
    {
        named = WorldPath.Normalize(named);
        if (WorldPath.HasDrive(named) && !WorldPath.HasDrive(folder))
        {
            return folder.EndsWith(named[2..], StringComparison.OrdinalIgnoreCase);
        }

        return WorldPath.HasDrive(named)
            ? named.Equals(folder, StringComparison.OrdinalIgnoreCase)
            : named == folder
                || (world.RealPath(named) is { } real && real == world.RealPath(folder))
                || AreOne(world, named, folder);
    }

    /// <summary>
    /// Two spellings of one thing: disks of macOS do not tell upper from lower case, and one folder can be mounted at two places. Where the
    /// system tells no identity, spellings that differ in case alone are one unless the folder above lists both.
    /// </summary>
    private static bool AreOne(FileWorld world, string named, string folder)
    {
        if (!world.TryStat(named, out _) || !world.TryStat(folder, out _))
        {
            return false;
        }

        if (world.TryIdentify(named, out var one) && world.TryIdentify(folder, out var other))
        {
            return (one.Device, one.Inode) == (other.Device, other.Inode);
        }

        return named.Equals(folder, StringComparison.OrdinalIgnoreCase) && !AreListedApart(world, named, folder);
    }

    private static bool AreListedApart(FileWorld world, string named, string folder)
    {
        for (; named != folder; (named, folder) = (WorldPath.Parent(named), WorldPath.Parent(folder)))
        {
            var (name, other) = (WorldPath.Name(named), WorldPath.Name(folder));
            if (
                name != other
                && world.ListNames(WorldPath.Parent(folder)).Count(e => e.Name == name || e.Name == other) == 2
            )
            {
                return true;
            }
        }

        return false;
    }
}
