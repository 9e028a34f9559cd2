using Plumb.Environments;
using Plumb.Files;

namespace Plumb.Checks.Metadata;

/// <summary>A <c>*.dist-info</c> folder that holds neither METADATA nor RECORD: what an installation or a removal left when it was stopped.</summary>
internal static class DeadFolder
{
    /// <summary>True for such a folder. One that may not be read is not called dead.</summary>
    public static bool Is(InstalledDistribution distribution) =>
        distribution.Format == DistributionFormat.DistInfo
        && distribution.MetadataFailure == FileFailure.NotFound
        && distribution.RecordState == RecordState.Missing;
}
