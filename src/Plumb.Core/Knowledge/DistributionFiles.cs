using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Knowledge;

/// <summary>Releases that have one kind of file alone.</summary>
/// <param name="Distribution">Its name.</param>
/// <param name="Versions">The releases.</param>
/// <param name="IsSdist">A source archive and no wheel; otherwise wheels and no source archive.</param>
/// <param name="Needs">What building it takes.</param>
/// <param name="Source">Where that can be checked.</param>
public sealed record DistributionFileKind(
    PackageName Distribution,
    VersionSpecifiers Versions,
    bool IsSdist,
    string Needs,
    FactSource Source
);

/// <summary>Where wheels for a platform, or packages of a channel, end.</summary>
/// <param name="Distribution">Its name on the index.</param>
/// <param name="Name">The platform in words, or the channel's name.</param>
/// <param name="Packages">Of a channel, the packages; empty for a platform.</param>
/// <param name="Last">The last release.</param>
/// <param name="Source">Where that can be checked.</param>
public sealed record DistributionEnd(
    PackageName Distribution,
    string Name,
    ImmutableArray<string> Packages,
    PythonVersion Last,
    FactSource Source
);

/// <summary>What kinds of files releases have (<c>knowledge/distribution-files.toml</c>).</summary>
public sealed class DistributionFiles
{
    internal const string FileName = "distribution-files.toml";
    private static readonly Lazy<DistributionFiles> _embedded = new(() =>
        KnowledgeFile.ReadEmbedded<DistributionFiles>(FileName, TryRead)
    );

    private DistributionFiles(
        ImmutableArray<DistributionFileKind> kinds,
        ImmutableArray<DistributionEnd> platforms,
        ImmutableArray<DistributionEnd> channels
    ) => (Kinds, Platforms, Channels) = (kinds, platforms, channels);

    /// <summary>What Plumb ships.</summary>
    public static DistributionFiles Embedded => _embedded.Value;

    /// <summary>Releases with one kind of file.</summary>
    public ImmutableArray<DistributionFileKind> Kinds { get; }

    /// <summary>Platforms that get no more wheels.</summary>
    public ImmutableArray<DistributionEnd> Platforms { get; }

    /// <summary>Channels of conda that get no more packages.</summary>
    public ImmutableArray<DistributionEnd> Channels { get; }

    /// <summary>The kind of all files that a range of releases has; null when it is not known, or they differ.</summary>
    public DistributionFileKind? Find(PackageName name, VersionSpecifiers versions) =>
        Kinds.FirstOrDefault(k =>
            k.Distribution == name
            && (
                versions.Items.IsEmpty
                    ? PackageReleases.Embedded.Find(name)?.Versions.All(v => k.Versions.Contains(v)) == true
                    : versions.ToRange().IsSubsetOf(k.Versions.ToRange())
            )
        );

    /// <summary>Reads the file; refused when a row lacks a part.</summary>
    public static bool TryRead(
        string toml,
        [NotNullWhen(true)] out DistributionFiles? files,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        files = null;
        if (!KnowledgeFile.TryMap(toml, DocumentKnowledgeToml.Default.DistributionFileFile, out var file, out error))
        {
            return false;
        }

        var kinds = ImmutableArray.CreateBuilder<DistributionFileKind>();
        foreach (var row in file.Files)
        {
            if (
                !PackageName.TryParse(row.Distribution, out var name)
                || !VersionSpecifiers.TryParse(row.Versions, out var versions, out _)
                || row.Only is not ("sdist" or "wheel")
                || !KnowledgeSource.TryRead(row, file, out var source)
            )
            {
                error = new FormatError($"files of {row.Distribution}: a part is missing or cannot be read");
                return false;
            }

            kinds.Add(new DistributionFileKind(name, versions, row.Only == "sdist", row.Needs, source));
        }

        var platforms = file.Platform.Select(r => Read(r, r.Platform, file)).ToList();
        var channels = file.Channel.Select(r => Read(r, r.Name, file)).ToList();
        error =
            platforms.Contains(null) || channels.Contains(null)
                ? new FormatError("a platform or channel lacks a part")
                : null;
        files = error is null ? new DistributionFiles(kinds.ToImmutable(), [.. platforms!], [.. channels!]) : null;
        return files is not null;
    }

    private static DistributionEnd? Read(DistributionEndRow row, string name, DistributionFileFile file) =>
        name.Length == 0
        || !PackageName.TryParse(row.Distribution, out var distribution)
        || !PythonVersion.TryParse(row.Last, out var last)
        || !KnowledgeSource.TryRead(row, file, out var source)
            ? null
            : new DistributionEnd(distribution, name, [.. row.Packages], last, source);
}
