using Plumb.Index;
using Plumb.Python;

namespace Plumb.Core.Tests.Resolution.Cases;

/// <summary>An index put together in memory. What it does not hold is absent.</summary>
internal sealed class MadeIndex : IPackageIndex
{
    private readonly Dictionary<PackageName, List<ListedVersion>> _packages = [];
    private readonly Dictionary<string, CoreMetadata> _metadata = new(StringComparer.Ordinal);

    /// <summary>Adds a package without versions, or nothing when it is there.</summary>
    public void Add(PackageName name) => _packages.TryAdd(name, []);

    /// <summary>Adds a version whose files share one metadata.</summary>
    public void Add(
        PackageName name,
        PythonVersion version,
        CoreMetadata metadata,
        params IEnumerable<ListedFile> files
    )
    {
        Add(name);
        var listed = new ListedVersion { Version = version, Files = [.. files] };
        _packages[name].Add(listed);
        foreach (var file in listed.Files)
        {
            _metadata[file.FileName] = metadata;
        }
    }

    /// <summary>Adds a version of one wheel that suits every Python.</summary>
    public void Add(string name, string version, params string[] requiresDist) =>
        Add(
            PackageName.Parse(name),
            PythonVersion.Parse(version),
            CoreMetadata.Read(requiresDist, [], null),
            new ListedFile { FileName = $"{name.Replace('-', '_')}-{version}-py3-none-any.whl" }
        );

    public IndexAnswer<PackageListing> ListingOf(PackageName name) =>
        new Known<PackageListing>(
            _packages.TryGetValue(name, out var versions)
                ? new PackageListing { Name = name, Versions = [.. versions.OrderBy(v => v.Version)] }
                : new PackageListing { Name = name, IsAbsent = true }
        );

    public IndexAnswer<CoreMetadata> MetadataOf(PackageName name, ListedFile file) =>
        _metadata.TryGetValue(file.FileName, out var metadata)
            ? new Known<CoreMetadata>(metadata)
            : new Unknown<CoreMetadata>("it was not made");
}
