using Plumb.Findings;

namespace Plumb.Checks.Numpy;

/// <summary>PLB21: native modules that do not fit the installed NumPy.</summary>
public static class NumpyRules
{
    /// <summary>NumPy 2 is installed, modules know only NumPy 1.</summary>
    public static readonly Rule BuiltForNumpy1 = new(
        "PLB2101",
        "built-for-numpy-one",
        Severity.Error,
        "NumPy 2 is installed, and native modules were built for NumPy 1."
    );

    /// <summary>The installed NumPy is too old.</summary>
    public static readonly Rule NumpyTooOld = new(
        "PLB2102",
        "numpy-too-old",
        Severity.Error,
        "Native modules were built for a newer NumPy than the one that is installed."
    );

    /// <summary>Old pybind11 under NumPy 2.</summary>
    public static readonly Rule OldPybind11 = new(
        "PLB2103",
        "old-pybind",
        Severity.Info,
        "A native module was made with a pybind11 that does not know NumPy 2."
    );
}
