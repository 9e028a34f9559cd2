using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Formats.Fatbins;
using Plumb.Knowledge;
using Plumb.Machine;
using Plumb.Machine.Gpus;
using Xunit;

namespace Plumb.Core.Tests.Machine.Gpus;

public sealed class GpuOverridesTests
{
    private static readonly GpuInventory _machine = new([
        new GpuDevice(0, GpuVendor.Nvidia)
        {
            Name = new Observed<string>("NVIDIA GeForce RTX 3060", "NVML"),
            Capability = new Observed<ComputeCapability>(new ComputeCapability(8, 6), "NVML"),
            MemoryBytes = new Observed<long>(12L << 30, "NVML"),
            HasDriver = true,
            CudaIndex = 0,
        },
    ])
    {
        Driver = new CudaDriver
        {
            Module = new Observed<DriverVersion>(new DriverVersion(535, 129, 3), "/proc/driver/nvidia/version"),
            Cuda = new Observed<CudaVersion>(new CudaVersion(12, 2), "NVML"),
        },
    };

    [Theory]
    [InlineData("CONDA_OVERRIDE_CUDA", "12.8", "12.8", "535.129.03")]
    [InlineData("CONDA_OVERRIDE_CUDA", "12.8=0", "12.8", "535.129.03")]
    [InlineData("UV_CUDA_DRIVER_VERSION", "580.95.05", "13.0", "580.95.05")]
    [InlineData("NV_VARIANT_PROVIDER_FORCE_CUDA_DRIVER_VERSION", "12.6", "12.6", "535.129.03")]
    public void A_variable_stands_for_the_driver(string name, string value, string cuda, string driver)
    {
        var found = GpuOverrides.Apply(_machine, Variables((name, value)));

        Assert.Equal(cuda, found.Driver?.Cuda?.Value.ToString());
        Assert.Equal(driver, found.Driver?.Version?.Value.ToString());
        Assert.Contains(name, found.Driver!.Cuda!.From + found.Driver.Version!.From, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CONDA_OVERRIDE_CUDA_ARCH", "8.9", "sm_89")]
    [InlineData("NV_VARIANT_PROVIDER_FORCE_SM_ARCH", "12.0", "sm_120")]
    public void A_variable_stands_for_the_compute_capability(string name, string value, string sm)
    {
        var changed = GpuOverrides.Apply(_machine, Variables((name, value)));
        var made = GpuOverrides.Apply(GpuInventory.Empty, Variables((name, value)));

        Assert.Equal(sm, Assert.Single(changed.Devices).Capability?.Value.SmName);
        Assert.Equal(
            new Observed<ComputeCapability>(made.Devices[0].Capability!.Value, name),
            made.Devices[0].Capability
        );
        Assert.Equal(0, made.Devices[0].CudaIndex);
        Assert.NotNull(made.Devices[0].Architecture);
    }

    [Fact]
    public void The_first_of_several_variables_wins()
    {
        var found = GpuOverrides.Apply(
            _machine,
            Variables(
                ("NV_VARIANT_PROVIDER_FORCE_CUDA_DRIVER_VERSION", "11.8"),
                ("CONDA_OVERRIDE_CUDA", "12.4"),
                ("NV_VARIANT_PROVIDER_FORCE_SM_ARCH", "7.5"),
                ("CONDA_OVERRIDE_CUDA_ARCH", "9.0")
            )
        );

        Assert.Equal("12.4", found.Driver?.Cuda?.Value.ToString());
        Assert.Equal("sm_90", found.Devices[0].Capability?.Value.SmName);
    }

    [Fact]
    public void Empty_variables_of_conda_mean_that_nothing_is_there()
    {
        Assert.Empty(GpuOverrides.Apply(_machine, Variables(("CONDA_OVERRIDE_CUDA_ARCH", ""))).Devices);

        var none = GpuOverrides.Apply(_machine, Variables(("CONDA_OVERRIDE_CUDA", "")));
        Assert.Empty(none.Devices);
        Assert.Null(none.Driver);
        Assert.Single(none.Notes);
    }

    [Theory]
    [InlineData("CONDA_OVERRIDE_CUDA", "newest")]
    [InlineData("CONDA_OVERRIDE_CUDA_ARCH", "Ada")]
    public void What_cannot_be_read_changes_nothing_and_is_said(string name, string value)
    {
        var found = GpuOverrides.Apply(_machine, Variables((name, value)));

        Assert.Equal(_machine.Devices, found.Devices);
        Assert.Equal(_machine.Driver, found.Driver);
        Assert.Contains($"{name}={value}", Assert.Single(found.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_cards_on_the_command_line_replace_those_of_the_machine()
    {
        var found = GpuOverrides.Apply(_machine, Read("RTX 5080", "sm_75,driver=550.54,memory=8GB"));

        Assert.Equal(["GeForce RTX 5080", null], found.Devices.Select(d => d.Name?.Value));
        Assert.Equal(["Blackwell", "Turing"], found.Devices.Select(d => d.Architecture?.Value));
        Assert.Equal([0, 1], found.Devices.Select(d => d.CudaIndex));
        Assert.Equal([16L << 30, 8L << 30], found.Devices.Select(d => d.MemoryBytes!.Value));
        Assert.Equal("12.4", found.Driver?.Cuda?.Value.ToString());
        Assert.Equal("--gpu", found.Driver?.Version?.From);
    }

    [Fact]
    public void A_card_on_the_command_line_brings_no_driver_of_its_own() =>
        Assert.Null(GpuOverrides.Apply(_machine, Read("RTX 5080")).Driver);

    [Fact]
    public void Here_keeps_the_machine_and_takes_the_facts_beside_it()
    {
        var found = GpuOverrides.Apply(_machine, Read("here,driver=570.26"));

        Assert.Equal(_machine.Devices, found.Devices);
        Assert.Equal("12.8", found.Driver?.Cuda?.Value.ToString());
        Assert.Equal(_machine, GpuOverrides.Apply(_machine, []));
    }

    private static ImmutableArray<GpuSpecification> Read(params string[] texts) =>
        [
            .. texts.Select(t =>
                GpuSpecification.TryParse(t, out var read, out var error)
                    ? read
                    : throw new InvalidOperationException(error.Message)
            ),
        ];

    private static WorldVariables Variables(params (string Name, string Value)[] values) =>
        new(values.ToImmutableDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal));
}
