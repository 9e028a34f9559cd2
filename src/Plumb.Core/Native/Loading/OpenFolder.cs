using Plumb.Files;

namespace Plumb.Native.Loading;

/// <summary>Whether every account of a machine may put a library into a folder, by the modes of the folder and of those above it.</summary>
internal static class OpenFolder
{
    // Open to everybody on every system of this kind, also where the looked-at tree leaves them out.
    private static readonly string[] _alwaysOpen = ["/tmp", "/var/tmp", "/dev/shm"];

    /// <summary>True when a library of that name can be put there by anybody.</summary>
    /// <param name="world">The files.</param>
    /// <param name="folder">The folder, which need not exist.</param>
    /// <param name="name">The library: where it lies in a sticky folder already, others cannot replace it.</param>
    /// <param name="isClosable">The folder's own mode is the reason, and no other program needs it so.</param>
    public static bool IsOpen(FileWorld world, string folder, string name, out bool isClosable)
    {
        isClosable = false;
        if (world.RealPath(folder) is not { } real || WorldPath.HasDrive(real))
        {
            return false;
        }

        var (above, status) = ("/", default(FileStatus));
        world.TryStat("/", out status);
        foreach (var part in real.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (status is { IsWritableByAll: true, IsSticky: false })
            {
                return true;
            }

            var next = WorldPath.Join(above, part);
            if (!world.TryStat(next, out var below))
            {
                // Who may write above may make it.
                return status.IsWritableByAll || _alwaysOpen.Any(o => WorldPath.IsWithin(next, o));
            }

            if (below.Kind != FileKind.Directory)
            {
                return false;
            }

            (above, status) = (next, below);
        }

        if (!status.IsWritableByAll)
        {
            return false;
        }

        isClosable = !status.IsSticky;
        return !status.IsSticky || !world.IsFile(WorldPath.Join(real, name));
    }
}
