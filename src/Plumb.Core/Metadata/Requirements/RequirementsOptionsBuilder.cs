using Plumb.Files;

namespace Plumb.Metadata.Requirements;

/// <summary>Gathers the options of a requirements file and of the files it names, in the order in which pip meets them.</summary>
internal sealed class RequirementsOptionsBuilder(FileWorld world)
{
    private readonly NameSets _binary = new();
    private readonly NameSets _releases = new();
    private readonly List<string> _indexUrls = [];
    private readonly List<string> _findLinks = [];
    private readonly List<string> _trustedHosts = [];
    private readonly List<string> _features = [];
    private readonly List<string> _featuresToCome = [];
    private bool _usesDefaultIndex = true;
    private bool _noIndex;
    private bool _preferBinary;
    private bool _requireHashes;
    private bool _noRequireHashes;

    /// <summary>The options that work as soon as they are read, also on a requirement's line.</summary>
    public void ApplyAtOnce(OptionWord option)
    {
        switch (option.Kind)
        {
            case RequirementsOptionKind.NoBinary:
                _binary.AddToFirst(option.Value);
                break;
            case RequirementsOptionKind.OnlyBinary:
                _binary.AddToSecond(option.Value);
                break;
            case RequirementsOptionKind.AllReleases:
                _releases.AddToFirst(option.Value);
                break;
            case RequirementsOptionKind.OnlyFinal:
                _releases.AddToSecond(option.Value);
                break;
            case RequirementsOptionKind.UseFeature:
                // pip keeps every feature it reads in one list, and takes that list over at the next line of options.
                AddMissing(_featuresToCome, [option.Value]);
                break;
            default:
                break;
        }
    }

    /// <summary>
    /// Applies a line of options only; relative folders of archives are looked for beside the file.
    /// Returns what pip stops at, after it has applied the rest.
    /// </summary>
    public string? ApplyLine(List<OptionWord> options, string folder)
    {
        bool Has(RequirementsOptionKind kind) => options.Exists(o => o.Kind == kind);
        IEnumerable<string> Values(RequirementsOptionKind kind) =>
            options.Where(o => o.Kind == kind).Select(o => o.Value);

        if (Has(RequirementsOptionKind.NoIndex))
        {
            _noIndex = true;
            _usesDefaultIndex = false;
            _indexUrls.Clear();
        }

        var indexUrl = Values(RequirementsOptionKind.IndexUrl).LastOrDefault("");
        if (indexUrl.Length > 0 && !_noIndex)
        {
            _usesDefaultIndex = false;
            _indexUrls.Clear();
            _indexUrls.Add(indexUrl);
        }

        if (!_noIndex)
        {
            _indexUrls.AddRange(Values(RequirementsOptionKind.ExtraIndexUrl));
        }

        if (Values(RequirementsOptionKind.FindLinks).FirstOrDefault() is { } links)
        {
            var beside = WorldPath.Join(folder, links);
            _findLinks.Add(world.TryStat(WorldPath.Normalize(beside), out _) ? beside : links);
        }

        _preferBinary |= Has(RequirementsOptionKind.PreferBinary);
        _requireHashes |= Has(RequirementsOptionKind.RequireHashes);
        _noRequireHashes |= Has(RequirementsOptionKind.NoRequireHashes);
        AddMissing(_features, _featuresToCome);
        if (Has(RequirementsOptionKind.Pre))
        {
            _releases.AllowAllInFirst();
        }

        foreach (var value in Values(RequirementsOptionKind.TrustedHost))
        {
            if (!TrustedHost.TryRead(value, out var host, out var error))
            {
                return error;
            }

            AddMissing(_trustedHosts, [host]);
        }

        return null;
    }

    public RequirementsOptions Build() =>
        new()
        {
            UsesDefaultIndex = _usesDefaultIndex,
            IndexUrls = [.. _indexUrls],
            NoIndex = _noIndex,
            FindLinks = [.. _findLinks],
            NoBinary = _binary.First,
            OnlyBinary = _binary.Second,
            PreferBinary = _preferBinary,
            RequireHashes = _requireHashes,
            NoRequireHashes = _noRequireHashes,
            AllReleases = _releases.First,
            OnlyFinal = _releases.Second,
            TrustedHosts = [.. _trustedHosts],
            Features = [.. _features],
        };

    private static void AddMissing(List<string> list, IEnumerable<string> values)
    {
        foreach (var value in values)
        {
            if (!list.Contains(value, StringComparer.Ordinal))
            {
                list.Add(value);
            }
        }
    }
}
