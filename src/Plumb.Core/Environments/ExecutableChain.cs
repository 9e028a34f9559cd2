using Plumb.Files;

namespace Plumb.Environments;

/// <summary>
/// An executable and where its links lead. Only the last segment is followed, as CPython's <c>getpath</c> does:
/// a linked folder on the way keeps its name in <c>sys.prefix</c>.
/// </summary>
/// <param name="Path">As it was found.</param>
/// <param name="Target">The end of the links; where they dangle, the name that is not there.</param>
/// <param name="Dangles">True when nothing is at the end.</param>
internal sealed record ExecutableChain(string Path, string Target, bool Dangles)
{
    /// <summary>What is at the end lies behind a folder that this account may not search, so that nobody can tell.</summary>
    public bool IsDenied { get; private init; }

    private const int MostLinks = 40;

    /// <summary>Follows the links of a path that exists at least as a link; null when nothing is there.</summary>
    public static ExecutableChain? Follow(FileWorld world, string path)
    {
        if (!world.TryLinkStat(path, out var status) || status.Kind is FileKind.Directory or FileKind.Other)
        {
            return null;
        }

        var target = path;
        for (var links = 0; status.Kind == FileKind.Link && links < MostLinks; links++)
        {
            if (world.ReadLink(target) is not { } next)
            {
                break;
            }

            target = WorldPath.Normalize(WorldPath.Join(WorldPath.Parent(target), next));
            if (!world.TryLinkStat(target, out status))
            {
                return new ExecutableChain(path, target, Dangles: true)
                {
                    IsDenied = world.TroubleAt(target) == FileFailure.PermissionDenied,
                };
            }
        }

        return new ExecutableChain(path, target, Dangles: status.Kind != FileKind.File);
    }
}
