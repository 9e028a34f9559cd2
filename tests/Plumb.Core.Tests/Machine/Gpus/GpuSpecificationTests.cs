using CsCheck;
using Plumb.Formats.Fatbins;
using Plumb.Machine.Gpus;
using Xunit;

namespace Plumb.Core.Tests.Machine.Gpus;

public sealed class GpuSpecificationTests
{
    [Fact]
    public void Facts_are_read()
    {
        Assert.True(GpuSpecification.TryParse("sm_120,driver=580.95,memory=16GB", out var read, out _));

        Assert.Equal(new ComputeCapability(12, 0), read.Capability);
        Assert.Equal("580.95", read.Driver?.ToString());
        Assert.Equal(16L << 30, read.MemoryBytes);
        Assert.Null(read.Name);
        Assert.False(read.IsHere);
    }

    [Theory]
    [InlineData("here", true, null)]
    [InlineData("HERE,driver=535.54", true, null)]
    [InlineData("RTX 4090", false, "sm_89")]
    [InlineData("rtx 5080, memory = 16 GB", false, "sm_120")]
    [InlineData("12.0,cuda=12.8", false, "sm_120")]
    [InlineData("compute_86", false, "sm_86")]
    [InlineData("sm_90a", false, "sm_90")]
    [InlineData("sm_130", false, "sm_130")]
    [InlineData("gfx1100,memory=24GB", false, null)]
    public void Every_form_is_read(string text, bool isHere, string? sm)
    {
        Assert.True(GpuSpecification.TryParse(text, out var read, out _));

        Assert.Equal(isHere, read.IsHere);
        Assert.Equal(sm, read.Capability?.SmName);
    }

    [Theory]
    [InlineData("RTX 4090", 24)]
    [InlineData("RTX 3080", null)]
    [InlineData("RTX 3080,memory=10GB", 10)]
    [InlineData("memory=10GB,RTX 4090", 10)]
    [InlineData("A100-SXM4-80GB", 80)]
    [InlineData("A100", null)]
    public void Memory_is_given_or_that_of_the_product_when_it_has_one_size(string text, int? gigabytes)
    {
        Assert.True(GpuSpecification.TryParse(text, out var read, out _));

        Assert.Equal((long?)gigabytes << 30, read.MemoryBytes);
    }

    [Theory]
    [InlineData("", 0, "missing")]
    [InlineData("   ", 0, "missing")]
    [InlineData("sm_120,", 7, "empty")]
    [InlineData("sm_120,,driver=1", 7, "empty")]
    [InlineData("sm_12x", 0, "no compute capability")]
    [InlineData("sm_12", 0, "\"sm_12\" is compute capability 1.2, of which Plumb knows no GPU; it knows 3.5, 3.7, 5.0")]
    [InlineData("9.9", 0, "8.9, 9.0, 10.0, 10.3, 11.0, 12.0, 12.1")]
    [InlineData("sm_120,driver=new", 14, "no driver's version")]
    [InlineData("sm_120,memory=16", 14, "no size")]
    [InlineData("sm_120,memory=0GB", 14, "no size")]
    [InlineData("sm_120,memory=99999999999999999999999999TB", 14, "no size")]
    [InlineData("sm_120,  colour=red", 9, "no fact")]
    [InlineData("sm_120,cuda=x", 12, "no version of CUDA")]
    [InlineData("RTX 4090,RTX 3090", 9, "again")]
    [InlineData("RTX 9999", 0, "knows no card named")]
    [InlineData("sm_999", 0, "of which Plumb knows no GPU")]
    [InlineData("gfxabcdefghij", 0, "gfx1100")]
    public void A_mistake_is_refused_with_its_place(string text, long at, string part)
    {
        Assert.False(GpuSpecification.TryParse(text, out _, out var error));

        Assert.Equal(at, error.Offset);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_of_several_cards_is_answered_with_all_of_them()
    {
        Assert.False(GpuSpecification.TryParse("RTX 6000", out _, out var error));

        Assert.Contains("Quadro RTX 6000 (sm_75)", error.Message, StringComparison.Ordinal);
        Assert.Contains("RTX 6000 Ada (sm_89)", error.Message, StringComparison.Ordinal);
        Assert.Contains("RTX PRO 6000 Blackwell", error.Message, StringComparison.Ordinal);
        Assert.Contains("(sm_120)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_text_is_read_or_refused_within_itself() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["sm_120,=driverGB. hex9"], 0, 60])
            .Sample(text =>
            {
                if (!GpuSpecification.TryParse(text, out var read, out var error))
                {
                    Assert.InRange(error.Offset, 0, text.Length);
                }
                else
                {
                    Assert.Equal(text, read.Text);
                }
            });
}
