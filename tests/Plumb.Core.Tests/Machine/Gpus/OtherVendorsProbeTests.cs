using Plumb.Core.Tests.Files;
using Plumb.Files;
using Plumb.Machine.Gpus;
using Plumb.Machine.Gpus.Probes;
using Xunit;

namespace Plumb.Core.Tests.Machine.Gpus;

/// <summary>Cards of AMD and Intel, by the files of the system.</summary>
public sealed class OtherVendorsProbeTests : IDisposable
{
    private readonly TestWorld _made = new();

    [Fact]
    public void A_compute_node_of_AMD_tells_the_name_that_code_is_built_for()
    {
        const string Node = "/sys/class/kfd/kfd/topology/nodes";
        _made
            .File(Node + "/0/properties", "cpu_cores_count 16\nsimd_count 0\ngfx_target_version 0\n")
            .File(Node + "/1/properties", "simd_count 192\ngfx_target_version 110000\nlocation_id 768\ndomain 0\n")
            .File(Node + "/1/mem_banks/0/properties", "heap_type 1\nsize_in_bytes 25753026560\n")
            .File("/sys/bus/pci/devices/0000:03:00.0/mem_info_vram_total", "25753026560\n")
            .File("/sys/bus/pci/devices/0000:03:00.0/mem_info_vram_used", "1000000000\n")
            .File("/opt/rocm-6.2.0/.info/version", "6.2.0-66\n")
            .File("/usr/share/hwdata/pci.ids", "\n1002  AMD\n\t744c  Navi 31 [Radeon RX 7900 XTX]\n");
        _made.PciCard("0000:03:00.0", "744c", "amdgpu", "0x1002").PciCard("0000:04:00.0", "1638", "amdgpu", "0x1002");

        var found = GpuProbe.Observe(_made.World, WorldVariables.None);

        Assert.Equal(["gfx1100", null], found.Devices.Select(d => d.Architecture?.Value));
        Assert.Equal("Radeon RX 7900 XTX", found.Devices[0].Name?.Value);
        Assert.Equal(25753026560, found.Devices[0].MemoryBytes?.Value);
        Assert.Equal(24753026560, found.Devices[0].FreeBytes?.Value);
        Assert.Equal([true, false], found.Devices.Select(d => d.HasDriver));
        Assert.Equal("6.2.0-66", found.Rocm?.Value);
        Assert.Null(found.Driver);
        Assert.Contains("KFD", Assert.Single(found.Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(90010, "gfx90a")]
    [InlineData(90402, "gfx942")]
    [InlineData(100302, "gfx1032")]
    [InlineData(110501, "gfx1151")]
    [InlineData(120001, "gfx1201")]
    [InlineData(0, null)]
    [InlineData(99999999, null)]
    [InlineData(null, null)]
    public void The_numbers_of_the_topology_become_names(int? number, string? name) =>
        Assert.Equal(name, AmdFiles.GfxName(number));

    [Fact]
    public void A_card_of_Intel_is_told_with_its_own_memory()
    {
        _made.PciCard("0000:03:00.0", "56a0", "xe", "0x8086").PciCard("0000:00:02.0", "a780", "i915", "0x8086");
        _made.File("/sys/bus/pci/devices/0000:03:00.0/drm/card1/lmem_total_bytes", "17079205888\n");

        var found = GpuProbe.Observe(_made.World, WorldVariables.None);

        Assert.Equal([null, 17079205888], found.Devices.Select(d => d.MemoryBytes?.Value));
        Assert.All(found.Devices, d => Assert.True(d.HasDriver));
        Assert.Equal(GpuVendor.Intel, found.Devices[0].Vendor);
    }

    public void Dispose() => _made.Dispose();
}
