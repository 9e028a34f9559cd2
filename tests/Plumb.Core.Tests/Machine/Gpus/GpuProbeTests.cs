using Plumb.Core.Tests.Files;
using Plumb.Files;
using Plumb.Formats.Fatbins;
using Plumb.Machine.Gpus;
using Plumb.Machine.Gpus.Nvml;
using Plumb.Machine.Gpus.Probes;
using Xunit;

namespace Plumb.Core.Tests.Machine.Gpus;

public sealed class GpuProbeTests : IDisposable
{
    private const string Proprietary =
        "NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.129.03  Thu Oct 19 18:56:32 UTC 2023\nGCC version:  gcc version 12.2.0\n";
    private const string Open =
        "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  555.42.06  Release Build  (dvs-builder@U16-I1)\nGCC version: gcc 13.2.0\n";

    private readonly TestWorld _made = new();

    [Theory]
    [InlineData(Proprietary, "535.129.03")]
    [InlineData(Open, "555.42.06")]
    [InlineData("NVRM version: NVIDIA UNIX Open Kernel Module for aarch64  580.65.06  Release Build\n", "580.65.06")]
    [InlineData("NVRM version: NVIDIA UNIX x86_64 Kernel Module  470.82  Wed\n", "470.82")]
    [InlineData("Kernel Module\n535.129.03", null)]
    [InlineData("", null)]
    public void The_module_s_version_is_read_in_every_wording(string text, string? version) =>
        Assert.Equal(version, NvidiaFiles.ParseModule(text)?.ToString());

    [Fact]
    public void Files_alone_tell_card_driver_and_the_newest_CUDA()
    {
        Module(Proprietary).Card("0000:01:00.0", "2684", "nvidia");
        _made.File(
            "/proc/driver/nvidia/gpus/0000:01:00.0/information",
            "Model: \t\t NVIDIA GeForce RTX 4090\nIRQ:   \t\t 138\nGPU UUID: \t GPU-8a1b\nBus Location: \t 0000:01:00.0\n"
        );
        Library("535.129.03");

        var found = Observe();

        var card = Assert.Single(found.Devices);
        Assert.Equal("NVIDIA GeForce RTX 4090", card.Name?.Value);
        Assert.Equal(new ComputeCapability(8, 9), card.Capability?.Value);
        Assert.Equal("https://developer.nvidia.com/cuda-gpus", card.Capability?.From);
        Assert.Equal("Ada Lovelace", card.Architecture?.Value);
        Assert.Equal("GPU-8a1b", card.Uuid);
        Assert.Equal("10de:2684", card.PciId);
        Assert.Equal(0, card.CudaIndex);
        Assert.Null(card.MemoryBytes);
        Assert.Equal("/proc/driver/nvidia/version", found.Driver?.Version?.From);
        Assert.Equal(new CudaVersion(12, 2), found.Driver?.Cuda?.Value);
        Assert.Null(found.Nvml);
        Assert.Empty(found.Notes);
    }

    [Fact]
    public void The_library_s_name_tells_the_driver_where_no_module_does()
    {
        Library("580.95.05");

        var driver = Observe().Driver;

        Assert.Equal("/usr/lib/x86_64-linux-gnu/libcuda.so.580.95.05", driver?.Version?.From);
        Assert.Equal(new CudaVersion(13, 0), driver?.Cuda?.Value);
    }

    [Fact]
    public void Module_and_library_of_different_versions_are_said_to_disagree()
    {
        Module(Proprietary);
        Library("550.54.14");

        var found = Observe();

        Assert.True(found.Driver!.Disagrees);
        Assert.Contains("535.129.03", Assert.Single(found.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_without_a_driver_is_named_by_its_number_on_the_bus()
    {
        Card("0000:01:00.0", "2c02", null).Card("0000:02:00.0", "2204", "nouveau");

        var found = Observe();

        Assert.Equal(["NVIDIA GeForce RTX 5080", "NVIDIA GeForce RTX 3090"], found.Devices.Select(d => d.Name?.Value));
        Assert.Equal(["sm_120", "sm_86"], found.Devices.Select(d => d.Capability?.Value.SmName));
        Assert.All(found.Devices, d => Assert.False(d.HasDriver));
        Assert.All(found.Devices, d => Assert.Null(d.CudaIndex));
        Assert.Contains("without a driver", found.Notes[0], StringComparison.Ordinal);
        Assert.Contains("nouveau", found.Notes[1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_system_s_own_list_names_cards_that_Plumb_does_not_know()
    {
        Card("0000:01:00.0", "1b06", null);
        _made.File(
            "/usr/share/misc/pci.ids",
            "# list\n10dd  Other\n\t1b06  Wrong\n10de  NVIDIA Corporation\n\t1b05  No\n\t1b06  GP102 [GeForce GTX 1080 Ti]\n\t\t10de 1  Sub\n10df  Next\n\t1b07  Wrong\n"
        );

        var card = Assert.Single(Observe().Devices);

        Assert.Equal("GeForce GTX 1080 Ti", card.Name?.Value);
        Assert.Equal("/usr/share/misc/pci.ids", card.Name?.From);
        Assert.Equal("sm_61", card.Capability?.Value.SmName);
    }

    [Fact]
    public void A_device_that_shows_and_computes_nothing_is_no_GPU()
    {
        Card("0000:00:1f.3", "2684", null, kind: "0x040300");

        Assert.Empty(Observe().Devices);
    }

    [Fact]
    public void The_library_s_answer_is_joined_with_the_bus()
    {
        using var stub = new NvmlStub();
        Module(Open).Card("0000:01:00.0", "2c02", "nvidia").Card("0000:05:00.0", "2204", "vfio-pci");
        Library("555.42.06");
        var answer = stub.Ask(
            "DEVICES=" + NvmlStub.Card("NVIDIA GeForce RTX 5080", 12, 0, 16),
            "DRIVER=\"555.42.06\"",
            "CUDA=12050"
        );

        var found = Compose(answer);

        Assert.Equal([true, false], found.Devices.Select(d => d.HasDriver));
        Assert.Equal([0, null], found.Devices.Select(d => d.CudaIndex));
        Assert.Equal("nvidia", found.Devices[0].KernelDriver);
        Assert.Equal("Blackwell", found.Devices[0].Architecture?.Value);
        Assert.Equal("NVML", found.Driver?.Cuda?.From);
        Assert.Contains("vfio-pci", Assert.Single(found.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_that_refuses_leaves_the_card_visible_but_unusable()
    {
        using var stub = new NvmlStub();
        Module(Proprietary).Card("0000:01:00.0", "2684", "nvidia");
        Library("550.54.14");

        var found = Compose(stub.Ask("INIT=18"));

        Assert.Equal(18, found.Nvml?.Code);
        var card = Assert.Single(found.Devices);
        Assert.Contains("different versions", card.Trouble, StringComparison.Ordinal);
        Assert.Null(card.CudaIndex);
        Assert.Equal(2, found.Notes.Length);
    }

    [Theory]
    [InlineData(true, "no card")]
    [InlineData(false, "libcuda.so.1")]
    public void A_container_that_was_not_given_the_card_cannot_use_it(bool hasLibrary, string part)
    {
        using var stub = new NvmlStub();
        Module(Proprietary).Card("0000:01:00.0", "2684", "nvidia");
        if (hasLibrary)
        {
            Library("535.129.03");
        }

        var found = Compose(hasLibrary ? stub.Ask("COUNT=0") : NvmlStub.AskLibrary("/nowhere/nvml.so"));

        var card = Assert.Single(found.Devices);
        Assert.Contains(part, card.Trouble, StringComparison.Ordinal);
        Assert.Null(card.CudaIndex);
        Assert.Contains(found.Notes, n => n.Contains("--gpus all", StringComparison.Ordinal));
    }

    [Fact]
    public void A_Jetson_board_is_its_own_GPU()
    {
        _made
            .File("/proc/device-tree/model", "NVIDIA Jetson AGX Orin Developer Kit\0")
            .File("/usr/lib/aarch64-linux-gnu/nvidia/libcuda.so.1.1", "")
            .Link("/usr/lib/aarch64-linux-gnu/nvidia/libcuda.so.1", "libcuda.so.1.1");

        var found = Observe();

        var board = Assert.Single(found.Devices);
        Assert.Equal("sm_87", board.Capability?.Value.SmName);
        Assert.True(board.HasDriver);
        Assert.Null(found.Driver);
    }

    [Fact]
    public void WSL_without_the_driver_of_Windows_is_explained()
    {
        _made.File("/dev/dxg");

        Assert.Contains("wsl --shutdown", Assert.Single(Observe().Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_world_has_no_GPU()
    {
        var found = Observe();

        Assert.Empty(found.Devices);
        Assert.Null(found.Driver);
        Assert.Empty(found.Notes);
    }

    [Fact]
    public void Damaged_files_of_the_system_are_passed_over()
    {
        var rubbish = new byte[300_000];
        new Random(5).NextBytes(rubbish);
        foreach (
            var path in (string[])
                [
                    "/proc/driver/nvidia/version",
                    "/sys/module/nvidia/version",
                    "/proc/driver/nvidia/gpus/x/information",
                    "/sys/class/kfd/kfd/topology/nodes/1/properties",
                    "/sys/bus/pci/devices/0000:01:00.0/class",
                    "/opt/rocm/.info/version",
                    "/usr/lib64/libcuda.so.1",
                ]
        )
        {
            _made.File(path, rubbish);
        }

        var found = Observe();

        Assert.Null(found.Driver);
        Assert.All(found.Devices, d => Assert.Null(d.Capability));
    }

    public void Dispose() => _made.Dispose();

    private GpuInventory Observe() => GpuProbe.Observe(_made.World, WorldVariables.None);

    private GpuInventory Compose(NvmlAnswer answer) =>
        GpuProbe.Compose(_made.World, WorldVariables.None, GpuKnowledge.Embedded, answer);

    private GpuProbeTests Module(string text)
    {
        _made.File("/proc/driver/nvidia/version", text);
        return this;
    }

    private void Library(string version) =>
        _made
            .File($"/usr/lib/x86_64-linux-gnu/libcuda.so.{version}", "")
            .Link("/usr/lib/x86_64-linux-gnu/libcuda.so.1", $"libcuda.so.{version}");

    private GpuProbeTests Card(
        string address,
        string product,
        string? driver,
        string vendor = "0x10de",
        string kind = "0x030000"
    )
    {
        _made.PciCard(address, product, driver, vendor, kind);
        return this;
    }
}
