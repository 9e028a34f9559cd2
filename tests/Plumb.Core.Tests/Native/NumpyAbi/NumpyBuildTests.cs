using Plumb.Formats.Strings;
using Plumb.Native.NumpyAbi;
using Xunit;

namespace Plumb.Core.Tests.Native.NumpyAbi;

public sealed class NumpyBuildTests
{
    private static readonly AbiStrings _one = new()
    {
        NumpyCoreUmath = true,
        ArrayApi = true,
        Numpy1VersionCheck = true,
    };

    private static readonly AbiStrings _two = new()
    {
        NumpyCoreUmath = true,
        Numpy2CoreUmath = true,
        ArrayApi = true,
        MinimumNumpy = (2, 1),
    };

    [Fact]
    public void Without_the_capsule_no_C_API_is_used()
    {
        Assert.Equal(NumpyBuild.None, NumpyBuild.Of(new AbiStrings { CythonSizeCheck = true, Nanobind = true }));
        Assert.Equal(NumpyHeaders.Unknown, NumpyBuild.Of(new AbiStrings { IsWhole = false }).Headers);
    }

    [Fact]
    public void Headers_of_both_generations_in_one_file_are_not_judged()
    {
        var build = NumpyBuild.Of(_two with { Numpy1VersionCheck = true });

        Assert.Equal(NumpyOutcome.Unknown, NumpyVerdict.Of(build, (2, 2)));
    }

    [Fact]
    public void What_is_seen_of_old_headers_under_NumPy_2_depends_on_who_asks()
    {
        NumpyOutcome Seen(AbiStrings strings, bool isTorch = false) =>
            NumpyVerdict.Of(NumpyBuild.Of(strings, isTorch), (2, 2));
        var pybind11 = _one with { Pybind11Internals = ["__pybind11_internals_v4_x"] };

        Assert.Equal(NumpyOutcome.ImportError, Seen(_one));
        Assert.Equal(NumpyOutcome.SizeChanged, Seen(_one with { CythonSizeCheck = true }));
        Assert.Equal(NumpyOutcome.Printed, Seen(pybind11));
        Assert.Equal(NumpyOutcome.NotAvailableLater, Seen(pybind11, isTorch: true));
        Assert.Equal(NumpyOutcome.Fine, NumpyVerdict.Of(NumpyBuild.Of(_one), (1, 26)));
    }

    [Fact]
    public void New_headers_fail_only_below_the_oldest_NumPy_that_they_name()
    {
        var build = NumpyBuild.Of(_two);

        Assert.Equal(NumpyOutcome.BelowMinimum, NumpyVerdict.Of(build, (1, 26)));
        Assert.Equal(NumpyOutcome.BelowMinimum, NumpyVerdict.Of(build, (2, 0)));
        Assert.Equal(NumpyOutcome.Fine, NumpyVerdict.Of(build, (2, 1)));
    }

    [Fact]
    public void Generations_of_pybind11_are_told_apart()
    {
        var old = new AbiStrings
        {
            ArrayApi = true,
            NumpyCoreMultiarray = true,
            Pybind11Internals = ["__pybind11_internals_v4_x"],
        };

        Assert.Equal(NumpyHeaders.OldPybind11, NumpyBuild.Of(old).Headers);
        Assert.Equal(NumpyHeaders.NewPybind11, NumpyBuild.Of(old with { ArrayApiFailure = true }).Headers);
        Assert.Equal(NumpyOutcome.OldLayout, NumpyVerdict.Of(NumpyBuild.Of(old), (2, 0)));
    }
}
