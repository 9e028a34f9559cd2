using System.Globalization;
using Plumb.Knowledge;
using Plumb.Python;

namespace Plumb.Linting;

/// <summary>What the rules about builds of torch share.</summary>
internal static class TorchText
{
    /// <summary>The distribution itself.</summary>
    public static PackageName Torch { get; } = PackageName.Parse("torch");

    /// <summary>The packages that are built with it.</summary>
    public static bool IsFamily(PackageName name) => name.Normalized is "torch" or "torchvision" or "torchaudio";

    /// <summary>"2.7".</summary>
    public static string Words((int Major, int Minor) minor) =>
        string.Create(CultureInfo.InvariantCulture, $"{minor.Major}.{minor.Minor}");

    /// <summary>"11.8, 12.1".</summary>
    public static string Cudas(IEnumerable<TorchIndex> indexes) => string.Join(", ", indexes.Select(i => i.Cuda));

    /// <summary>The minor versions of torch that its indexes tell of and a range allows, oldest first; all for no range.</summary>
    public static List<(int Major, int Minor)> Minors(VersionSpecifiers? versions) =>
        [
            .. TorchIndexes
                .Embedded.All.SelectMany(i => i.Torch)
                .Distinct()
                .Order()
                .Where(m => versions is null || Allows(versions, m)),
        ];

    /// <summary>A range allows a release of a minor version.</summary>
    public static bool Allows(VersionSpecifiers versions, (int Major, int Minor) minor) =>
        !versions.ToRange().IsDisjointFrom(VersionSpecifiers.Parse($"=={Words(minor)}.*").ToRange());

    /// <summary>The newest release of torch that is known.</summary>
    public static PythonVersion? Newest => PackageReleases.Embedded.Find(Torch)?.Newest;
}
