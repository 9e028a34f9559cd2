using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;

namespace Plumb.Checks.Paths;

/// <summary>One distribution that is installed in place, with every place that its files name.</summary>
/// <param name="Distribution">Whose it is.</param>
/// <param name="Project">The folder of the project by direct_url.json or the egg-link; null when neither says.</param>
/// <param name="Places">The folders and files from which it imports, by its <c>.pth</c> files and finder modules.</param>
internal sealed record EditableInstall(
    InstalledDistribution Distribution,
    ObservedEditable? Project,
    ImmutableArray<ObservedEditable> Places
)
{
    /// <summary>The places that are not there; the project's folder when nothing else is known.</summary>
    public ImmutableArray<ObservedEditable> Gone =>
        !Places.IsEmpty ? [.. Places.Where(p => !p.Exists)]
        : Project is { Exists: false } ? [Project]
        : [];
}

/// <summary>Brings together what was read of editable installs and who owns the files that say it.</summary>
internal static class EditableInstalls
{
    /// <summary>All of them, in the order of the snapshot.</summary>
    public static ImmutableArray<EditableInstall> Of(CheckContext context)
    {
        var snapshot = context.Snapshot;
        var projects = snapshot.Editables.ToLookup(e => e.Origin, StringComparer.Ordinal);
        var places = new Dictionary<string, List<ObservedEditable>>(StringComparer.Ordinal);
        void Add(string origin, ObservedEditable place)
        {
            if (context.Ownership.OwnerOf(origin) is { } owner)
            {
                if (!places.TryGetValue(owner.Location, out var list))
                {
                    places[owner.Location] = list = [];
                }

                list.Add(place);
            }
        }

        foreach (var editable in snapshot.Editables.Where(e => WorldPath.Name(e.Origin) != "direct_url.json"))
        {
            Add(editable.Origin, editable);
        }

        foreach (var pth in snapshot.PthFiles)
        {
            foreach (var line in pth.Lines.Where(l => l.Target is not null))
            {
                Add(pth.Path, new ObservedEditable(pth.Path, null, line.Target!, line.TargetExists));
            }
        }

        var installs = ImmutableArray.CreateBuilder<EditableInstall>();
        foreach (var distribution in snapshot.Visible)
        {
            if (distribution.DirectUrl is { Editable: true })
            {
                var said =
                    distribution.Format == DistributionFormat.EggLink
                        ? distribution.Location
                        : WorldPath.Join(distribution.Location, "direct_url.json");
                installs.Add(
                    new EditableInstall(
                        distribution,
                        projects[said].FirstOrDefault(),
                        [.. places.GetValueOrDefault(distribution.Location) ?? []]
                    )
                );
            }
        }

        return installs.DrainToImmutable();
    }
}
