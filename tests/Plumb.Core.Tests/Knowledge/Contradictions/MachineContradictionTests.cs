using Plumb.Knowledge;
using Xunit;

namespace Plumb.Core.Tests.Knowledge.Contradictions;

/// <summary>Drivers and cards are what all tables say they are.</summary>
public sealed class MachineContradictionTests
{
    // A newer CUDA never needs an older driver: neither the first that came with it nor the one that all of its major version runs on.
    private static IEnumerable<string> Drivers(CudaDrivers facts) =>
        Falling(facts.Releases.Select(r => ($"CUDA {r.Cuda} on Linux", r.Linux)))
            .Concat(Falling(facts.Releases.Select(r => ($"CUDA {r.Cuda} on Windows", r.Windows))))
            .Concat(Falling(facts.Majors.Select(m => ($"CUDA {m.Major} on Linux", (DriverVersion?)m.Linux))))
            .Concat(Falling(facts.Majors.Select(m => ($"CUDA {m.Major} on Windows", (DriverVersion?)m.Windows))));

    private static IEnumerable<string> Falling(IEnumerable<(string What, DriverVersion? Driver)> rising)
    {
        var known = rising.Where(r => r.Driver is not null).ToList();
        return known
            .Zip(known.Skip(1))
            .Where(p => p.First.Driver > p.Second.Driver)
            .Select(p => $"{p.Second.What} needs {p.Second.Driver}, and {p.First.What} {p.First.Driver}");
    }

    // The first two digits of a number on the bus are those of the chips of one generation.
    private static IEnumerable<string> Cards(NvidiaPciIds ids, NvidiaGpus gpus) =>
        ids
            .Names.Select(p => (Chip: p.Key[..2], Product: p.Value, gpus.Find(p.Value)?.Product?.Capability))
            .Where(p => p.Capability is not null)
            .GroupBy(p => p.Chip, StringComparer.Ordinal)
            .Where(g => g.Select(p => p.Capability).Distinct().Count() > 1)
            .Select(g => $"{g.Key}: {string.Join(", ", g.Select(p => $"{p.Product} {p.Capability}"))}");

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("linux = \"550.54.14\"", "linux = \"575.10\"", 1)]
    [InlineData("linux = \"525.60.13\"", "linux = \"590.10\"", 1)]
    public void A_newer_CUDA_needs_no_older_driver(string was, string now, int atLeast)
    {
        var shipped = EmbeddedKnowledge.Read("cuda-drivers.toml");
        var text = was.Length == 0 ? shipped : shipped.Replace(was, now, StringComparison.Ordinal);
        Assert.Equal(was.Length == 0, text == shipped);
        Assert.True(CudaDrivers.TryRead(text, out var facts, out var error), error?.Message);
        var found = Drivers(facts).ToList();
        Assert.True(atLeast == 0 ? found.Count == 0 : found.Count >= atLeast, string.Join('\n', found));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("\n\"26ff\" = \"NVIDIA GeForce RTX 5090\"\n", 1)]
    public void Numbers_on_the_bus_and_names_agree_on_the_capability(string row, int count)
    {
        Assert.True(NvidiaPciIds.TryRead(EmbeddedKnowledge.Read("nvidia-pci-ids.toml") + row, out var ids, out _));
        var found = Cards(ids, NvidiaGpus.Embedded).ToList();
        Assert.True(found.Count == count, string.Join('\n', found));
    }

    [Fact]
    public void A_product_has_one_capability() =>
        Assert.NotNull(
            Files.Refusal(
                "nvidia-gpus.toml",
                "[[capability]]\nnumber = '9.0'\narchitecture = 'Hopper'\nproducts = ['GeForce RTX 4090']"
            )
        );
}
