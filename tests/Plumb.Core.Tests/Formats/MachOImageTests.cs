using Plumb.Files;
using Plumb.Formats;
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

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public void Load_commands_are_read_in_every_width_and_byte_order(bool is64Bit, bool isBigEndian)
    {
        var bytes = MachOFixture.Library(new MachOFixture { Is64Bit = is64Bit, IsBigEndian = isBigEndian }).Build();

        Assert.True(MachOImage.TryOpen(new FileReader(bytes), out var image, out _));
        var slice = Assert.Single(image.Slices);
        Assert.Equal(
            [
                (MachODylibKind.Needed, "/usr/lib/libSystem.B.dylib", "1319.0.0"),
                (MachODylibKind.Weak, "@loader_path/libweak.dylib", "2.0.0"),
                (MachODylibKind.Reexported, "@rpath/libhanded.dylib", "2.0.0"),
                (MachODylibKind.Upward, "@rpath/libup.dylib", "0.0.0"),
                (MachODylibKind.Lazy, "@rpath/liblazy.dylib", "0.0.0"),
            ],
            slice.Dylibs.Select(d => (d.Kind, d.Path, d.CurrentVersion.ToString()))
        );
        Assert.Equal("@rpath/libmade.1.dylib", slice.InstallName!.Path);
        Assert.Equal("1.2.3", slice.InstallName.CurrentVersion.ToString());
        Assert.Equal(["@loader_path/../lib"], slice.RPaths);
        Assert.Equal((1u, true), (slice.Platform, slice.IsSigned));
        Assert.Equal(is64Bit ? "11.2.1" : "10.9.0", slice.MinimumSystem.ToString());
        Assert.Equal(is64Bit ? "14.0.0" : "10.15.0", slice.Sdk.ToString());
        Assert.Equal(["PyInit_made"], slice.ReadInitFunctions());
        Assert.Equal(bytes.Length, image.ClaimedLength);
        Assert.False(image.IsFat);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_slice_of_a_fat_file_is_read_where_it_lies(bool isWide)
    {
        var arm = MachOFixture.Library(new MachOFixture()).Build();
        var intel = new MachOFixture { Processor = MachOImage.X8664 }.Build();
        var bytes = MachOFixture.Fat(isWide, intel, arm);

        Assert.True(MachOImage.TryOpen(new FileReader(bytes), out var image, out _));
        Assert.True(image.IsFat);
        Assert.Equal([MachOImage.X8664, MachOImage.Arm64], image.Slices.Select(s => s.Processor));
        Assert.Equal([0, 5], image.Slices.Select(s => s.Dylibs.Length));
        Assert.All(image.Slices, s => Assert.Equal(["PyInit_made"], s.ReadInitFunctions()));
        Assert.Equal(bytes.Length, image.ClaimedLength);
        Assert.Null(image.Slices[0].MinimumSystem);
        Assert.False(NativeExtent.EndsBefore(bytes, bytes.Length));
        Assert.True(NativeExtent.EndsBefore(bytes, bytes.Length - 1));
    }
}
