using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Python;

namespace Plumb.Environments;

/// <summary>How an environment was made, which decides its layout and what is normal in it.</summary>
public enum EnvironmentKind
{
    /// <summary>An interpreter that is its own prefix: built from source, pyenv, python.org, a portable build.</summary>
    Interpreter,

    /// <summary>An interpreter of the operating system's distribution (Debian's <c>dist-packages</c> and the like).</summary>
    System,

    /// <summary>Made by the standard library's venv.</summary>
    Venv,

    /// <summary>Made by virtualenv.</summary>
    Virtualenv,

    /// <summary>Made by uv.</summary>
    Uv,

    /// <summary>A conda prefix (it has <c>conda-meta</c>).</summary>
    Conda,

    /// <summary>The embeddable package for Windows (<c>pythonXY._pth</c>).</summary>
    Embedded,

    /// <summary>A framework build of macOS.</summary>
    Framework,

    /// <summary>A folder filled by <c>pip install --target</c>, without an interpreter of its own.</summary>
    Target,

    /// <summary>A site-packages folder whose interpreter could not be found.</summary>
    SitePackages,
}

/// <summary>Where a line of <c>sys.path</c> comes from.</summary>
public enum PathOrigin
{
    /// <summary>The standard library: its zip, <c>lib/pythonX.Y</c>, <c>lib-dynload</c>.</summary>
    StandardLibrary,

    /// <summary>The environment's own site-packages.</summary>
    Site,

    /// <summary>The base interpreter's site folders, seen through <c>include-system-site-packages</c>.</summary>
    SystemSite,

    /// <summary>The user site.</summary>
    UserSite,

    /// <summary>A line of a <c>.pth</c> file.</summary>
    PthFile,

    /// <summary>PYTHONPATH.</summary>
    PythonPath,

    /// <summary>The folder of the application or script.</summary>
    Application,
}

/// <summary>One line of <c>sys.path</c>, in order of search.</summary>
/// <param name="Path">Absolute, in the inspected world.</param>
/// <param name="Origin">Who put it there.</param>
/// <param name="Exists">A folder (or the standard library's zip) is there.</param>
/// <param name="DeclaredBy">The <c>.pth</c> file that names it; null for other origins.</param>
public sealed record SearchPathEntry(string Path, PathOrigin Origin, bool Exists, string? DeclaredBy = null);

/// <summary>One Python as it lies on disk, read without running it.</summary>
public sealed record PythonInstallation
{
    /// <summary>The folder that <c>sys.prefix</c> would name.</summary>
    public required string Prefix { get; init; }

    /// <summary>The folder that <c>sys.base_prefix</c> would name; null when it cannot be found any more.</summary>
    public string? BasePrefix { get; init; }

    /// <summary>How it was made.</summary>
    public required EnvironmentKind Kind { get; init; }

    /// <summary>The executable that was found (not resolved); null when there is none.</summary>
    public string? Executable { get; init; }

    /// <summary>True when <see cref="Executable"/> is a link that leads nowhere.</summary>
    public bool ExecutableDangles { get; init; }

    /// <summary>True when <see cref="Executable"/> leads to where this account may not look: nobody can tell whether it dangles.</summary>
    public bool ExecutableIsDenied { get; init; }

    /// <summary>"cpython", "pypy", …</summary>
    public string Implementation { get; init; } = "cpython";

    /// <summary>"3.11.7"; only "3.11" when no file tells the rest; null when not even that is known.</summary>
    public string? Version { get; init; }

    /// <summary>The file that told the version, for evidence.</summary>
    public string? VersionSource { get; init; }

    /// <summary>Major version, 0 when unknown.</summary>
    public int Major { get; init; }

    /// <summary>Minor version.</summary>
    public int Minor { get; init; }

    /// <summary>A build without the global interpreter lock.</summary>
    public bool IsFreeThreaded { get; init; }

    /// <summary>".cpython-311-x86_64-linux-gnu.so"; null when unknown.</summary>
    public string? ExtensionSuffix { get; init; }

    /// <summary>"cpython-311-x86_64-linux-gnu"; null when unknown or where there is none (Windows, Python 2).</summary>
    public string? Soabi { get; init; }

    /// <summary>
    /// "" for a usual build, "t" for one without the global interpreter lock, "m", "d" and "u" in old and debug builds (PEP 3149).
    /// </summary>
    public string AbiFlags { get; init; } = "";

    /// <summary>Operating system, architecture and C library that the interpreter was built for.</summary>
    public required TargetPlatform Platform { get; init; }

    /// <summary><c>sys.path</c> as the interpreter would make it for a script outside any application, in order.</summary>
    public ImmutableArray<SearchPathEntry> SearchPath { get; init; } = [];

    /// <summary>
    /// The environment's own package folders: first the one that an installer would use, whether or not it exists (purelib, then platlib
    /// where that is another), then those that exist besides it (Debian's <c>/usr/lib/python3/dist-packages</c>).
    /// </summary>
    public ImmutableArray<string> SitePackages { get; init; } = [];

    /// <summary>Where an installer puts things; null when the version is unknown.</summary>
    public InstallPaths? Paths { get; init; }

    /// <summary>The user site's path, whether or not it exists; null where there is none.</summary>
    public string? UserSite { get; init; }

    /// <summary>True when the interpreter would put the user site on its path.</summary>
    public bool UserSiteEnabled { get; init; }

    /// <summary><c>include-system-site-packages = true</c>.</summary>
    public bool IncludesSystemSite { get; init; }

    /// <summary>The <c>EXTERNALLY-MANAGED</c> file when PEP 668 forbids installing here; null otherwise.</summary>
    public string? ExternallyManaged { get; init; }

    /// <summary>The standard library has no ensurepip, without which <c>python -m venv</c> fails: Debian ships it apart.</summary>
    public bool LacksEnsurePip { get; init; }

    /// <summary>The keys of <c>pyvenv.cfg</c>, lower-case; empty when there is none.</summary>
    public ImmutableDictionary<string, string> VenvConfiguration { get; init; } =
        ImmutableDictionary<string, string>.Empty;

    /// <summary>Why pyvenv.cfg is not in force although other files show a virtual environment; none when it was read, or no sign of one is there.</summary>
    public FileFailure ConfigurationFailure { get; init; }

    /// <summary>The folder that <c>home</c> in pyvenv.cfg names is not there.</summary>
    public bool HomeIsMissing { get; init; }

    /// <summary>The folder of scripts: <c>bin</c> or <c>Scripts</c>, absolute; null when there is none.</summary>
    public string? ScriptsFolder { get; init; }

    /// <summary>What was expected and could not be read, each as a sentence that names the path.</summary>
    public ImmutableArray<string> Unread { get; init; } = [];
}
