using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Text;

namespace Plumb.Knowledge;

/// <summary>A package that has another name in newer releases.</summary>
/// <param name="Name">The old name.</param>
/// <param name="Now">The new one.</param>
/// <param name="Debian">The first release of Debian without the old one; "" for none.</param>
/// <param name="Ubuntu">The same of Ubuntu.</param>
/// <param name="IsProvided">The new one answers to the old name.</param>
/// <param name="Source">Where that can be checked.</param>
public sealed record RenamedPackage(
    string Name,
    string Now,
    string Debian,
    string Ubuntu,
    bool IsProvided,
    FactSource Source
);

/// <summary>A name that no release has.</summary>
public sealed record AbsentPackage(string Name, string Why, FactSource Source);

/// <summary>What a base image adds.</summary>
/// <param name="Prefix">How its name begins.</param>
/// <param name="Apt">The system packages that it installs.</param>
/// <param name="Source">Where that can be checked.</param>
public sealed record BaseImage(string Prefix, ImmutableArray<string> Apt, FactSource Source);

/// <summary>System packages that documents name (<c>knowledge/system-packages.toml</c>).</summary>
public sealed class SystemPackageNames
{
    internal const string FileName = "system-packages.toml";
    private static readonly Lazy<SystemPackageNames> _embedded = new(() =>
        KnowledgeFile.ReadEmbedded<SystemPackageNames>(FileName, TryRead)
    );

    private SystemPackageNames() { }

    /// <summary>What Plumb ships.</summary>
    public static SystemPackageNames Embedded => _embedded.Value;

    /// <summary>Names that changed.</summary>
    public ImmutableArray<RenamedPackage> Renamed { get; private init; } = [];

    /// <summary>Names that are none.</summary>
    public ImmutableArray<AbsentPackage> Absent { get; private init; } = [];

    /// <summary>Base images.</summary>
    public ImmutableArray<BaseImage> Images { get; private init; } = [];

    /// <summary>Reads the file; refused when a row lacks a part.</summary>
    public static bool TryRead(
        string toml,
        [NotNullWhen(true)] out SystemPackageNames? packages,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        packages = null;
        if (!KnowledgeFile.TryMap(toml, DocumentKnowledgeToml.Default.SystemPackageFile, out var file, out error))
        {
            return false;
        }

        var read = new SystemPackageNames
        {
            Renamed =
            [
                .. file
                    .Renamed.Where(r => r.Name.Length > 0 && r.Now.Length > 0)
                    .Select(r =>
                        Source(r, file) is { } source
                            ? new RenamedPackage(r.Name, r.Now, r.Debian, r.Ubuntu, r.StillProvided, source)
                            : null
                    )
                    .OfType<RenamedPackage>(),
            ],
            Absent =
            [
                .. file
                    .Absent.Where(r => r.Name.Length > 0)
                    .Select(r => Source(r, file) is { } source ? new AbsentPackage(r.Name, r.Why, source) : null)
                    .OfType<AbsentPackage>(),
            ],
            Images =
            [
                .. file
                    .Image.Where(r => r.Prefix.Length > 0 && r.Apt.Count > 0)
                    .Select(r => Source(r, file) is { } source ? new BaseImage(r.Prefix, [.. r.Apt], source) : null)
                    .OfType<BaseImage>(),
            ],
        };
        error =
            read.Renamed.Length < file.Renamed.Count
            || read.Absent.Length < file.Absent.Count
            || read.Images.Length < file.Image.Count
                ? new FormatError("a row lacks a part")
                : null;
        packages = error is null ? read : null;
        return packages is not null;
    }

    private static FactSource? Source(SystemPackageRow row, SystemPackageFile file) =>
        KnowledgeSource.TryRead(row, file, out var source) ? source : null;
}
