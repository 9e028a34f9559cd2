namespace Plumb.Native.NumpyAbi;

/// <summary>Through what a native module reaches NumPy's C-API.</summary>
public enum NumpyHeaders
{
    /// <summary>It does not, or nothing tells that it does.</summary>
    None,

    /// <summary>Headers of NumPy 1.x: NumPy 2 refuses it.</summary>
    Numpy1,

    /// <summary>Headers of NumPy 2.x: it runs on both, from <see cref="NumpyBuild.Minimum"/> on.</summary>
    Numpy2,

    /// <summary>pybind11 up to 2.11, which asks NumPy for the functions itself and reads data types as NumPy 1 lays them out.</summary>
    OldPybind11,

    /// <summary>pybind11 from 2.12 on, which knows both.</summary>
    NewPybind11,

    /// <summary>Its strings contradict each other, or not all of them were seen.</summary>
    Unknown,
}
