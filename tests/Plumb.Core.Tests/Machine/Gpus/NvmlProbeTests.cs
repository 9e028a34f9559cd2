using System.Runtime.InteropServices;
using Plumb.Core.Tests.Files;
using Plumb.Formats.Fatbins;
using Plumb.Machine;
using Plumb.Machine.Gpus;
using Plumb.Machine.Gpus.Nvml;
using Xunit;

namespace Plumb.Core.Tests.Machine.Gpus;

public sealed class NvmlProbeTests : IDisposable
{
    private readonly NvmlStub _stub = new();

    [Theory]
    [InlineData("Tesla T4", 7, 5, 16, "450.80.02", 11000)]
    [InlineData("NVIDIA GeForce GTX 1080 Ti", 6, 1, 11, "580.95.05", 13000)]
    [InlineData("NVIDIA GeForce RTX 4090", 8, 9, 24, "550.54.14", 12040)]
    [InlineData("NVIDIA GeForce RTX 5080", 12, 0, 16, "576.02", 12090)]
    public void A_card_is_told_as_the_library_tells_it(
        string name,
        int major,
        int minor,
        int gigabytes,
        string driver,
        int cuda
    )
    {
        var answer = _stub.Ask(
            "DEVICES=" + NvmlStub.Card(name, major, minor, gigabytes),
            $"DRIVER=\"{driver}\"",
            FormattableString.Invariant($"CUDA={cuda}")
        );

        Assert.True(answer.Outcome.Answered);
        Assert.Equal(driver, answer.Driver?.ToString());
        Assert.Equal(new CudaVersion(cuda / 1000, cuda % 1000 / 10), answer.Cuda);
        var device = Assert.Single(answer.Devices);
        Assert.Equal(new Observed<string>(name, "NVML"), device.Name);
        Assert.Equal(new ComputeCapability(major, minor), device.Capability?.Value);
        Assert.Equal((long)gigabytes << 30, device.MemoryBytes?.Value);
        Assert.Equal((long)gigabytes << 29, device.FreeBytes?.Value);
        Assert.Equal("0000:01:00.0", device.PciAddress);
        Assert.Equal("10de:2c02", device.PciId);
        Assert.True(device.HasDriver);
        Assert.Null(device.Trouble);
    }

    [Fact]
    public void The_second_form_of_the_memory_question_is_preferred_where_it_is_there()
    {
        var answer = _stub.Ask("DEVICES=" + NvmlStub.Card("x", 8, 9, 24), "SECOND_MEMORY");

        Assert.Equal(24L << 30, answer.Devices[0].MemoryBytes?.Value);
        Assert.Equal(12L << 30, answer.Devices[0].FreeBytes?.Value);
    }

    [Fact]
    public void Without_the_library_there_is_no_driver()
    {
        var answer = NvmlStub.AskLibrary("/nowhere/libnvidia-ml.so.1");

        Assert.Equal(new NvmlOutcome(null, null), answer.Outcome);
        Assert.False(answer.Outcome.Answered);
        Assert.Contains("no driver", answer.Outcome.Sentence, StringComparison.Ordinal);
        Assert.Empty(answer.Devices);
    }

    [Fact]
    public void What_is_no_library_counts_as_none()
    {
        using var made = new TestWorld();
        made.File("/libnvidia-ml.so.1", "version https://git-lfs.github.com/spec/v1");

        Assert.Null(NvmlStub.AskLibrary(made.Folder + "/libnvidia-ml.so.1").Outcome.Code);
    }

    [Theory]
    [InlineData(4, "permissions")]
    [InlineData(9, "modprobe")]
    [InlineData(12, "own library")]
    [InlineData(18, "different versions")]
    [InlineData(999, "failed inside")]
    [InlineData(777, "777")]
    public void A_refusal_is_said_in_words(int code, string part)
    {
        var answer = _stub.Ask(FormattableString.Invariant($"INIT={code}"));

        Assert.Equal(code, answer.Outcome.Code);
        Assert.Contains(part, answer.Outcome.Sentence, StringComparison.Ordinal);
        Assert.Null(answer.Driver);
        Assert.Empty(answer.Devices);
    }

    [Fact]
    public void Two_unequal_cards_are_two_devices_in_the_library_s_order()
    {
        var cards =
            NvmlStub.Card("NVIDIA GeForce RTX 3060", 8, 6, 12, "GPU-a", 1)
            + ","
            + NvmlStub.Card("NVIDIA GeForce RTX 5090", 12, 0, 32, "GPU-b", 2);
        var answer = _stub.Ask("DEVICES=" + cards);

        Assert.Equal([0, 1], answer.Devices.Select(d => d.Index));
        Assert.Equal(["sm_86", "sm_120"], answer.Devices.Select(d => d.Capability!.Value.SmName));
        Assert.Equal(["GPU-a", "GPU-b"], answer.Devices.Select(d => d.Uuid));
    }

    [Fact]
    public void The_parts_of_a_divided_card_stand_behind_it()
    {
        var answer = _stub.Ask(
            "DEVICES=" + NvmlStub.Card("NVIDIA A100-SXM4-80GB", 8, 0, 80, "GPU-a", 1, mig: 1),
            "PARTS="
                + NvmlStub.Card("NVIDIA A100-SXM4-80GB MIG 1g.10gb", 0, 0, 10, "MIG-a")
                + ","
                + NvmlStub.Card("NVIDIA A100-SXM4-80GB MIG 2g.20gb", 0, 0, 20, "MIG-b")
        );

        Assert.Equal([MigRole.Divided, MigRole.Instance, MigRole.Instance], answer.Devices.Select(d => d.Mig));
        Assert.Equal([null, 0, 0], answer.Devices.Select(d => d.ParentIndex));
        Assert.All(answer.Devices, d => Assert.Equal("8.0", d.Capability?.Value.ToString()));
        Assert.Equal([80L << 30, 10L << 30, 20L << 30], answer.Devices.Select(d => d.MemoryBytes!.Value));
    }

    [Fact]
    public void A_lost_card_does_not_take_the_others_with_it()
    {
        var cards = NvmlStub.Card("lost", 8, 9, 24, code: 15) + "," + NvmlStub.Card("NVIDIA L4", 8, 9, 24, "GPU-b", 2);
        var answer = _stub.Ask("DEVICES=" + cards);

        Assert.Equal([false, true], answer.Devices.Select(d => d.HasDriver));
        Assert.Contains("off the bus", answer.Devices[0].Trouble, StringComparison.Ordinal);
        Assert.Equal("NVIDIA L4", answer.Devices[1].Name?.Value);
    }

    [Fact]
    public void Absurd_answers_end_in_what_is_certain()
    {
        var endless = "{0,0,77,-3,0xffffffffffffffffull,0,0xffffffffu,0,0,0}";
        var answer = _stub.Ask("DEVICES=" + endless, "COUNT=0xffffffffu", "CUDA=-5", "DRIVER=0");

        var device = Assert.Single(answer.Devices);
        Assert.Equal(new string('x', 96), device.Name?.Value);
        Assert.Null(device.Capability);
        Assert.Null(device.MemoryBytes);
        Assert.Null(device.PciAddress);
        Assert.Null(answer.Cuda);
        Assert.Null(answer.Driver);
    }

    [Fact]
    public void A_count_of_cards_is_bounded()
    {
        var cards = string.Join(',', Enumerable.Repeat("{\"a\",\"b\",8,9,1,1,1,1,0,0}", 300));

        Assert.Equal(256, _stub.Ask("DEVICES=" + cards).Devices.Length);
    }

    [Fact]
    public void A_library_that_lacks_functions_says_so()
    {
        var answer = _stub.Ask("BARE");

        Assert.Equal(13, answer.Outcome.Code);
        Assert.Contains("lacks a function", answer.Outcome.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_numbers_on_the_bus_are_read_by_their_places()
    {
        Span<byte> bytes = stackalloc byte[68];
        MemoryMarshal.Cast<byte, uint>(bytes[16..])[0] = 0x10;
        MemoryMarshal.Cast<byte, uint>(bytes[16..])[1] = 0xc1;
        MemoryMarshal.Cast<byte, uint>(bytes[16..])[2] = 3;
        MemoryMarshal.Cast<byte, uint>(bytes[16..])[3] = 0x268410de;

        Assert.Equal(new NvmlPci("0010:c1:03.0", "10de:2684"), NvmlPci.Read(bytes));
    }

    public void Dispose() => _stub.Dispose();
}
