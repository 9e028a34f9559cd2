using System.Collections.Immutable;
using System.Text;
using Plumb.Files;
using Plumb.Metadata;
using Plumb.Metadata.Record;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Environments.Observing;

/// <summary>Reads one distribution from its metadata folder or file.</summary>
internal sealed class DistributionReader(FileWorld world, Observation observation)
{
    /// <summary>A RECORD beyond this is not read (torch's has 1.5 MB).</summary>
    public const int MostRecordBytes = 32 * 1024 * 1024;

    // The largest of real ones have some hundreds of requirements, each of some hundreds of characters.
    private const int MostRequirements = 10_000;
    private const int LongestRequirement = 16 * 1024;
    private const int MostShown = 200;
    private const int MostSmallBytes = 4 * 1024 * 1024;

    public InstalledDistribution Read(SiteFolder site, string entry, DistributionFolderName folder)
    {
        var location = WorldPath.Join(site.Path, entry);
        return folder.Format switch
        {
            DistributionFormat.DistInfo => ReadFolder(site, location, folder, "METADATA"),
            DistributionFormat.EggInfoFolder => ReadFolder(site, location, folder, "PKG-INFO"),
            DistributionFormat.EggInfoFile => ReadMetadata(site, location, location, folder),
            _ => ReadEggLink(site, location, folder),
        };
    }

    private InstalledDistribution ReadFolder(
        SiteFolder site,
        string location,
        DistributionFolderName folder,
        string metadataName
    )
    {
        var distribution = ReadMetadata(site, location, WorldPath.Join(location, metadataName), folder);
        if (folder.Format == DistributionFormat.EggInfoFolder)
        {
            distribution = WithEggRequirements(distribution);
        }

        var wheel = world.Read(WorldPath.Join(location, "WHEEL"), MostSmallBytes);
        if (wheel.Succeeded)
        {
            distribution = distribution with { Wheel = WheelFile.Read(wheel.Bytes) };
        }

        return observation.HasFlag(Observation.Files) ? WithFolder(distribution) : distribution;
    }

    private InstalledDistribution ReadMetadata(
        SiteFolder site,
        string location,
        string path,
        DistributionFolderName folder
    )
    {
        var bytes = MetadataBytes.Read(world, path);
        CoreMetadata? metadata = null;
        FormatError? error = null;
        if (bytes.Succeeded)
        {
            CoreMetadata.TryRead(bytes.Bytes, out metadata, out error);
        }

        var name = metadata is { Name.Length: > 0 } ? metadata.Name : folder.Name;
        var version = metadata is { Version.Length: > 0 } ? metadata.Version : folder.Version;
        return new InstalledDistribution
        {
            Name = name,
            Key = PackageName.Of(name),
            VersionText = version,
            Version = PythonVersion.TryParse(version, out var parsed) ? parsed : null,
            Format = folder.Format,
            Location = location,
            Site = site,
            Metadata = metadata,
            MetadataPath = path,
            MetadataFailure = bytes.Failure,
            MetadataError = error,
            Requirements = metadata is null ? [] : Parse(metadata.RequiresDist, path),
            RecordState =
                folder.Format == DistributionFormat.DistInfo ? RecordState.NotObserved : RecordState.NotExpected,
        };
    }

    private InstalledDistribution WithEggRequirements(InstalledDistribution distribution)
    {
        // setuptools writes requires.txt, and only newer ones Requires-Dist as well.
        var path = WorldPath.Join(distribution.Location, "requires.txt");
        var text = distribution.Requirements.IsEmpty ? ReadText(path) : null;
        return text is null
            ? distribution
            : distribution with
            {
                Requirements = Parse(EggRequirements.Read(text), path),
            };
    }

    private InstalledDistribution ReadEggLink(SiteFolder site, string location, DistributionFolderName folder)
    {
        var source = ReadText(location)?.AsSpan().Trim().ToString().Split('\n')[0].Trim() ?? "";
        var target = WorldPath.Normalize(WorldPath.Join(site.Path, source));
        var eggInfo = world
            .List(target)
            .Entries.FirstOrDefault(e => e.Name.EndsWith(".egg-info", StringComparison.OrdinalIgnoreCase));
        var metadata = WorldPath.Join(target, eggInfo.Name is { } name ? name + "/PKG-INFO" : "PKG-INFO");
        return ReadMetadata(site, location, metadata, folder) with
        {
            DirectUrl = new DirectUrl("file://" + target, Editable: true, null, null),
        };
    }

    private InstalledDistribution WithFolder(InstalledDistribution distribution)
    {
        var listing = world.List(distribution.Location);
        bool Has(string name) => listing.TryFind(name, out _);
        string Inside(string name) => WorldPath.Join(distribution.Location, name);
        DirectUrl? directUrl = null;
        if (Has("direct_url.json") && world.Read(Inside("direct_url.json"), MostSmallBytes) is { Bytes: { } json })
        {
            _ = DirectUrl.TryRead(json, out directUrl);
        }

        distribution = distribution with
        {
            MetadataEntries = listing.Entries,
            Installer = Has("INSTALLER") ? ReadText(Inside("INSTALLER"))?.Trim() : null,
            DirectUrl = directUrl,
            TopLevel =
                Has("top_level.txt") && ReadText(Inside("top_level.txt")) is { } modules
                    ? [.. modules.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]
                    : [],
        };
        return distribution.Format == DistributionFormat.DistInfo
            ? WithRecord(distribution, Inside("RECORD"))
            : distribution;
    }

    private InstalledDistribution WithRecord(InstalledDistribution distribution, string path)
    {
        using var bytes = world.Rent(path, MostRecordBytes);
        if (!bytes.Succeeded)
        {
            return distribution with
            {
                RecordState = bytes.Failure == FileFailure.NotFound ? RecordState.Missing : RecordState.Unreadable,
                RecordFailure = bytes.Failure,
            };
        }

        var record = RecordFile.Read(bytes.Bytes);
        if (record.HasMore)
        {
            return distribution with { RecordState = RecordState.Unreadable, RecordFailure = FileFailure.TooLarge };
        }

        var site = distribution.Site.Path;
        var target = IsLink(site) ? world.RealPath(site) : null;
        var files = ImmutableArray.CreateBuilder<RecordedFile>(record.Rows.Length);
        foreach (var row in record.Rows)
        {
            var at = Absolute(site, row.Path);
            if (target is not null && row.Path.StartsWith("..", StringComparison.Ordinal))
            {
                at = Above(at, Absolute(target, row.Path));
            }

            files.Add(new RecordedFile(row, at, Presence.Missing, 0));
        }

        return distribution with
        {
            RecordState = RecordState.Read,
            RecordProblems = record.Problems,
            Files = files.DrainToImmutable(),
        };
    }

    private bool IsLink(string path) => world.TryLinkStat(path, out var status) && status.Kind == FileKind.Link;

    // Homebrew's site-packages is a link, and its installers count from where that leads; pip counts from the path as it is written.
    private string Above(string written, string followed) =>
        !world.TryLinkStat(written, out _) && world.TryLinkStat(followed, out _) ? followed : written;

    /// <summary>Where a row's file lies. A drive means something only where the site has one: elsewhere <c>C:</c> is a folder's name.</summary>
    private static string Absolute(string site, string path) =>
        WorldPath.Normalize(
            path.StartsWith('/') || (WorldPath.HasDrive(path) && WorldPath.HasDrive(site)) ? path : $"{site}/{path}"
        );

    private static ImmutableArray<InstalledRequirement> Parse(ImmutableArray<MetadataLine> lines, string path)
    {
        var requirements = ImmutableArray.CreateBuilder<InstalledRequirement>(lines.Length);
        foreach (var line in lines)
        {
            if (requirements.Count == MostRequirements)
            {
                var more = new FormatError($"only the first {MostRequirements} requirements are read", 0);
                requirements.Add(new InstalledRequirement(Shown(line.Text), null, more, new Location(path, line.Line)));
                break;
            }

            if (line.Text.Length > LongestRequirement)
            {
                var tooLong = new FormatError($"it is longer than {LongestRequirement} characters", 0);
                requirements.Add(
                    new InstalledRequirement(Shown(line.Text), null, tooLong, new Location(path, line.Line))
                );
                continue;
            }

            _ = LenientReader.TryReadRequirement(line.Text, out var requirement, out _, out var error);
            requirements.Add(new InstalledRequirement(line.Text, requirement, error, new Location(path, line.Line)));
        }

        return requirements.DrainToImmutable();
    }

    // A credential that is cut in two is no longer recognised.
    private static string Shown(string text) =>
        Redaction.Redact(text) is var shown && shown.Length <= MostShown ? shown : shown[..MostShown] + "…";

    private string? ReadText(string path) =>
        world.Read(path, MostSmallBytes) is { Bytes: { } bytes }
            ? Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF')
            : null;
}
