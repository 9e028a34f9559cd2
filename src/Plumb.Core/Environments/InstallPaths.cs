namespace Plumb.Environments;

/// <summary>
/// Where an installer puts the parts of a wheel: the default scheme of <c>sysconfig</c> for this installation
/// (<c>posix_prefix</c>, <c>venv</c>, <c>nt</c>, Debian's <c>posix_local</c>).
/// </summary>
/// <param name="StandardLibrary">"stdlib".</param>
/// <param name="PurePackages">"purelib".</param>
/// <param name="PlatformPackages">"platlib"; differs from purelib where libraries lie in <c>lib64</c>.</param>
/// <param name="Headers">"include": the interpreter's own headers; a venv has those of its base.</param>
/// <param name="Scripts">"scripts".</param>
/// <param name="Files">"data".</param>
public sealed record InstallPaths(
    string StandardLibrary,
    string PurePackages,
    string PlatformPackages,
    string Headers,
    string Scripts,
    string Files
);
