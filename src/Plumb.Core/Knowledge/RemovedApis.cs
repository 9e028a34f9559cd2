using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Knowledge;

/// <summary>What distributions and Python itself have removed, with the versions (<c>knowledge/removed-apis.toml</c>).</summary>
public sealed class RemovedApis
{
    internal const string FileName = "removed-apis.toml";
    private static readonly Lazy<RemovedApis> _embedded = new(() =>
        KnowledgeFile.ReadEmbedded<RemovedApis>(FileName, TryRead)
    );

    private RemovedApis(ImmutableArray<RemovedApi> all) => All = all;

    /// <summary>What Plumb ships.</summary>
    public static RemovedApis Embedded => _embedded.Value;

    /// <summary>All names in file order. One name may stand in several rows, for versions that do not overlap.</summary>
    public ImmutableArray<RemovedApi> All { get; }

    /// <summary>Reads the file. It is refused when a row lacks a part, or when two rows speak of one name in one version.</summary>
    public static bool TryRead(
        string toml,
        [NotNullWhen(true)] out RemovedApis? apis,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        apis = null;
        if (!KnowledgeFile.TryMap(toml, RemovedApiToml.Default.RemovedApiFile, out var file, out error))
        {
            return false;
        }

        var all = ImmutableArray.CreateBuilder<RemovedApi>();
        var byName = new Dictionary<(PackageName, string), List<RemovedApi>>();
        foreach (var row in file.Removal)
        {
            if (!TryRead(row, all.Count, all))
            {
                error = new FormatError(
                    $"{row.Package} {row.Module} {row.RemovedIn}: it needs a package, versions, names, source, grade and date"
                );
                return false;
            }
        }

        foreach (var api in all)
        {
            var key = (api.Package, api.FullName);
            if (!byName.TryGetValue(key, out var others))
            {
                byName[key] = others = [];
            }

            if (others.Exists(o => Overlap(o, api)))
            {
                error = new FormatError($"{api.FullName} stands twice for the same versions");
                return false;
            }

            others.Add(api);
        }

        error = all.Count == 0 ? new FormatError("it holds no [[removal]] with names") : null;
        apis = error is null ? new RemovedApis(all.DrainToImmutable()) : null;
        return apis is not null;
    }

    private static bool TryRead(RemovedApiRow row, int first, ImmutableArray<RemovedApi>.Builder all)
    {
        PythonVersion back = default;
        if (
            !PackageName.TryParse(row.Package, out var package)
            || !PythonVersion.TryParse(row.RemovedIn, out var removed)
            || (row.BackIn is not null && (!PythonVersion.TryParse(row.BackIn, out back) || back <= removed))
            || row.Names.Count == 0
            || row.Names.Keys.Any(n => n.Length == 0 || n.Contains('.', StringComparison.Ordinal))
            || !KnowledgeSource.TryRead(row, row, out var source)
        )
        {
            return false;
        }

        foreach (var (name, replacement) in row.Names)
        {
            all.Add(
                new RemovedApi(
                    package,
                    row.Module,
                    name,
                    removed,
                    row.BackIn is null ? null : back,
                    replacement,
                    source
                )
            );
        }

        return all.Count > first;
    }

    private static bool Overlap(RemovedApi a, RemovedApi b) =>
        (a.BackIn is not { } endOfA || b.RemovedIn < endOfA) && (b.BackIn is not { } endOfB || a.RemovedIn < endOfB);
}
