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
            : named == folder || (world.RealPath(named) is { } real && real == world.RealPath(folder));
    }
}
