using System.Runtime.InteropServices;
using Plumb.Environments;

namespace Plumb.Checks;

/// <summary>Which distributions' RECORDs claim which file.</summary>
public sealed class FileOwnership
{
    private readonly Dictionary<string, int> _first;
    private readonly Dictionary<string, List<Claim>> _shared;
    private readonly List<InstalledDistribution> _distributions;

    private FileOwnership(
        Dictionary<string, int> first,
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

    /// <summary>The files that several distributions claim, with all their claims.</summary>
    public IReadOnlyDictionary<string, List<Claim>> Shared => _shared;

    /// <summary>Reads the rows of all distributions in the environment's own folders, byte code left out.</summary>
    public static FileOwnership Of(EnvironmentSnapshot snapshot)
    {
        var distributions = snapshot.Distributions.Where(d => d.Site.IsOwn && !d.Files.IsEmpty).ToList();
        var first = new Dictionary<string, int>(distributions.Sum(d => d.Files.Length), StringComparer.Ordinal);
        var shared = new Dictionary<string, List<Claim>>(StringComparer.Ordinal);
        for (var i = 0; i < distributions.Count; i++)
        {
            foreach (var file in distributions[i].Files)
            {
                if (file.Presence == Presence.ByteCode)
                {
                    continue;
                }

                ref var owner = ref CollectionsMarshal.GetValueRefOrAddDefault(first, file.Path, out var exists);
                if (!exists)
                {
                    owner = i;
                }
                else if (owner != i)
                {
                    if (!shared.TryGetValue(file.Path, out var claims))
                    {
                        shared[file.Path] = claims = [ClaimOf(distributions[owner], file.Path)];
                    }

                    claims.Add(new Claim(distributions[i], file));
                }
            }
        }

        return new FileOwnership(first, shared, distributions);
    }

    /// <summary>True when some distribution claims the file.</summary>
    public bool IsOwned(string path) => _first.ContainsKey(path);

    /// <summary>The first distribution that claims the file; null when nobody does.</summary>
    public InstalledDistribution? OwnerOf(string path) =>
        _first.TryGetValue(path, out var i) ? _distributions[i] : null;

    /// <summary>True when a RECORD exists that names the file or something below the folder.</summary>
    public IEnumerable<string> Paths => _first.Keys;

    private static Claim ClaimOf(InstalledDistribution distribution, string path) =>
        new(distribution, distribution.Files.First(f => f.Path == path));
}
