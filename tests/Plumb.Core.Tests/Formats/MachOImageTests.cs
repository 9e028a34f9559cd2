using Plumb.Files;
using Plumb.Formats.MachO;
using Xunit;

namespace Plumb.Core.Tests.Formats;

public sealed class MachOImageTests
{
    [Theory]
    [InlineData("CFFAEDFE0C00000100000000", new[] { MachOImage.Arm64 })]
    [InlineData("FEEDFACF0100000700000000", new[] { MachOImage.X8664 })]
    [InlineData(
        "CAFEBABE00000002" + "01000007000000000000000000000000000000000100000C00000000000000000000000000000000",
        new[] { MachOImage.X8664, MachOImage.Arm64 }
    )]
    [InlineData("CAFEBABE0000003400", new uint[0])]
    [InlineData("CAFEBABE00000002", new uint[0])]
    [InlineData("CFFAED", new uint[0])]
    [InlineData("7F454C4602010100", new uint[0])]
    public void Processors_of_thin_and_fat_files_are_told(string hex, uint[] processors)
    {
        var opened = MachOImage.TryOpen(new FileReader(Convert.FromHexString(hex)), out var image, out var error);

        Assert.Equal(processors, image?.Slices.Select(slice => slice.Processor) ?? []);
        Assert.Equal(opened, error is null);
    }
}
