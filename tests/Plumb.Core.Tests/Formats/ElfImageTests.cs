using CsCheck;
using Plumb.Files;
using Plumb.Formats;
using Plumb.Formats.Elf;
using Xunit;

namespace Plumb.Core.Tests.Formats;

public sealed class ElfImageTests
{
    private static readonly ElfFixture _library = new()
    {
        SoName = "libpython3.11.so.1.0",
        Interpreter = "/lib64/ld-linux-x86-64.so.2",
        Needed = ["libc.so.6", "libm.so.6"],
        RunPath = "$ORIGIN/../lib:/usr/local/lib",
        Constants = [("Py_Other", 7), ("Py_Version", 0x030B07F0), ("Py_Last", 9)],
        Versions = ["libx.so", "X_1.0", "X_2.0"],
    };

    public static MatrixTheoryData<bool, bool, bool> Shapes => new([true, false], [true, false], [true, false]);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Headers_dynamic_section_symbols_and_versions_are_read_in_every_class_and_byte_order(
        bool is64Bit,
        bool isLittleEndian,
        bool usesGnuHash
    )
    {
        var bytes = (
            _library with
            {
                Is64Bit = is64Bit,
                IsLittleEndian = isLittleEndian,
                UsesGnuHash = usesGnuHash,
            }
        ).Build();

        Assert.True(ElfImage.TryOpen(new FileReader(bytes), out var image, out _));
        Assert.Equal(is64Bit, image.Is64Bit);
        Assert.Equal(isLittleEndian, image.IsLittleEndian);
        Assert.Equal(62, image.Machine);
        Assert.Equal("/lib64/ld-linux-x86-64.so.2", image.InterpreterPath);
        Assert.Equal(["libc.so.6", "libm.so.6"], image.Needed);
        Assert.Equal("libpython3.11.so.1.0", image.SoName);
        Assert.Equal(["$ORIGIN/../lib", "/usr/local/lib"], image.RunPath);
        Assert.Equal(["libx.so", "X_1.0", "X_2.0"], image.DefinedVersions.Select(v => v.Name));
        Assert.True(image.TryReadConstant("Py_Version", out var version));
        Assert.Equal(0x030B07F0u, version);
        Assert.True(image.TryReadConstant("Py_Last", out var last));
        Assert.Equal(9u, last);
        Assert.True(image.Exports("Py_Other"));
        Assert.False(image.Exports("Py_Vers"));
        Assert.False(image.Exports("Py_VersionX"));
        Assert.False(image.Exports(""));
    }

    [Theory]
    [InlineData("$ORIGIN:", new[] { "$ORIGIN", "" })]
    [InlineData(":/opt/lib", new[] { "", "/opt/lib" })]
    [InlineData("", new string[0])]
    public void An_empty_folder_in_a_list_is_kept_and_an_empty_list_is_none(string runPath, string[] folders)
    {
        var bytes = new ElfFixture { RunPath = runPath }.Build();

        Assert.True(ElfImage.TryOpen(new FileReader(bytes), out var image, out _));
        Assert.True(image.HasRunPath);
        Assert.Equal(folders, image.RunPath);
        Assert.Empty(image.RPath);
    }

    [Fact]
    public void A_file_that_was_cut_off_is_shorter_than_its_headers_say()
    {
        var bytes = _library.Build();

        Assert.True(ElfImage.TryOpen(new FileReader(bytes.AsMemory(0, bytes.Length - 1)), out var image, out _));
        Assert.Equal(bytes.Length, image.ClaimedLength);
        Assert.True(NativeExtent.EndsBefore(bytes.AsSpan(0, 1024), bytes.Length - 1));
        Assert.False(NativeExtent.EndsBefore(bytes.AsSpan(0, 1024), bytes.Length));
    }

    [Fact]
    public void A_program_without_symbols_or_libraries_has_none()
    {
        Assert.True(ElfImage.TryOpen(new FileReader(new ElfFixture().Build()), out var image, out _));

        Assert.Null(image.InterpreterPath);
        Assert.Null(image.SoName);
        Assert.Empty(image.Needed);
        Assert.Empty(image.RunPath);
        Assert.Empty(image.DefinedVersions);
        Assert.False(image.TryReadConstant("Py_Version", out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\u007FELF")]
    [InlineData("#!/bin/sh\nexec python3 \"$@\"\n# long enough to be a header, which it is not at all\n")]
    public void What_is_no_ELF_file_is_said_to_be_none(string text)
    {
        Assert.False(
            ElfImage.TryOpen(new FileReader(System.Text.Encoding.Latin1.GetBytes(text)), out _, out var error)
        );
        Assert.NotEmpty(error.Message);
    }

    [Fact]
    public void A_file_cut_anywhere_is_read_without_trouble()
    {
        var bytes = _library.Build();
        for (var length = 0; length <= bytes.Length; length++)
        {
            LookAtEverything(bytes[..length]);
        }
    }

    [Fact]
    public void Damaged_bytes_are_read_without_trouble()
    {
        var bytes = _library.Build();
        var damage = Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte).Array[1, 12];
        damage.Sample(changes =>
        {
            var copy = bytes.ToArray();
            foreach (var (at, value) in changes)
            {
                copy[at] = value;
            }

            LookAtEverything(copy);
        });
    }

    private static void LookAtEverything(byte[] bytes)
    {
        if (ElfImage.TryOpen(new FileReader(bytes), out var image, out var error))
        {
            _ = (image.InterpreterPath, image.Needed, image.SoName, image.RunPath, image.ConstantRanges);
            Assert.True(image.DefinedVersions.Length <= 4096);
            Assert.True(image.TryReadConstant("Py_Version", out _) || !image.Exports("nothing of that name"));
        }
        else
        {
            Assert.NotEmpty(error.Message);
        }
    }
}
