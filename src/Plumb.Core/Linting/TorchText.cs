using System.Collections.Immutable;
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

    /// <summary>The last part of an address of PyTorch, where it is the tag of a build; null otherwise.</summary>
    public static string? Tag(string url)
    {
        var path = url.TrimEnd('/');
        var last = path[(path.LastIndexOf('/') + 1)..];
        return url.Contains("/whl/", StringComparison.Ordinal) && IsTag(last) ? last : null;
    }

    /// <summary>The build that a requirement names: <c>cu121</c> of <c>torch==2.1.2+cu121</c>; null when it names none.</summary>
    public static string? Label(WrittenRequirement written) =>
        written.Requirement.Specifiers.Items.Select(i => i.Version?.Local).FirstOrDefault(l => l is not null)
            is { } local
        && IsTag(local)
            ? local
            : null;

    private static bool IsTag(string text) =>
        text is "cpu"
        || (text.Length is 5 && text.StartsWith("cu", StringComparison.Ordinal) && text[2..].All(char.IsAsciiDigit));

    private static readonly Lazy<ImmutableArray<((int Major, int Minor) Minor, VersionRange Range)>> _minors = new(() =>
        [
            .. TorchIndexes
                .Embedded.All.SelectMany(i => i.Torch)
                .Distinct()
                .Order()
                .Select(m => (m, VersionSpecifiers.Parse($"=={Words(m)}.*").ToRange())),
        ]
    );

    /// <summary>The minor versions of torch that its indexes tell of and a range allows, oldest first; all for no range.</summary>
    public static List<(int Major, int Minor)> Minors(VersionSpecifiers? versions) =>
        [
            .. _minors
                .Value.Where(m => versions is null || !versions.ToRange().IsDisjointFrom(m.Range))
                .Select(m => m.Minor),
        ];

    /// <summary>The newest release of torch that is known.</summary>
    public static PythonVersion? Newest => PackageReleases.Embedded.Find(Torch)?.Newest;
}
