using System.Collections.Immutable;
using Plumb.Python;

namespace Plumb.Metadata.Locks;

/// <summary>Chooses the file of a package that installers would take.</summary>
internal static class FileChoice
{
    /// <summary>
    /// The wheel that ranks best among the accepted tags (of equal ones the first), else the first file that is no wheel; null when
    /// there is neither.
    /// </summary>
    public static LockedFile? Best(ImmutableArray<LockedFile> files, SupportedTags tags)
    {
        LockedFile? best = null;
        var bestRank = int.MaxValue;
        foreach (var file in files)
        {
            if (file.IsWheel && WheelFileName.TryParse(file.Name!, out var name, out _))
            {
                var rank = tags.BestRank(name.Tags);
                if (rank >= 0 && rank < bestRank)
                {
                    (best, bestRank) = (file, rank);
                }
            }
        }

        return best ?? files.FirstOrDefault(file => !file.IsWheel);
    }
}
