using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;

namespace Plumb.Trials.Imports;

/// <summary>A module to import and who brings it.</summary>
/// <param name="Module">The dotted name.</param>
/// <param name="Distribution">Who brings it; null when nobody does by its RECORD.</param>
public sealed record ImportTarget(string Module, InstalledDistribution? Distribution);

/// <summary>Which modules of an environment are worth importing.</summary>
public static class ImportTargets
{
    // Folders of tests and tools beside the packages: nobody imports them to use the distribution.
    private static readonly ImmutableHashSet<string> _besides =
    [
        "tests",
        "test",
        "testing",
        "conftest",
        "examples",
        "example",
        "samples",
        "docs",
        "doc",
        "benchmarks",
        "benchmark",
        "scripts",
        "tools",
        "setup",
        "noxfile",
        "build",
        "dist",
    ];

    /// <summary>
    /// The top-level modules that the distributions in use bring, by name: without tests, and without private names beside a public one
    /// (<c>_yaml</c> beside <c>yaml</c>). A namespace package is replaced by the packages in it.
    /// </summary>
    public static ImmutableArray<ImportTarget> Of(EnvironmentSnapshot snapshot) =>
        [
            .. snapshot
                .Visible.SelectMany(d => Modules(d).Select(m => new ImportTarget(m, d)))
                .DistinctBy(t => t.Module, StringComparer.Ordinal)
                .OrderBy(t => t.Module, StringComparer.Ordinal),
        ];

    /// <summary>The modules that were named, each with who brings its top-level package.</summary>
    public static ImmutableArray<ImportTarget> Named(EnvironmentSnapshot snapshot, ImmutableArray<string> names)
    {
        var owners = snapshot
            .Visible.SelectMany(d => Modules(d).Select(m => (Module: m, Distribution: d)))
            .DistinctBy(p => p.Module, StringComparer.Ordinal)
            .ToDictionary(p => p.Module, p => p.Distribution, StringComparer.Ordinal);
        return [.. names.Distinct(StringComparer.Ordinal).Select(n => new ImportTarget(n, Owner(owners, n)))];
    }

    private static InstalledDistribution? Owner(Dictionary<string, InstalledDistribution> owners, string name)
    {
        for (var at = name; ; at = at[..at.LastIndexOf('.')])
        {
            if (owners.TryGetValue(at, out var owner))
            {
                return owner;
            }

            if (!at.Contains('.', StringComparison.Ordinal))
            {
                return null;
            }
        }
    }

    private static List<string> Modules(InstalledDistribution distribution)
    {
        var found = OfRecord(distribution);
        if (found.Count == 0)
        {
            found = [.. distribution.TopLevel.Where(n => ModuleNames.IsIdentifier(n))];
        }

        var kept = found.Where(n => !_besides.Contains(n)).ToList();
        var open = kept.Where(n => !n.StartsWith('_')).ToList();
        return open.Count > 0 ? open : kept;
    }

    private static HashSet<string> OfRecord(InstalledDistribution distribution)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var spaces = new HashSet<string>(StringComparer.Ordinal);
        var site = distribution.Site.Path;
        foreach (var file in distribution.Files)
        {
            if (file.Presence == Presence.ByteCode || !WorldPath.IsWithin(file.Path, site))
            {
                continue;
            }

            var parts = file.Path[Math.Min(site.Length + 1, file.Path.Length)..].Split('/');
            if (parts.Length == 1)
            {
                if (ModuleNames.TryParseFile(parts[0], out var name, out _))
                {
                    found.Add(name);
                }
            }
            else if (ModuleNames.IsIdentifier(parts[0]) && ModuleNames.IsInit(parts[^1]) && parts.Length <= 3)
            {
                if (parts.Length == 2)
                {
                    found.Add(parts[0]);
                }
                else if (ModuleNames.IsIdentifier(parts[1]))
                {
                    spaces.Add(parts[0] + "." + parts[1]);
                }
            }
        }

        // What lies below a regular package is imported with it, or by choice.
        found.UnionWith(spaces.Where(s => !found.Contains(s[..s.IndexOf('.')]) && !IsBeside(s)));
        return found;
    }

    private static bool IsBeside(string dotted) => dotted.Split('.').Any(_besides.Contains);
}
