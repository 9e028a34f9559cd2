namespace Plumb.Environments;

/// <summary>A path that an environment variable names, and what lies there.</summary>
/// <param name="Variable">PYTHONHOME, PYTHONPATH, VIRTUAL_ENV or CONDA_PREFIX.</param>
/// <param name="Path">One of the paths in its value, absolute and normal in the inspected world.</param>
/// <param name="Exists">A folder is there (or a zip, for PYTHONPATH).</param>
/// <param name="HoldsStandardLibrary">For PYTHONHOME: the standard library of the inspected version lies below it. For PYTHONPATH: the folder itself is a standard library.</param>
/// <param name="IsBase">It is the folder of the inspected environment or of its base interpreter, links followed.</param>
public sealed record ObservedVariable(
    string Variable,
    string Path,
    bool Exists,
    bool HoldsStandardLibrary,
    bool IsBase
);
