using System.Globalization;
using Plumb.Formats.Fatbins;
using Plumb.Knowledge;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Knowledge.Contradictions;

/// <summary>The tables about torch agree on which builds it has and on what belongs to it.</summary>
public sealed class TorchContradictionTests
{
    private static readonly string[] _sisters = ["torchvision", "torchaudio"];

    private static IEnumerable<string> Builds(
        TorchIndexes indexes,
        IEnumerable<((int, int) Torch, CudaVersion Cuda)> builds,
        string table
    ) =>
        builds
            .Where(b =>
                indexes.Find(b.Cuda) is not { } index
                || !index.Torch.Contains(b.Torch) && !index.Unsure.Contains(b.Torch)
            )
            .Select(b => $"{table} knows torch {b.Torch} for CUDA {b.Cuda}, and no index holds it")
            .Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Agreement(TorchIndexes indexes, TorchBuilds code, CudnnFacts cudnn)
    {
        var coded = code.All.Select(b => ((b.Major, b.Minor), b.Cuda)).ToHashSet();
        var carried = cudnn.Torch.Select(b => (b.Torch, b.Cuda)).ToHashSet();
        return Builds(indexes, coded, "torch-cuda")
            .Concat(Builds(indexes, carried, "cudnn"))
            .Concat(
                cudnn
                    .Torch.GroupBy(b => (b.Torch, b.Cuda))
                    .Where(g => g.Select(b => b.Cudnn).Distinct().Count() > 1)
                    .Select(g => $"two of {g.Key}")
            );
    }

    // What the sisters' own metadata pin is what counts.
    private static IEnumerable<string> Family(TorchFamily family) =>
        from sister in _sisters
        let history = PackageReleases.Embedded.Find(PackageName.Of(sister))
        where history is not null
        from release in history.Releases
        from asked in release.On(PackageName.Of("torch"))
        from pin in asked.Specifiers.Items
        where pin is { Operator: VersionOperator.Equal, IsPrefix: false, Version: not null }
        let torch = Minor(pin.Version ?? default)
        where
            family.Find(torch) is { } set
            && (sister == "torchvision" ? set.Torchvision : set.Torchaudio) != Minor(release.Version)
        select $"{sister} {release.Version} pins torch {pin.Version}";

    private static string Minor(PythonVersion version) =>
        string.Create(CultureInfo.InvariantCulture, $"{version.Major}.{version.Minor}");

    [Theory]
    [InlineData("", "", "", 0)]
    [InlineData("[[build]]\ntorch = '2.7'\ncuda = '12.1'\nplatform = 'linux-x86_64'\nsm = ['8.0']", "", "", 1)]
    [InlineData("", "[[build]]\ntorch = '2.7'\ncuda = '12.1'\ncudnn = '9.1.0.70'", "", 1)]
    [InlineData("", "[[build]]\ntorch = '2.1'\ncuda = '12.1'\ncudnn = '9.1.0.70'", "", 1)]
    [InlineData("", "", "[[index]]\ntag = 'cu125'\ncuda = '12.5'\ntorch = '2.5'", 0)]
    public void Indexes_code_and_cuDNN_agree_on_the_builds_there_are(
        string build,
        string cudnn,
        string index,
        int count
    )
    {
        var found = Agreement(
            Files.With<TorchIndexes>("torch-indexes.toml", TorchIndexes.TryRead, index),
            Files.With<TorchBuilds>("torch-cuda.toml", TorchBuilds.TryRead, build),
            Files.With<CudnnFacts>("cudnn.toml", CudnnFacts.TryRead, cudnn)
        );
        Assert.True(found.Count() == count, string.Join('\n', found));
    }

    [Theory]
    [InlineData("torchvision = \"0.20\"", "torchvision = \"0.20\"", 0)]
    [InlineData("torchvision = \"0.20\"", "torchvision = \"0.21\"", 1)]
    public void The_family_is_what_releases_pin(string was, string now, int atLeast)
    {
        var text = EmbeddedKnowledge.Read("torch-family.toml").Replace(was, now, StringComparison.Ordinal);
        Assert.True(TorchFamily.TryRead(text, out var family, out _));
        var found = Family(family).ToList();
        Assert.True(atLeast == 0 ? found.Count == 0 : found.Count >= atLeast, string.Join('\n', found));
    }
}
