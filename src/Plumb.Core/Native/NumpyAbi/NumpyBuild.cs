using Plumb.Formats.Strings;

namespace Plumb.Native.NumpyAbi;

/// <summary>How a native module was built for NumPy, by the strings that the headers leave in it.</summary>
/// <param name="Headers">Through what it reaches NumPy.</param>
/// <param name="Tool">What its start code was made with.</param>
/// <param name="Minimum">The oldest NumPy that it accepts; null where it does not say (headers of 1.x, pybind11).</param>
public sealed record NumpyBuild(NumpyHeaders Headers, NumpyTool Tool, (int Major, int Minor)? Minimum = null)
{
    /// <summary>No use of NumPy's C-API.</summary>
    public static NumpyBuild None { get; } = new(NumpyHeaders.None, NumpyTool.Other);

    /// <summary>True when NumPy's C-API is used or may be.</summary>
    public bool UsesNumpy => Headers != NumpyHeaders.None;

    /// <summary>Judges the strings of one file.</summary>
    /// <param name="strings">What the file holds.</param>
    /// <param name="isTorch">It is torch's own library for Python, which asks for NumPy late and goes on without it.</param>
    public static NumpyBuild Of(AbiStrings strings, bool isTorch = false) =>
        HeadersOf(strings) is var headers && headers == NumpyHeaders.None
            ? None
            : new NumpyBuild(headers, isTorch ? NumpyTool.Torch : ToolOf(strings), strings.MinimumNumpy);

    private static NumpyHeaders HeadersOf(AbiStrings strings)
    {
        if (!strings.ArrayApi)
        {
            return strings.IsWhole ? NumpyHeaders.None : NumpyHeaders.Unknown;
        }

        var isNumpy2 = strings.Numpy2CoreUmath && strings.MinimumNumpy is not null;
        // Which of the two modules they ask differs between releases of 1.x; this check is in all of them.
        var isNumpy1 = strings.Numpy1VersionCheck && (strings.NumpyCoreUmath || strings.NumpyCoreMultiarray);
        return (isNumpy1, isNumpy2) switch
        {
            (true, true) => NumpyHeaders.Unknown,
            (false, true) => NumpyHeaders.Numpy2,
            (true, false) => strings.Numpy2CoreUmath ? NumpyHeaders.Unknown : NumpyHeaders.Numpy1,
            _ => OfPybind11(strings),
        };
    }

    private static NumpyHeaders OfPybind11(AbiStrings strings) =>
        strings.ArrayApiFailure ? NumpyHeaders.NewPybind11
        : !strings.Pybind11Internals.IsEmpty && strings.NumpyCoreMultiarray ? NumpyHeaders.OldPybind11
        : NumpyHeaders.Unknown;

    private static NumpyTool ToolOf(AbiStrings strings) =>
        strings.CythonSizeCheck
            ? strings.CythonAddsImportArray
                ? NumpyTool.CythonWithoutTypes
                : NumpyTool.Cython
            : !strings.Pybind11Internals.IsEmpty
                ? NumpyTool.Pybind11
                : strings.Nanobind
                    ? NumpyTool.Nanobind
                    : NumpyTool.Other;
}
