using System.Collections.Immutable;
using System.Text;
using Plumb.Files;

namespace Plumb.Environments.Observing;

/// <summary>Reads from where editable installs import their code: direct_url.json, egg-links, and the finder modules that build backends write.</summary>
internal static class EditableReader
{
    private const int MostFinderBytes = 1024 * 1024;

    public static ImmutableArray<ObservedEditable> Read(
        FileWorld world,
        IReadOnlyList<InstalledDistribution> distributions,
        ImmutableArray<ObservedPth> pthFiles
    )
    {
        var places = ImmutableArray.CreateBuilder<ObservedEditable>();
        foreach (var distribution in distributions)
        {
            if (distribution.DirectUrl is { Editable: true, LocalPath: { Length: > 0 } folder })
            {
                var origin =
                    distribution.Format == DistributionFormat.EggLink
                        ? distribution.Location
                        : WorldPath.Join(distribution.Location, "direct_url.json");
                places.Add(Observe(world, origin, null, folder));
            }
        }

        foreach (var finder in pthFiles.SelectMany(Finders).Distinct(StringComparer.Ordinal))
        {
            if (world.Read(finder, MostFinderBytes) is { Bytes: { } bytes })
            {
                foreach (var literal in PathLiterals.Read(Encoding.UTF8.GetString(bytes)))
                {
                    places.Add(Observe(world, finder, literal.Module, literal.Path));
                }
            }
        }

        return places.DrainToImmutable();
    }

    /// <summary>The modules that a code line imports, where their names say that they serve an editable install.</summary>
    private static IEnumerable<string> Finders(ObservedPth pth)
    {
        foreach (var line in pth.Lines.Where(l => l.IsCode))
        {
            var name = line.Text["import".Length..].Split([';', ',', '#'], 2)[0].Trim();
            if (name.Contains("editable", StringComparison.OrdinalIgnoreCase) && ModuleNames.IsIdentifier(name))
            {
                yield return WorldPath.Join(WorldPath.Parent(pth.Path), name + ".py");
            }
        }
    }

    private static ObservedEditable Observe(FileWorld world, string origin, string? module, string target)
    {
        var path = WorldPath.Normalize(target);
        // setuptools names a single-file module without its suffix.
        var exists =
            !path.Contains('\0') && (world.TryStat(path, out _) || (module is not null && world.IsFile(path + ".py")));
        return new ObservedEditable(origin, module, path, exists);
    }
}
