using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Machine;
using Plumb.Machine.Gpus;
using Xunit;

namespace Plumb.Core.Tests.Machine.Gpus;

public sealed class CudaVisibilityTests
{
    private static readonly GpuInventory _two = new([
        Device(0, "GPU-aaaa-1", "RTX 3060"),
        Device(1, "GPU-aabb-2", "RTX 5090"),
        new GpuDevice(2, GpuVendor.Amd) { HasDriver = true },
    ]);

    private static readonly GpuInventory _divided = new([
        Device(0, "GPU-a", "A100") with
        {
            Mig = MigRole.Divided,
        },
        Device(1, "MIG-a", "A100 MIG") with
        {
            Mig = MigRole.Instance,
        },
        Device(2, "MIG-b", "A100 MIG") with
        {
            Mig = MigRole.Instance,
        },
    ]);

    [Theory]
    [InlineData(null, new[] { 0, 1 }, null)]
    [InlineData("1", new[] { 1 }, null)]
    [InlineData("1,0", new[] { 1, 0 }, null)]
    [InlineData(" 0 , 1 ", new[] { 0, 1 }, null)]
    [InlineData("", new int[0], "")]
    [InlineData("-1", new int[0], "-1")]
    [InlineData("NoDevFiles", new int[0], "NoDevFiles")]
    [InlineData("0,7,1", new[] { 0 }, "7")]
    [InlineData("0,0", new[] { 0 }, "0")]
    [InlineData("GPU-aabb", new[] { 1 }, null)]
    [InlineData("GPU-aa", new int[0], "GPU-aa")]
    [InlineData("GPU-zz,0", new int[0], "GPU-zz")]
    [InlineData("99999999999999999999", new int[0], "99999999999999999999")]
    public void The_variable_chooses_and_orders(string? text, int[] seen, string? stopped)
    {
        var found = CudaVisibility.Apply(_two, Variables(text));

        Assert.Equal(seen, found.CudaDevices.Select(d => d.Index));
        Assert.Equal(stopped, found.Visible?.Stopped);
        Assert.Equal(text, found.Visible?.Text);
    }

    [Theory]
    [InlineData(null, new[] { 1 })]
    [InlineData("0", new[] { 1 })]
    [InlineData("MIG-b", new[] { 2 })]
    [InlineData("GPU-a", new int[0])]
    public void Of_a_divided_card_one_part_is_seen(string? text, int[] seen) =>
        Assert.Equal(seen, CudaVisibility.Apply(_divided, Variables(text)).CudaDevices.Select(d => d.Index));

    [Theory]
    [InlineData("1", null, true)]
    [InlineData("1", "PCI_BUS_ID", false)]
    [InlineData("GPU-aabb", null, false)]
    [InlineData(null, null, false)]
    public void Numbers_of_unequal_cards_are_called_uncertain(string? text, string? order, bool uncertain)
    {
        var variables = Variables(text);
        variables = order is null ? variables : new WorldVariables(variables.Values.Add("CUDA_DEVICE_ORDER", order));

        Assert.Equal(uncertain, CudaVisibility.Apply(_two, variables).Notes.Length == 1);
    }

    private static WorldVariables Variables(string? text) =>
        text is null
            ? WorldVariables.None
            : new WorldVariables(ImmutableDictionary<string, string>.Empty.Add("CUDA_VISIBLE_DEVICES", text));

    private static GpuDevice Device(int index, string uuid, string name) =>
        new(index, GpuVendor.Nvidia)
        {
            Uuid = uuid,
            Name = new Observed<string>(name, "NVML"),
            HasDriver = true,
        };
}
