using System.Text;
using Plumb.Files;
using Plumb.Formats.Strings;
using Xunit;

namespace Plumb.Core.Tests.Formats;

public sealed class AbiStringTests
{
    private const string NewCheck =
        "module was compiled against NumPy C-API version 0x%x (NumPy 1.23) but the running NumPy has C-API version 0x%x.\0";

    private const string OldCheck = "module compiled against API version 0x%x but this version of numpy is 0x%x\0";

    [Fact]
    public void Headers_of_NumPy_2_say_the_oldest_NumPy_that_they_accept()
    {
        var found = Scan("numpy._core._multiarray_umath\0numpy.core._multiarray_umath\0_ARRAY_API\0" + NewCheck);

        Assert.Equal(
            AbiStrings.None with
            {
                NumpyCoreUmath = true,
                Numpy2CoreUmath = true,
                ArrayApi = true,
                MinimumNumpy = (1, 23),
                Pybind11Internals = found.Pybind11Internals,
                NanobindInternals = found.NanobindInternals,
            },
            found
        );
    }

    [Fact]
    public void Headers_of_NumPy_1_know_one_name_only()
    {
        var found = Scan("numpy.core._multiarray_umath\0_ARRAY_API\0" + OldCheck);

        Assert.True(
            found is { NumpyCoreUmath: true, Numpy2CoreUmath: false, ArrayApi: true, Numpy1VersionCheck: true }
        );
        Assert.Null(found.MinimumNumpy);
    }

    [Fact]
    public void Versions_of_pybind11_nanobind_and_Cython_are_told()
    {
        var found = Scan(
            "numpy.core.multiarray\0__pybind11_internals_v4_gcc_libstdcpp_cxxabi1011__\0FAILURE obtaining numpy _ARRAY_API pointer.\0"
                + "__nb_internals_v15_gcc__\0numpy.dtype size changed, may indicate binary incompatibility. Expected\0"
        );

        Assert.Equal(["__pybind11_internals_v4_gcc_libstdcpp_cxxabi1011__"], found.Pybind11Internals);
        Assert.Equal(["__nb_internals_v15_gcc__"], found.NanobindInternals);
        Assert.True(
            found is { NumpyCoreMultiarray: true, ArrayApiFailure: true, Nanobind: true, CythonSizeCheck: true }
        );
        Assert.False(found.ArrayApi);
    }

    [Theory]
    [InlineData("numpy.core._multiarray_umath failed to import\0numpy.core.multiarray failed to import\0")]
    [InlineData("import _ARRAY_API failed\0__pybind11_internals_v\u0001")]
    [InlineData("module was compiled against NumPy C-API version 0x%x (NumPy one)\0core.multiarray\0")]
    [InlineData("")]
    public void Names_inside_other_texts_do_not_count(string text)
    {
        var found = Scan(text);

        Assert.False(found.NumpyCoreUmath || found.NumpyCoreMultiarray || found.ArrayApi);
        Assert.Null(found.MinimumNumpy);
        Assert.Empty(found.Pybind11Internals);
    }

    [Fact]
    public void A_string_is_found_wherever_pieces_of_a_large_file_meet()
    {
        var text = Encoding.ASCII.GetBytes(
            "numpy.core._multiarray_umath\0" + NewCheck + "__pybind11_internals_v11__\0"
        );
        foreach (var meeting in new[] { 131072 - 256, 131072, 2 * (131072 - 256) })
        {
            for (var at = meeting - text.Length - 2; at <= meeting + 2; at += 7)
            {
                var bytes = new byte[400_000];
                text.CopyTo(bytes, at);
                var found = AbiStringScanner.Scan(new FileReader(bytes));

                Assert.True(found.NumpyCoreUmath);
                Assert.Equal((1, 23), found.MinimumNumpy);
                Assert.Equal(["__pybind11_internals_v11__"], found.Pybind11Internals);
            }
        }
    }

    [Fact]
    public void Only_the_named_parts_are_looked_through()
    {
        var bytes = Encoding.ASCII.GetBytes("nanobind____nothing here____nanobind");

        Assert.False(AbiStringScanner.Scan(new FileReader(bytes), [(8, 20)]).Nanobind);
        Assert.True(AbiStringScanner.Scan(new FileReader(bytes), [(8, 20), (28, 100)]).Nanobind);
    }

    private static AbiStrings Scan(string text) =>
        AbiStringScanner.Scan(new FileReader(Encoding.Latin1.GetBytes(text)));
}
