using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Knowledge;

/// <summary>Releases of distributions with what they declare (<c>knowledge/releases.toml</c>).</summary>
public sealed class PackageReleases
{
    internal const string FileName = "releases.toml";
    private static readonly Lazy<PackageReleases> _embedded = new(() =>
        KnowledgeFile.ReadEmbedded<PackageReleases>(FileName, TryRead)
    );
    private readonly Dictionary<PackageName, ReleasedPackageRow> _rows;
    private readonly ConcurrentDictionary<PackageName, PackageHistory?> _read = [];

    private PackageReleases(Dictionary<PackageName, ReleasedPackageRow> rows, FactSource source)
    {
        _rows = rows;
        Source = source;
    }

    /// <summary>What Plumb ships.</summary>
    public static PackageReleases Embedded => _embedded.Value;

    /// <summary>Where they can be checked.</summary>
    public FactSource Source { get; }

    /// <summary>The releases of a distribution; null when none are known.</summary>
    public PackageHistory? Find(PackageName name) =>
        _read.GetOrAdd(name, n => _rows.TryGetValue(n, out var row) && TryRead(n, row, out var h) ? h : null);

    /// <summary>Reads the file; refused when it lacks its source, or a package stands twice or has no release.</summary>
    public static bool TryRead(
        string toml,
        [NotNullWhen(true)] out PackageReleases? releases,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        releases = null;
        if (!KnowledgeFile.TryMap(toml, LintKnowledgeToml.Default.ReleaseFile, out var file, out error))
        {
            return false;
        }

        if (!KnowledgeSource.TryRead(file, file, out var source))
        {
            error = new FormatError("it needs source, grade and date");
            return false;
        }

        var rows = new Dictionary<PackageName, ReleasedPackageRow>();
        foreach (var row in file.Package)
        {
            if (
                !PackageName.TryParse(row.Name, out var name)
                || (row.Release.Count == 0 && row.Others.Length == 0)
                || !rows.TryAdd(name, row)
            )
            {
                error = new FormatError($"package {row.Name}: it stands twice, or has no release");
                return false;
            }
        }

        error = rows.Count == 0 ? new FormatError("it needs at least one package") : null;
        var sources = file.Package.Select(p => p.Source).Where(s => s.Length > 0).Prepend(source.Text);
        source = source with { Text = string.Join("; ", sources.Distinct(StringComparer.Ordinal)) };
        releases = error is null ? new PackageReleases(rows, source) : null;
        return releases is not null;
    }

    /// <summary>Why the file is refused, each package read to its end; null when it is not.</summary>
    internal static FormatError? Refusal(string toml) =>
        !TryRead(toml, out var releases, out var error) ? error
        : releases._rows.Keys.FirstOrDefault(n => releases.Find(n) is null) is { Normalized: { Length: > 0 } name }
            ? new FormatError($"package {name}: a version or a requirement cannot be read")
        : null;

    /// <summary>Reads one package; false when a version or a requirement cannot be read.</summary>
    internal static bool TryRead(
        PackageName name,
        ReleasedPackageRow row,
        [NotNullWhen(true)] out PackageHistory? history
    )
    {
        history = null;
        var releases = new SortedDictionary<PythonVersion, PackageRelease>();
        var all = new SortedSet<PythonVersion>();
        foreach (var group in row.Release)
        {
            VersionSpecifiers? python = null;
            if (group.Python.Length > 0 && !VersionSpecifiers.TryParse(group.Python, out python, out _))
            {
                return false;
            }

            var requires = ImmutableArray.CreateBuilder<Requirement>();
            foreach (var text in group.Requires)
            {
                if (!Requirement.TryParse(text, out var requirement, out _))
                {
                    return false;
                }

                requires.Add(requirement);
            }

            var fixedRequires = requires.ToImmutable();
            var optional = Words(group.Optional).Select(PackageName.Of).ToImmutableArray();
            foreach (var word in Words(group.Versions))
            {
                if (
                    !PythonVersion.TryParse(word, out var version)
                    || !releases.TryAdd(version, new PackageRelease(version, python, fixedRequires, optional))
                )
                {
                    return false;
                }
            }
        }

        all.UnionWith(releases.Keys);
        foreach (var word in Words(row.Others))
        {
            if (!PythonVersion.TryParse(word, out var version))
            {
                return false;
            }

            all.Add(version);
        }

        history = new PackageHistory(name, row.Complete, [.. releases.Values], [.. all]);
        return true;
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
