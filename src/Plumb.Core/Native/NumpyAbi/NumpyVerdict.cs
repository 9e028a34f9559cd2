namespace Plumb.Native.NumpyAbi;

/// <summary>
/// Tells what becomes of a native module under a version of NumPy. Measured by importing 81 extension modules of 20 distributions under
/// seven versions from 1.21 to 2.2; NumPy's own account is in its documentation under "NumPy 2.0 migration guide" and "Depending on NumPy".
/// </summary>
public static class NumpyVerdict
{
    /// <summary>Judges one module. Headers of NumPy 1.x do not say the oldest version that they accept: on any 1.x it is taken to run.</summary>
    public static NumpyOutcome Of(NumpyBuild build, (int Major, int Minor) numpy) =>
        build.Headers switch
        {
            NumpyHeaders.Numpy1 when numpy.Major >= 2 => Refused(build.Tool),
            NumpyHeaders.Numpy2 when build.Minimum is { } minimum && numpy.CompareTo(minimum) < 0 => build.Tool
                is NumpyTool.Pybind11
                    or NumpyTool.Torch
                ? NumpyOutcome.BelowMinimumPrinted
                : NumpyOutcome.BelowMinimum,
            NumpyHeaders.OldPybind11 when numpy.Major >= 2 => NumpyOutcome.OldLayout,
            NumpyHeaders.Unknown => NumpyOutcome.Unknown,
            _ => NumpyOutcome.Fine,
        };

    /// <summary>True where an import statement fails.</summary>
    public static bool FailsImport(NumpyOutcome outcome) =>
        outcome is NumpyOutcome.ImportError or NumpyOutcome.SizeChanged or NumpyOutcome.BelowMinimum;

    private static NumpyOutcome Refused(NumpyTool tool) =>
        tool switch
        {
            NumpyTool.Cython => NumpyOutcome.SizeChanged,
            NumpyTool.Pybind11 => NumpyOutcome.Printed,
            NumpyTool.Torch => NumpyOutcome.NotAvailableLater,
            _ => NumpyOutcome.ImportError,
        };
}
