using System.Collections.Immutable;
using Plumb.Checks.Files;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Knowledge;

namespace Plumb.Checks.Ownership;

/// <summary>A member of a family whose import package is gone, although its metadata and RECORD stand.</summary>
/// <param name="Distribution">The one that lost its files.</param>
/// <param name="Family">The family that it belongs to.</param>
/// <param name="Missing">Its missing files below the import package.</param>
/// <param name="MissingCode">How many of them are code.</param>
/// <param name="Code">How much code its RECORD names there.</param>
internal sealed record BrokenByRemoval(
    InstalledDistribution Distribution,
    ExclusiveFamily Family,
    ImmutableArray<FileDeviation> Missing,
    int MissingCode,
    int Code
)
{
    /// <summary>Of its code this much must be gone: an uninstaller deletes all that both share, not single files.</summary>
    private const double NearlyAll = 0.9;

    /// <summary>Finds them.</summary>
    public static ImmutableArray<BrokenByRemoval> Of(CheckContext context)
    {
        var found = ImmutableArray.CreateBuilder<BrokenByRemoval>();
        foreach (var (distribution, files) in context.Deviations.All)
        {
            if (context.Families.Of(distribution.Key) is not { } family)
            {
                continue;
            }

            var folder = WorldPath.Join(distribution.Site.Path, family.ImportName);
            var missing = files
                .Where(f => f.Kind == FileDeviationKind.Missing && WorldPath.IsWithin(f.File.Path, folder))
                .ToImmutableArray();
            var missingCode = missing.Count(f => f.Role == FileRole.Code);
            var code = distribution.Files.Count(f =>
                WorldPath.IsWithin(f.Path, folder)
                && f.Presence != Presence.ByteCode
                && FileRoles.Of(distribution, f) == FileRole.Code
            );
            if (code > 0 && missingCode >= code * NearlyAll)
            {
                found.Add(new BrokenByRemoval(distribution, family, missing, missingCode, code));
            }
        }

        return found.DrainToImmutable();
    }

    /// <summary>True for a missing file that the removal explains.</summary>
    public bool Explains(FileDeviation deviation) => Missing.Contains(deviation);
}
