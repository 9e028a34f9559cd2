using System.Text.Json;
using CsCheck;
using Plumb.Core.Tests.Corpus;
using Plumb.Formats.Fatbins;
using Plumb.Knowledge;
using Xunit;

namespace Plumb.Core.Tests.Knowledge;

public sealed class GpuKnowledgeTests
{
    private const string Head = "grade = \"documented\"\ndate = \"2026-11-24\"\n";
    private const string Release = "[[release]]\ncuda = \"12.0\"\nbranch = 525\nsource = \"x\"\n";

    [Theory]
    [InlineData("RTX 5080", "GeForce RTX 5080", "sm_120")]
    [InlineData("NVIDIA GeForce RTX 5080", "GeForce RTX 5080", "sm_120")]
    [InlineData("rtx5080 laptop", "GeForce RTX 5080", "sm_120")]
    [InlineData("NVIDIA GeForce RTX 5080 Laptop GPU", "GeForce RTX 5080", "sm_120")]
    [InlineData("5080", "GeForce RTX 5080", "sm_120")]
    [InlineData("rtx-4070ti", "GeForce RTX 4070 Ti", "sm_89")]
    [InlineData("GeForce RTX 4070 Ti SUPER", "GeForce RTX 4070 Ti SUPER", "sm_89")]
    [InlineData("RTX 4090 D", "GeForce RTX 4090", "sm_89")]
    [InlineData("RTX 4070", "GeForce RTX 4070", "sm_89")]
    [InlineData("A100-SXM4-80GB", "NVIDIA A100", "sm_80")]
    [InlineData("NVIDIA A100 80GB PCIe", "NVIDIA A100", "sm_80")]
    [InlineData("NVIDIA H100 80GB HBM3", "NVIDIA H100", "sm_90")]
    [InlineData("NVIDIA H100 NVL", "NVIDIA H100", "sm_90")]
    [InlineData("NVIDIA A100-SXM4-40GB MIG 1g.5gb", "NVIDIA A100", "sm_80")]
    [InlineData("Tesla V100-SXM2-16GB", "NVIDIA V100", "sm_70")]
    [InlineData("Tesla T4", "NVIDIA T4", "sm_75")]
    [InlineData("Quadro RTX 6000", "Quadro RTX 6000", "sm_75")]
    [InlineData("NVIDIA RTX 6000 Ada Generation", "NVIDIA RTX 6000 Ada", "sm_89")]
    [InlineData("NVIDIA RTX A6000", "NVIDIA RTX A6000", "sm_86")]
    [InlineData("rtxa6000", "NVIDIA RTX A6000", "sm_86")]
    [InlineData("TITAN X (Pascal)", "NVIDIA TITAN X", "sm_61")]
    [InlineData("GeForce GTX TITAN X", "GeForce GTX TITAN X", "sm_52")]
    [InlineData("Quadro RTX 5000 with Max-Q Design", "Quadro RTX 5000", "sm_75")]
    [InlineData("GTX1080Ti", "GeForce GTX 1080 Ti", "sm_61")]
    [InlineData("NVIDIA GB10", "NVIDIA GB10 (DGX Spark)", "sm_121")]
    public void A_product_is_found_by_any_way_of_writing_it(string asked, string product, string sm)
    {
        var match = NvidiaGpus.Embedded.Find(asked);

        Assert.Equal(product, match?.Product?.Name);
        Assert.Equal(sm, match?.Capability?.SmName);
    }

    [Theory]
    [InlineData("RTX 6000", "sm_75 sm_89 sm_120")]
    [InlineData("RTX 3000", "sm_75 sm_89")]
    [InlineData("RTX 5000", "sm_75 sm_89 sm_120")]
    [InlineData("NVIDIA RTX 4000", "sm_75 sm_89 sm_120")]
    [InlineData("Titan X", "sm_52 sm_61")]
    public void A_name_of_several_products_means_all_of_them(string asked, string capabilities)
    {
        var match = NvidiaGpus.Embedded.Find(asked);

        Assert.Null(match?.Product);
        Assert.Null(match?.Capability);
        var found = match!.Candidates.Select(c => c.Capability).Distinct().Order().Select(c => c.SmName);
        Assert.Equal(capabilities, string.Join(' ', found));
    }

    [Theory]
    [InlineData("")]
    [InlineData("NVIDIA Laptop GPU")]
    [InlineData("Radeon RX 7900 XTX")]
    [InlineData("RTX 9999")]
    [InlineData("Blackwell")]
    [InlineData("RTX PRO")]
    [InlineData("GeForce RTX")]
    public void What_is_no_product_is_not_guessed(string asked) => Assert.Null(NvidiaGpus.Embedded.Find(asked));

    [Fact]
    public void Any_text_is_looked_up_without_trouble()
    {
        string[] parts = ["rtx ", "ti", "4090", "6000 ", "-", "gb", "\0", "quadro", "NVIDIA "];
        Gen.OneOf(
                Gen.String,
                Gen.Int[0, parts.Length - 1].Array[0, 9].Select(p => string.Concat(p.Select(i => parts[i])))
            )
            .Sample(text =>
            {
                var match = NvidiaGpus.Embedded.Find(text);
                Assert.True(match is null || match.Candidates.Length > 0);
            });
    }

    [Fact]
    public void Every_product_is_found_by_its_own_name()
    {
        foreach (var product in NvidiaGpus.Embedded.Products)
        {
            var match = NvidiaGpus.Embedded.Find(product.Name);
            Assert.Contains(product, match!.Candidates);
        }
    }

    [Fact]
    public void Every_fact_about_a_product_can_be_checked_on_a_page_of_its_maker_or_is_called_folklore()
    {
        foreach (var product in NvidiaGpus.Embedded.Products)
        {
            var host = Uri.TryCreate(product.Source.Text, UriKind.Absolute, out var page) ? page.Host : "";
            Assert.True(
                host.EndsWith("nvidia.com", StringComparison.Ordinal) == (product.Source.Grade == Grade.Documented),
                product.Name
            );
            Assert.Equal(product.MemorySizes.IsEmpty, product.MemorySource is null);
        }
    }

    [Fact]
    public void Most_names_on_the_bus_are_products_of_the_table()
    {
        var ids = NvidiaPciIds.Embedded;
        var known = ids.Names.Values.Count(n => NvidiaGpus.Embedded.Find(n)?.Capability is not null);

        Assert.Equal("NVIDIA GeForce RTX 5080", ids.Find("2c02"));
        Assert.True(known > 0.75 * ids.Names.Count, FormattableString.Invariant($"{known} of {ids.Names.Count}"));
    }

    [Theory]
    [InlineData("535.129.03", "12.2")]
    [InlineData("525.60.13", "12.0")]
    [InlineData("550.54.14", "12.4")]
    [InlineData("565.57.01", "12.7")]
    [InlineData("576.02", "12.9")]
    [InlineData("572.16", "12.8")]
    [InlineData("580.95.05", "13.0")]
    [InlineData("595.45.04", "13.2")]
    [InlineData("450.80.02", "11.0")]
    [InlineData("470.256.02", "11.4")]
    [InlineData("390.157", "9.1")]
    [InlineData("340.108", null)]
    public void A_driver_serves_the_newest_CUDA_of_its_branch(string driver, string? cuda)
    {
        Assert.True(DriverVersion.TryParse(driver, out var version));

        Assert.Equal(cuda, CudaDrivers.Embedded.Served(version)?.Cuda.ToString());
    }

    [Theory]
    [InlineData(8, 2, "12.2")]
    [InlineData(8, 5, "12.5")]
    [InlineData(8, 8, "12.9")]
    [InlineData(9, 1, "13.1")]
    [InlineData(7, 8, "11.8")]
    [InlineData(9, 9, null)]
    public void A_version_of_PTX_came_with_a_CUDA(int major, int minor, string? cuda) =>
        Assert.Equal(cuda, CudaDrivers.Embedded.FirstWith(new PtxVersion(major, minor))?.ToString());

    [Fact]
    public void Floors_and_ends_are_told_with_their_sources()
    {
        var drivers = CudaDrivers.Embedded;

        Assert.Equal("525.60.13", drivers.Floor(12)?.Linux.ToString());
        Assert.Equal("528.33", drivers.Floor(12)?.Windows.ToString());
        Assert.Equal(580, drivers.Generation(new ComputeCapability(6, 1))?.LastBranch);
        Assert.Equal(new CudaVersion(12, 8), drivers.Generation(new ComputeCapability(12, 0))?.FirstCuda);
        Assert.Null(drivers.Generation(new ComputeCapability(12, 0))?.LastCudaMajor);
        Assert.Null(drivers.Generation(new ComputeCapability(9, 9)));
        Assert.Equal("570.26", drivers.Release(new CudaVersion(12, 8))?.Linux?.ToString());
        Assert.All(
            drivers.Releases,
            r => Assert.StartsWith("https://docs.nvidia.com/", r.Source.Text, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void The_shared_facts_agree_where_they_are_there()
    {
        if (CorpusFile.SharedFolder is not { } shared)
        {
            return;
        }

        using var facts = JsonDocument.Parse(File.ReadAllText(Path.Combine(shared, "facts", "compat.json")));
        var wrong = new List<string>();
        foreach (var row in facts.RootElement.GetProperty("gpu_compute_capability").EnumerateArray())
        {
            var (name, family) = (row.GetProperty("gpu").GetString()!, row.GetProperty("family").GetString()!);
            var match = NvidiaGpus.Embedded.Find(family is "Quadro" or "Tesla" ? $"{family} {name}" : name);
            var capability = row.GetProperty("compute_capability").GetString();
            if (
                match is null
                || !match.Candidates.Any(c =>
                    string.Equals(c.Capability.ToString(), capability, StringComparison.Ordinal)
                )
            )
            {
                wrong.Add($"{family} {name}");
            }
        }

        foreach (var row in facts.RootElement.GetProperty("driver_minimum").EnumerateArray())
        {
            var cuda = row.GetProperty("cuda").GetString()!;
            if (
                row.GetProperty("kind").GetString()!.StartsWith("minor-version", StringComparison.Ordinal)
                && CudaVersion.TryParse(cuda, out var version)
                && version.Major is 12
                && row.GetProperty("os").GetString() is "linux-x86_64"
                && CudaDrivers.Embedded.Floor(version.Major)?.Linux.ToString()
                    != row.GetProperty("min_driver").GetString()
            )
            {
                wrong.Add(cuda);
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("not toml [")]
    [InlineData(Head)]
    [InlineData("[[release]]\ncuda = \"12.0\"\nbranch = 525\nsource = \"x\"\n")]
    [InlineData(Head + "[[release]]\ncuda = \"x\"\nbranch = 525\nsource = \"x\"\n")]
    [InlineData(Head + "[[release]]\ncuda = \"12.0\"\nbranch = 525\n")]
    [InlineData(Head + "[[release]]\ncuda = \"12.0\"\nbranch = 525\nlinux = \"450.1\"\nsource = \"x\"\n")]
    [InlineData(Head + "[[release]]\ncuda = \"12.0\"\nbranch = 525\nptx = \"eight\"\nsource = \"x\"\n")]
    [InlineData(Head + Release + Release)]
    [InlineData(Head + Release + "[[release]]\ncuda = \"12.1\"\nbranch = 520\nsource = \"x\"\n")]
    [InlineData(Head + Release + "[[major]]\ncuda = 12\nlinux = \"1\"\nsource = \"x\"\n")]
    [InlineData(
        Head + Release + "[[generation]]\nfrom = \"8.6\"\nto = \"8.0\"\nfirst_cuda = \"11.0\"\nsource = \"x\"\n"
    )]
    public void A_broken_table_of_drivers_is_refused_with_a_reason(string toml)
    {
        Assert.False(CudaDrivers.TryRead(toml, out _, out var error));
        Assert.NotEmpty(error.Message);
    }

    [Theory]
    [InlineData("= 1")]
    [InlineData("date = \"2026-11-24\"\n")]
    [InlineData(
        "date = \"2026-11-24\"\n[[capability]]\nnumber = \"8.9\"\narchitecture = \"A\"\nproducts = [\"x\"]\nsource = \"s\"\n"
    )]
    [InlineData(
        "date = \"2026-11-24\"\n[[capability]]\nnumber = \"8.9\"\narchitecture = \"A\"\nproducts = [\"x\", \"X\"]\nsource = \"s\"\ngrade = \"documented\"\n"
    )]
    [InlineData(
        "date = \"2026-11-24\"\n[[capability]]\nnumber = \"8.9\"\narchitecture = \"A\"\nproducts = [\"x\"]\nsource = \"s\"\ngrade = \"documented\"\n[[memory]]\nsource = \"s\"\ngrade = \"documented\"\n[memory.products]\n\"y\" = [8]\n"
    )]
    [InlineData(
        "date = \"2026-11-24\"\n[[capability]]\nnumber = \"8.9\"\narchitecture = \"A\"\nproducts = [\"x\"]\nsource = \"s\"\ngrade = \"documented\"\n[[memory]]\nsource = \"s\"\ngrade = \"documented\"\n[memory.products]\n\"x\" = [16, 8]\n"
    )]
    public void A_broken_table_of_products_is_refused_with_a_reason(string toml)
    {
        Assert.False(NvidiaGpus.TryRead(toml, out _, out var error));
        Assert.NotEmpty(error.Message);
    }

    [Theory]
    [InlineData("[products")]
    [InlineData("[products]\n\"2c02\" = \"x\"\n")]
    [InlineData("source = \"x\"\n" + Head + "[products]\n\"2C02\" = \"x\"\n")]
    [InlineData("source = \"x\"\n" + Head + "[products]\n\"2c02\" = \"\"\n")]
    public void A_broken_list_of_numbers_is_refused_with_a_reason(string toml)
    {
        Assert.False(NvidiaPciIds.TryRead(toml, out _, out var error));
        Assert.NotEmpty(error.Message);
    }

    [Theory]
    [InlineData("580", 580, 0, 0)]
    [InlineData("576.02", 576, 2, 0)]
    [InlineData("535.129.03", 535, 129, 3)]
    public void A_driver_s_version_is_read(string text, int branch, int minor, int patch)
    {
        Assert.True(DriverVersion.TryParse(text, out var version));
        Assert.Equal(new DriverVersion(branch, minor, patch), version);
    }

    [Theory]
    [InlineData("")]
    [InlineData("580.")]
    [InlineData("0.1")]
    [InlineData("580.95.05.01")]
    [InlineData("580.x")]
    [InlineData("999999.1")]
    public void What_is_no_driver_s_version_is_refused(string text) =>
        Assert.False(DriverVersion.TryParse(text, out _));
}
