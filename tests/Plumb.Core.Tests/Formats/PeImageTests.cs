using CsCheck;
using Plumb.Files;
using Plumb.Formats;
using Plumb.Formats.Pe;
using Xunit;

namespace Plumb.Core.Tests.Formats;

public sealed class PeImageTests
{
    private static readonly (string, uint)[] _exports =
    [
        ("Py_Version", 0x030C01F0),
        ("PyAny_Type", 1),
        ("Py_GetVersion", 2),
        ("_Py_NoneStruct", 3),
    ];

    [Theory]
    [InlineData(0x8664, true)]
    [InlineData(0x14C, false)]
    public void Machine_and_exported_constants_are_read(int machine, bool isPlus)
    {
        var bytes = PeFixture.Build((ushort)machine, isPlus, _exports);

        Assert.True(PeImage.TryOpen(new FileReader(bytes), out var image, out _));
        Assert.Equal(machine, image.Machine);
        Assert.True(image.TryReadConstant("Py_Version", out var version));
        Assert.Equal(0x030C01F0u, version);
        Assert.True(image.TryReadConstant("_Py_NoneStruct", out var none));
        Assert.Equal(3u, none);
        Assert.False(image.TryReadConstant("Py_Versio", out _));
        Assert.False(image.TryReadConstant("zzz", out _));
    }

    [Fact]
    public void A_program_that_exports_nothing_has_no_constants()
    {
        Assert.True(PeImage.TryOpen(new FileReader(PeFixture.Build(0xAA64, true)), out var image, out _));

        Assert.Equal(0xAA64, image.Machine);
        Assert.False(image.TryReadConstant("Py_Version", out _));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Imports_are_told_apart_from_those_that_are_loaded_later(bool isPlus)
    {
        var bytes = PeFixture.WithImports(
            PeFixture.Build(0x8664, isPlus, ("PyInit_a", 1), ("PyInitU_b", 2), ("PyInitializer", 3), ("zzz", 4)),
            isPlus,
            ["python3.dll", "KERNEL32.dll"],
            ["nvcuda.dll"]
        );

        Assert.True(PeImage.TryOpen(new FileReader(bytes), out var image, out _));
        Assert.Equal(["python3.dll", "KERNEL32.dll"], image.Imports);
        Assert.Equal(["nvcuda.dll"], image.DelayImports);
        Assert.Equal(["PyInitU_b", "PyInit_a"], image.ReadInitFunctions());
        Assert.Equal((4, true, 3), (image.ExportCount, image.IsLibrary, image.Subsystem));
        Assert.Equal([new NativeSection(".nv_fatb", 0x200, 0xE00)], image.Sections);
        Assert.Equal(0x1000, image.ClaimedLength);
        Assert.False(NativeExtent.EndsBefore(bytes.AsSpan(0, 0x400), 0x1000));
        Assert.True(NativeExtent.EndsBefore(bytes.AsSpan(0, 0x400), 0xFFF));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(200, false)]
    public void Rows_that_share_one_table_of_names_are_gone_through_as_far_as_a_real_file_goes(int rows, bool isWhole)
    {
        var image = PeFixture.WithNames(PeFixture.Build(0x8664, true), [("own.dll", "first")], []);
        Assert.True(PeImage.TryOpen(new FileReader(PeFixture.WithOneTable(image, 2000, rows)), out var made, out _));

        var names = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(isWhole, made.TryVisitImportedNames("OWN.dll", _ => names++));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.InRange(names, 1, 1 << 17);
        Assert.True(made.TryVisitImportedNames("other.dll", _ => names = -1));
        Assert.True(names > 0);
    }

    [Fact]
    public void Cut_and_damaged_files_are_read_without_trouble()
    {
        var bytes = PeFixture.Build(0x8664, true, _exports);
        var damage = Gen.Select(Gen.Int[0, 0x400], Gen.Byte).Array[0, 10];
        Gen.Select(Gen.Int[0, bytes.Length], damage)
            .Sample(
                (length, changes) =>
                {
                    var copy = bytes.ToArray();
                    foreach (var (at, value) in changes)
                    {
                        copy[at] = value;
                    }

                    var opened = PeImage.TryOpen(
                        new FileReader(copy.AsMemory(0, length)),
                        out var image,
                        out var error
                    );
                    Assert.True(opened ? !image!.TryReadConstant("no such name", out _) : error!.Message.Length > 0);
                }
            );
    }
}
