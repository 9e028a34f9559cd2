using System.Collections.Frozen;
using Plumb.Files;
using Plumb.Knowledge;
using Plumb.Python;
using Plumb.Source;

namespace Plumb.Environments.Observing.Imports;

/// <summary>What the installed distributions, and this Python, no longer have. What is not installed is not judged.</summary>
internal sealed class RemovedNames
{
    private const int DeferringMinor = 14;
    private readonly FrozenDictionary<string, RemovedApi> _byName;

    private RemovedNames(FrozenDictionary<string, RemovedApi> byName)
    {
        _byName = byName;
        Watched = byName.Count == 0 ? WatchedNames.None : WatchedNames.Of(byName.Keys);
    }

    /// <summary>Nothing is gone.</summary>
    public static RemovedNames None { get; } = new(FrozenDictionary<string, RemovedApi>.Empty);

    /// <summary>True for a Python that evaluates no annotation before something asks for it: since 3.14 (PEP 649, PEP 749).</summary>
    public bool DefersAnnotations { get; private init; }

    /// <summary>The names to look for in sources.</summary>
    public WatchedNames Watched { get; }

    /// <summary>The removal of a full dotted name; null when it is there, or nothing is known.</summary>
    public RemovedApi? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The removal that explains a failed import; null when none is known.</summary>
    public RemovedApi? Of(ImportFailure failure) => Find(failure.FullName);

    /// <summary>The removal of a module, or of a package that it lies in.</summary>
    public RemovedApi? FindModule(string name)
    {
        for (var at = name; at is not null; at = ImportGraph.ParentOf(at))
        {
            if (Find(at) is { } api)
            {
                return api;
            }
        }

        return null;
    }

    private static IEnumerable<RemovedApi> OfStandardLibrary(PythonInstallation installation) =>
        from removed in StandardLibraryModules.Embedded.TakenOut(installation.Major, installation.Minor)
        let version = PythonVersion.Parse(FormattableString.Invariant($"{removed.Major}.{removed.Minor}"))
        select new RemovedApi(
            RemovedApi.Python,
            "",
            removed.Module,
            version,
            null,
            "",
            StandardLibraryModules.Embedded.Source
        );

    /// <summary>Asks the installed versions, and the list that NumPy 2 itself carries of what it took out.</summary>
    public static RemovedNames Of(
        FileWorld world,
        PythonInstallation installation,
        IEnumerable<InstalledDistribution> distributions
    )
    {
        var installed = new Dictionary<PackageName, PythonVersion>();
        var gone = new Dictionary<string, RemovedApi>(StringComparer.Ordinal);
        if (
            installation.Implementation == "cpython"
            && PythonVersion.TryParse($"{installation.Major}.{installation.Minor}", out var python)
        )
        {
            installed[RemovedApi.Python] = python;
        }

        foreach (var distribution in distributions.Where(d => !d.IsHidden))
        {
            if (distribution.Version is { } version)
            {
                installed[distribution.Key] = version;
            }
        }

        foreach (var api in RemovedApis.Embedded.All)
        {
            if (installed.TryGetValue(api.Package, out var version) && api.IsGoneFrom(version))
            {
                gone[api.FullName] = api;
            }
        }

        foreach (var api in OfStandardLibrary(installation))
        {
            gone.TryAdd(api.FullName, api);
        }

        foreach (var api in NumpyOwnList.Read(world, distributions))
        {
            gone.TryAdd(api.FullName, api);
        }

        return gone.Count == 0
            ? None
            : new RemovedNames(gone.ToFrozenDictionary(StringComparer.Ordinal))
            {
                DefersAnnotations = (installation.Major, installation.Minor) is (3, >= DeferringMinor),
            };
    }
}
