namespace Plumb.Environments;

/// <summary>How much of what a distribution's RECORD names lies on disk. Byte code and the metadata folder itself are left out.</summary>
/// <param name="Rows">The files that count.</param>
/// <param name="Present">Those that are there.</param>
/// <param name="Matching">Those that are there with the recorded size.</param>
public readonly record struct RecordMatch(int Rows, int Present, int Matching)
{
    /// <summary>0 when every file is there in its size, 1 when none is or nothing tells.</summary>
    public double Damage => Rows == 0 ? 1 : 1 - (Matching / (double)Rows);

    /// <summary>Counts the rows of a distribution.</summary>
    public static RecordMatch Of(InstalledDistribution distribution)
    {
        var own = distribution.Location + "/";
        int rows = 0,
            present = 0,
            matching = 0;
        foreach (var file in distribution.Files)
        {
            if (file.Presence == Presence.ByteCode || file.Path.StartsWith(own, StringComparison.Ordinal))
            {
                continue;
            }

            rows++;
            present += file.Presence == Presence.File ? 1 : 0;
            matching += file.Presence == Presence.File && !file.SizeDiffers ? 1 : 0;
        }

        return new RecordMatch(rows, present, matching);
    }

    /// <summary>False for a metadata folder that was renamed or copied: its RECORD names the files of another.</summary>
    private static bool NamesItself(InstalledDistribution distribution)
    {
        var own = distribution.Location + "/";
        return distribution.Files.Any(f => f.Path.StartsWith(own, StringComparison.Ordinal));
    }

    /// <summary>
    /// Orders the distributions of one project in one folder: the one whose files lie there first, which is the one that is imported.
    /// What cannot be read comes last; of equals the newer one comes first.
    /// </summary>
    public static IOrderedEnumerable<InstalledDistribution> MostPresentFirst(
        IEnumerable<InstalledDistribution> distributions
    ) =>
        distributions
            .OrderBy(d => d.Metadata is null ? 1 : 0)
            .ThenBy(d => Of(d).Damage)
            .ThenBy(d => NamesItself(d) ? 0 : 1)
            .ThenByDescending(d => d.Version)
            .ThenBy(d => d.Location, StringComparer.Ordinal);
}
