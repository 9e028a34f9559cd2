using System.Collections.Immutable;

namespace Plumb.Formats.Strings;

/// <summary>
/// The strings of a native file that tell which binary interfaces of Python libraries it was built for. Nothing is judged here.
/// Names of modules and attributes count only where they are whole strings, ended by a NUL.
/// </summary>
public sealed record AbiStrings
{
    /// <summary>None of them.</summary>
    public static AbiStrings None { get; } = new();

    /// <summary><c>numpy.core._multiarray_umath</c>: headers of NumPy 1.x and 2.x import it.</summary>
    public bool NumpyCoreUmath { get; init; }

    /// <summary><c>numpy._core._multiarray_umath</c>: headers of NumPy 2.x import it first.</summary>
    public bool Numpy2CoreUmath { get; init; }

    /// <summary><c>numpy.core.multiarray</c>: older headers, and pybind11 up to 2.11, import it.</summary>
    public bool NumpyCoreMultiarray { get; init; }

    /// <summary><c>numpy._core.multiarray</c>.</summary>
    public bool Numpy2CoreMultiarray { get; init; }

    /// <summary><c>_ARRAY_API</c>: the capsule with the functions of NumPy's C-API.</summary>
    public bool ArrayApi { get; init; }

    /// <summary>
    /// X.Y of "module was compiled against NumPy C-API version 0x%x (NumPy X.Y)", which headers of NumPy 2.x put in: the oldest NumPy
    /// that the file accepts when it runs. Null where there is no such string.
    /// </summary>
    public (int Major, int Minor)? MinimumNumpy { get; init; }

    /// <summary>"module compiled against API version 0x%x but this version of numpy is 0x%x": headers of NumPy 1.x put it in.</summary>
    public bool Numpy1VersionCheck { get; init; }

    /// <summary>"FAILURE obtaining numpy _ARRAY_API pointer.": pybind11 from 2.12 on.</summary>
    public bool ArrayApiFailure { get; init; }

    /// <summary>Such as <c>__pybind11_internals_v4_gcc_libstdcpp_cxxabi1011__</c>, in ordinal order, at most 16.</summary>
    public ImmutableArray<string> Pybind11Internals { get; init; } = [];

    /// <summary>Such as <c>__nb_internals_v15__</c>, in the same way.</summary>
    public ImmutableArray<string> NanobindInternals { get; init; } = [];

    /// <summary>"nanobind" in any string.</summary>
    public bool Nanobind { get; init; }

    /// <summary>"size changed, may indicate binary incompatibility": Cython compares the sizes of the types that it imports.</summary>
    public bool CythonSizeCheck { get; init; }

    /// <summary>
    /// "(auto-generated because you didn't call 'numpy.import_array()'": Cython 3 asks for NumPy's C-API where the module itself does not.
    /// </summary>
    public bool CythonAddsImportArray { get; init; }

    /// <summary>False where the file was larger than what is looked through, so that a string may have been missed.</summary>
    public bool IsWhole { get; init; } = true;
}
