namespace Plumb.Native.NumpyAbi;

/// <summary>What the start code of a native module was made with, which decides how a refusal by NumPy shows.</summary>
public enum NumpyTool
{
    /// <summary>Written by hand, SWIG, or nothing that tells itself.</summary>
    Other,

    /// <summary>Cython: compares the sizes of NumPy's types before it asks for the C-API.</summary>
    Cython,

    /// <summary>Cython 3 in a module that never calls <c>import_array</c>: it imports only the types that it uses, and asks for the C-API on its own.</summary>
    CythonWithoutTypes,

    /// <summary>pybind11: the failure is left to the code that asked.</summary>
    Pybind11,

    /// <summary>nanobind.</summary>
    Nanobind,

    /// <summary>torch's <c>libtorch_python</c>, which keeps the failure until NumPy is needed.</summary>
    Torch,
}
