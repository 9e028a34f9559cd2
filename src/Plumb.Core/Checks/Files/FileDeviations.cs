using System.Collections.Frozen;
using System.Collections.Immutable;
using Plumb.Checks.Metadata;
using Plumb.Environments;
using Plumb.Files;

namespace Plumb.Checks.Files;

/// <summary>The files of one distribution that are not as its RECORD says.</summary>
public sealed record DistributionDeviations(InstalledDistribution Distribution, ImmutableArray<FileDeviation> Files);

/// <summary>
/// Every file that is not as RECORD says, explained before it is blamed. Made once, read by all checks of files and owners.
/// Second metadata folders of one project are left out: their files are not meant to be there.
/// </summary>
public sealed class FileDeviations
{
    private readonly EnvironmentSnapshot _snapshot;
    private readonly FileOwnership _ownership;
    private readonly bool _hashes;
    private readonly FrozenDictionary<string, DistributionDeviations> _byLocation;

    private FileDeviations(
        EnvironmentSnapshot snapshot,
        FileOwnership ownership,
        ImmutableArray<DistributionDeviations> all
    )
    {
        All = all;
        _byLocation = all.ToFrozenDictionary(d => d.Distribution.Location, StringComparer.Ordinal);
        _snapshot = snapshot;
        _ownership = ownership;
        _hashes = snapshot.Observed.HasFlag(Observation.Hashes);
    }

    /// <summary>The distributions that have some, in the order of the snapshot.</summary>
    public ImmutableArray<DistributionDeviations> All { get; }

    /// <summary>Judges every recorded file of the environment's own folders.</summary>
    public static FileDeviations Of(
        EnvironmentSnapshot snapshot,
        FileOwnership ownership,
        IEnumerable<DuplicateMetadata> duplicates
    )
    {
        var ghosts = duplicates.SelectMany(d => d.Ghosts).Select(d => d.Location).ToFrozenSet(StringComparer.Ordinal);
        var view = new FileDeviations(snapshot, ownership, []);
        var all = ImmutableArray.CreateBuilder<DistributionDeviations>();
        foreach (var distribution in snapshot.Distributions)
        {
            if (!distribution.Site.IsOwn || ghosts.Contains(distribution.Location))
            {
                continue;
            }

            var files = view.Of(distribution);
            if (!files.IsEmpty)
            {
                all.Add(new DistributionDeviations(distribution, files));
            }
        }

        return new FileDeviations(snapshot, ownership, all.DrainToImmutable());
    }

    /// <summary>The deviations of one distribution; empty when it has none.</summary>
    public ImmutableArray<FileDeviation> For(InstalledDistribution distribution) =>
        _byLocation.GetValueOrDefault(distribution.Location)?.Files ?? [];

    private ImmutableArray<FileDeviation> Of(InstalledDistribution distribution)
    {
        ImmutableArray<FileDeviation>.Builder? found = null;
        // A METADATA that cannot be read has a rule of its own.
        var noMetadata = distribution.Metadata is null;
        foreach (var file in distribution.Files)
        {
            if (file.Presence == Presence.ByteCode || (noMetadata && file.Path == distribution.MetadataPath))
            {
                continue;
            }

            var facts = _snapshot.Contents.Count == 0 ? null : _snapshot.Contents.GetValueOrDefault(file.Path);
            if (file.Presence == Presence.File && !file.SizeDiffers && facts is null)
            {
                continue;
            }

            if (!InstallerFiles.Includes(distribution, file.Path) && Judge(distribution, file, facts) is { } kind)
            {
                var owner = kind == FileDeviationKind.OtherOwner ? OwnerOnDisk(distribution, file, facts) : null;
                found ??= ImmutableArray.CreateBuilder<FileDeviation>();
                found.Add(new FileDeviation(file, FileRoles.Of(distribution, file), kind, owner, facts));
            }
        }

        return found?.DrainToImmutable() ?? [];
    }

    private FileDeviationKind? Judge(InstalledDistribution distribution, RecordedFile file, ContentFacts? facts)
    {
        if (file.Presence == Presence.Missing)
        {
            return IsExplained(file.Path) ? null : FileDeviationKind.Missing;
        }

        if (file.Presence == Presence.NotAFile)
        {
            // A row without a hash may name a folder on purpose; installers never write one with.
            return file.Row.Hash is null ? null : FileDeviationKind.NotAFile;
        }

        if (facts?.Digest is { } digest && digest == file.Row.Hash)
        {
            return null;
        }

        if (distribution.AsPublished.Contains(file.Row.Path, StringComparer.Ordinal))
        {
            return FileDeviationKind.RecordChanged;
        }

        if (OwnerOnDisk(distribution, file, facts) is not null)
        {
            return FileDeviationKind.OtherOwner;
        }

        return
            file.SizeDiffers
            || IsUnwritten(file, facts)
            || (_hashes && facts?.Digest is not null && file.Row.Hash is not null)
            ? Explain(file, facts)
            : null;
    }

    /// <summary>A library of the right size that holds nothing: the one change of content that is looked for unasked.</summary>
    private static bool IsUnwritten(RecordedFile file, ContentFacts? facts) =>
        facts is { IsAllZero: true } && NativeFileName.IsLibrary(WorldPath.Name(file.Path));

    /// <summary>A missing file proves nothing below a folder that could not be read, nor where byte code stands in for a source file.</summary>
    private bool IsExplained(string path) =>
        _snapshot.Tree.IsUnread(path)
        || (path.EndsWith(".py", StringComparison.Ordinal) && _snapshot.Tree.Exists(path + "c"));

    private static FileDeviationKind Explain(RecordedFile file, ContentFacts? facts)
    {
        if (file.Size == 0 && file.Row.Size != 0)
        {
            return FileDeviationKind.Empty;
        }

        if (facts is null)
        {
            return FileDeviationKind.Altered;
        }

        // No crash, full disk or broken copy makes a file longer than it was.
        var isLonger = file.Row.Size >= 0 && file.Size > file.Row.Size;
        var isNativeName = NativeFileName.IsLibrary(WorldPath.Name(file.Path));
        return facts.IsLfsPointer ? FileDeviationKind.LfsPointer
            : facts.IsAllZero && !isLonger ? FileDeviationKind.AllZero
            : facts.IsHtml && IsNeverHtml(file.Path) ? FileDeviationKind.HtmlPage
            : facts.IsCutOff ? FileDeviationKind.CutOff
            : isNativeName && !facts.IsNative && file.Size < file.Row.Size ? FileDeviationKind.NotNative
            : file.Row.Hash is { } hash && (facts.DigestWithLf == hash || facts.DigestWithCrLf == hash)
                ? FileDeviationKind.LineEndings
            : facts.IsStripped && file.Size < file.Row.Size ? FileDeviationKind.Stripped
            : FileDeviationKind.Altered;
    }

    private static bool IsNeverHtml(string path) =>
        NativeFileName.IsLibrary(WorldPath.Name(path)) || path.EndsWith(".py", StringComparison.Ordinal);

    /// <summary>
    /// The other distribution whose RECORD describes the file that lies there: by hash where it was read, else by a size that tells them apart.
    /// </summary>
    private InstalledDistribution? OwnerOnDisk(
        InstalledDistribution distribution,
        RecordedFile file,
        ContentFacts? facts
    )
    {
        if (!_ownership.Shared.TryGetValue(file.Path, out var claims))
        {
            return null;
        }

        InstalledDistribution? bySize = null;
        foreach (var claim in claims)
        {
            if (claim.Distribution.Location == distribution.Location)
            {
                continue;
            }

            if (facts?.Digest is { } digest && digest == claim.File.Row.Hash)
            {
                return claim.Distribution;
            }

            if (!_hashes && file.SizeDiffers && claim.File.Row.Size == file.Size)
            {
                bySize ??= claim.Distribution;
            }
        }

        return bySize;
    }
}
