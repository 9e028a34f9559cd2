using System.Runtime.InteropServices;
using Plumb.Environments;

namespace Plumb.Checks;

/// <summary>Which distributions' RECORDs claim which file.</summary>
public sealed class FileOwnership
{
    private readonly Dictionary<string, Place> _first;
    private readonly Dictionary<string, List<Claim>> _shared;
    private readonly List<InstalledDistribution> _distributions;

    private FileOwnership(
        Dictionary<string, Place> first,
        Dictionary<string, List<Claim>> shared,
        List<InstalledDistribution> distributions
    )
    {
        _first = first;
        _shared = shared;
        _distributions = distributions;
    }

    /// <summary>One distribution's claim to a file.</summary>
    public readonly record struct Claim(InstalledDistribution Distribution, RecordedFile File);

    /// <summary>The files that several distributions claim, with one claim of each in the order of the snapshot.</summary>
    public IReadOnlyDictionary<string, List<Claim>> Shared => _shared;

    /// <summary>Every file that some distribution claims.</summary>
    public IEnumerable<string> Paths => _first.Keys;

    /// <summary>Reads the rows of all distributions in the environment's own folders, byte code left out.</summary>
    public static FileOwnership Of(EnvironmentSnapshot snapshot)
    {
        var distributions = snapshot.Distributions.Where(d => d.Site.IsOwn && !d.Files.IsEmpty).ToList();
        var first = new Dictionary<string, Place>(distributions.Sum(d => d.Files.Length), StringComparer.Ordinal);
        var shared = new Dictionary<string, List<Claim>>(StringComparer.Ordinal);
        for (var i = 0; i < distributions.Count; i++)
        {
            var files = distributions[i].Files;
            for (var j = 0; j < files.Length; j++)
            {
                if (files[j].Presence == Presence.ByteCode)
                {
                    continue;
                }

                ref var owner = ref CollectionsMarshal.GetValueRefOrAddDefault(first, files[j].Path, out var exists);
                if (!exists)
                {
                    owner = new Place(i, j);
                }
                else if (owner.Distribution != i)
                {
                    Share(shared, files[j].Path, ClaimOf(distributions, owner), new Claim(distributions[i], files[j]));
                }
            }
        }

        return new FileOwnership(first, shared, distributions);
    }

    /// <summary>True when some distribution claims the file.</summary>
    public bool IsOwned(string path) => _first.ContainsKey(path);

    /// <summary>The first distribution that claims the file; null when nobody does.</summary>
    public InstalledDistribution? OwnerOf(string path) =>
        _first.TryGetValue(path, out var place) ? _distributions[place.Distribution] : null;

    private static void Share(Dictionary<string, List<Claim>> shared, string path, Claim first, Claim further)
    {
        if (!shared.TryGetValue(path, out var claims))
        {
            shared[path] = claims = [first];
        }

        // A RECORD may name a file twice.
        if (!ReferenceEquals(claims[^1].Distribution, further.Distribution))
        {
            claims.Add(further);
        }
    }

    private static Claim ClaimOf(List<InstalledDistribution> distributions, Place place) =>
        new(distributions[place.Distribution], distributions[place.Distribution].Files[place.File]);

    private readonly record struct Place(int Distribution, int File);
}
