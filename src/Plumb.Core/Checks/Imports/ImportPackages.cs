using Plumb.Environments;
using Plumb.Files;

namespace Plumb.Checks.Imports;

/// <summary>Which distribution in use brings which top-level module, by RECORD.</summary>
internal sealed class ImportPackages
{
    private readonly Dictionary<string, List<Brought>> _byName;

    private ImportPackages(Dictionary<string, List<Brought>> byName)
    {
        _byName = byName;
    }

    /// <summary>A top-level module and who brings it.</summary>
    /// <param name="Name">The name in an <c>import</c> statement.</param>
    /// <param name="Kind">What it is, as RECORD has it.</param>
    /// <param name="Distribution">Who brings it.</param>
    public readonly record struct Brought(string Name, ModuleKind Kind, InstalledDistribution Distribution);

    /// <summary>Reads the rows of every distribution in use; those without a RECORD bring nothing that could be told.</summary>
    public static ImportPackages Of(EnvironmentSnapshot snapshot)
    {
        var byName = new Dictionary<string, List<Brought>>(StringComparer.Ordinal);
        foreach (var distribution in snapshot.Visible)
        {
            foreach (var module in Read(distribution))
            {
                if (!byName.TryGetValue(module.Name, out var list))
                {
                    byName[module.Name] = list = [];
                }

                list.Add(module);
            }
        }

        return new ImportPackages(byName);
    }

    /// <summary>Who brings a module of that name; empty when nobody does.</summary>
    public IReadOnlyList<Brought> Find(string name) => _byName.GetValueOrDefault(name) ?? [];

    private static IEnumerable<Brought> Read(InstalledDistribution distribution)
    {
        var found = new Dictionary<string, ModuleKind>(StringComparer.Ordinal);
        var names = found.GetAlternateLookup<ReadOnlySpan<char>>();
        var site = distribution.Site.Path;
        foreach (var file in distribution.Files)
        {
            if (file.Presence == Presence.ByteCode || !WorldPath.IsWithin(file.Path, site))
            {
                continue;
            }

            var relative = file.Path.AsSpan(Math.Min(site.Length + 1, file.Path.Length));
            var slash = relative.IndexOf('/');
            if (slash < 0)
            {
                if (ModuleNames.TryParseFile(relative, out var name, out var kind))
                {
                    found.TryAdd(name, kind);
                }

                continue;
            }

            var folder = relative[..slash];
            var isInit = ModuleNames.IsInit(relative[(slash + 1)..]);
            if (!names.TryGetValue(folder, out var known))
            {
                if (ModuleNames.IsIdentifier(folder))
                {
                    names[folder] = isInit ? ModuleKind.Package : ModuleKind.Namespace;
                }
            }
            else if (isInit && known != ModuleKind.Package)
            {
                names[folder] = ModuleKind.Package;
            }
        }

        return found.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => new Brought(p.Key, p.Value, distribution));
    }
}
