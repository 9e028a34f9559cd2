using Plumb.Python;

namespace Plumb.Resolution;

/// <summary>What requirements, constraints and overrides that a person wrote say of packages, wherever they are then needed.</summary>
internal sealed class DirectRequirements
{
    private readonly HashSet<PackageName> _required = [];
    private readonly HashSet<PackageName> _asking = [];
    private readonly HashSet<(PackageName Name, PythonVersion Version)> _pinned = [];
    private readonly Dictionary<PackageName, string> _urls = [];

    public DirectRequirements(ResolutionRequest request)
    {
        var markers = request.Target.Markers;
        foreach (var requirement in request.Requirements.Where(r => Holds(r, markers)))
        {
            _required.Add(requirement.Name);
        }

        foreach (
            var requirement in request
                .Requirements.Concat(request.Constraints)
                .Concat(request.Overrides)
                .Where(r => Holds(r, markers))
        )
        {
            Read(requirement);
        }
    }

    /// <summary>Whether a package is required directly.</summary>
    public bool Requires(PackageName name) => _required.Contains(name);

    /// <summary>Whether a requirement names a pre-release of a package.</summary>
    public bool AsksForPrereleases(PackageName name) => _asking.Contains(name);

    /// <summary>Whether a requirement names one version and nothing else: only then a withdrawn version is taken (PEP 592).</summary>
    public bool Pins(PackageName name, PythonVersion version) => _pinned.Contains((name, version));

    /// <summary>The URL that a package comes from; null when it comes from an index.</summary>
    public string? UrlOf(PackageName name) => _urls.GetValueOrDefault(name);

    public static bool Holds(Requirement requirement, MarkerEnvironment markers) =>
        requirement.Marker is null || requirement.Marker.Holds(markers);

    private void Read(Requirement requirement)
    {
        var name = requirement.Name;
        if (requirement.Url is { } url)
        {
            _urls.TryAdd(name, url);
        }

        if (requirement.Specifiers.AsksForPrereleases)
        {
            _asking.Add(name);
        }

        if (
            requirement.Specifiers.Items is [{ Version: { } version, IsPrefix: false, Operator: var comparison }]
            && comparison is VersionOperator.Equal or VersionOperator.Arbitrary
        )
        {
            _pinned.Add((name, version));
        }
    }
}
