using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Files;

/// <summary>What a crash or a full disk leaves of a library whose length was set and whose bytes were never written.</summary>
public sealed class ZeroFilledLibraryTests
{
    private static readonly byte[] _library = [.. "\u007fELF"u8, .. Enumerable.Repeat((byte)7, 5000)];

    [Fact]
    public void A_library_of_the_right_size_that_holds_only_zeros_is_damaged_without_being_asked()
    {
        using var world = new SmallEnvironment();
        world
            .File(world.Site + "/pkg/_core.so", _library)
            .Install("pkg", "1.0", ["pkg/__init__.py", "pkg/_core.so"], hashed: true)
            .File(world.Site + "/pkg/_core.so", new byte[_library.Length]);

        var finding = Assert.Single(world.Check("PLB12"));

        Assert.Equal((Severity.Error, "pkg 1.0: pkg/_core.so is full of zeros."), (finding.Severity, finding.Title));
        Assert.True(Assert.Single(finding.Fixes).Verified);
    }

    [Fact]
    public void A_row_without_a_hash_does_not_hide_it()
    {
        using var world = new SmallEnvironment();
        world
            .File(world.Site + "/pkg/libcore.so.1", new byte[4096])
            .Install("pkg", "1.0", ["pkg/__init__.py", "pkg/libcore.so.1"]);

        Assert.Equal("pkg 1.0: pkg/libcore.so.1 is full of zeros.", Assert.Single(world.Check("PLB12")).Title);
    }

    [Fact]
    public void A_library_that_nobody_owns_is_found_whatever_its_size()
    {
        using var world = new SmallEnvironment();
        world.File(world.Site + "/loose/_core.so", new byte[70_000]);

        var finding = Assert.Single(world.Check("PLB12"), f => f.Severity == Severity.Error);

        Assert.Equal("_core.so is full of zeros, and no RECORD names it.", finding.Title);
        Assert.Equal("70,000 bytes", Assert.Single(finding.Evidence).Text);
    }

    [Fact]
    public void A_library_that_only_begins_oddly_is_left_to_verify()
    {
        using var world = new SmallEnvironment();
        var odd = new byte[5004];
        odd[5003] = 1;
        world
            .File(world.Site + "/pkg/_core.so", _library)
            .Install("pkg", "1.0", ["pkg/_core.so"], hashed: true)
            .File(world.Site + "/pkg/_core.so", odd);

        Assert.Empty(world.Check("PLB12"));
    }

    [Fact]
    public void A_library_published_as_zeros_is_as_its_RECORD_says()
    {
        using var world = new SmallEnvironment();
        world.File(world.Site + "/pkg/_core.so", new byte[4096]).Install("pkg", "1.0", ["pkg/_core.so"], hashed: true);

        Assert.Empty(world.Check("PLB12"));
    }
}
