using System.Collections.Frozen;

namespace Plumb.Python;

/// <summary>A variable of environment markers (PEP 508, "Environment Markers"; PEP 751 for the last two).</summary>
public enum MarkerVariable
{
    /// <summary>"3.11"</summary>
    PythonVersion,

    /// <summary>"3.11.7"</summary>
    PythonFullVersion,

    /// <summary>"posix", "nt"</summary>
    OsName,

    /// <summary>"linux", "win32", "darwin"</summary>
    SysPlatform,

    /// <summary>The kernel's release</summary>
    PlatformRelease,

    /// <summary>"Linux", "Windows", "Darwin"</summary>
    PlatformSystem,

    /// <summary>The kernel's build</summary>
    PlatformVersion,

    /// <summary>"x86_64", "AMD64", "arm64"</summary>
    PlatformMachine,

    /// <summary>"CPython", "PyPy"</summary>
    PlatformPythonImplementation,

    /// <summary>"cpython", "pypy"</summary>
    ImplementationName,

    /// <summary>The version of the implementation, which is Python's for CPython</summary>
    ImplementationVersion,

    /// <summary>The one extra under which a requirement is looked at</summary>
    Extra,

    /// <summary>The set of extras that a lock file is installed with</summary>
    Extras,

    /// <summary>The set of dependency groups that a lock file is installed with</summary>
    DependencyGroups,
}

/// <summary>The spellings of marker variables.</summary>
internal static class MarkerVariables
{
    private static readonly FrozenDictionary<string, MarkerVariable> _byName = new Dictionary<string, MarkerVariable>(
        StringComparer.Ordinal
    )
    {
        ["python_version"] = MarkerVariable.PythonVersion,
        ["python_full_version"] = MarkerVariable.PythonFullVersion,
        ["os_name"] = MarkerVariable.OsName,
        ["sys_platform"] = MarkerVariable.SysPlatform,
        ["platform_release"] = MarkerVariable.PlatformRelease,
        ["platform_system"] = MarkerVariable.PlatformSystem,
        ["platform_version"] = MarkerVariable.PlatformVersion,
        ["platform_machine"] = MarkerVariable.PlatformMachine,
        ["platform_python_implementation"] = MarkerVariable.PlatformPythonImplementation,
        ["implementation_name"] = MarkerVariable.ImplementationName,
        ["implementation_version"] = MarkerVariable.ImplementationVersion,
        ["extra"] = MarkerVariable.Extra,
        ["extras"] = MarkerVariable.Extras,
        ["dependency_groups"] = MarkerVariable.DependencyGroups,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Spellings of PEP 345 and of setuptools' old markers, which metadata still carries.
    private static readonly FrozenDictionary<string, MarkerVariable> _byOldName = new Dictionary<
        string,
        MarkerVariable
    >(StringComparer.Ordinal)
    {
        ["os.name"] = MarkerVariable.OsName,
        ["sys.platform"] = MarkerVariable.SysPlatform,
        ["platform.version"] = MarkerVariable.PlatformVersion,
        ["platform.machine"] = MarkerVariable.PlatformMachine,
        ["platform.python_implementation"] = MarkerVariable.PlatformPythonImplementation,
        ["python_implementation"] = MarkerVariable.PlatformPythonImplementation,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] _names =
    [
        .. _byName.OrderBy(static pair => pair.Value).Select(static pair => pair.Key),
    ];

    /// <summary>The variable of a name as PEP 508 writes it.</summary>
    public static bool TryFind(ReadOnlySpan<char> name, out MarkerVariable variable) =>
        _byName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out variable);

    /// <summary>The variable of a name in any spelling that installers take.</summary>
    public static bool TryFindAny(ReadOnlySpan<char> name, out MarkerVariable variable) =>
        TryFind(name, out variable)
        || _byOldName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out variable);

    extension(MarkerVariable variable)
    {
        /// <summary>The name as PEP 508 writes it.</summary>
        public string Name => _names[(int)variable];

        /// <summary>True for variables whose values are compared as versions where they can be.</summary>
        public bool IsVersion =>
            variable
                is MarkerVariable.PythonVersion
                    or MarkerVariable.PythonFullVersion
                    or MarkerVariable.ImplementationVersion
                    or MarkerVariable.PlatformRelease;

        /// <summary>True for variables that hold a set of names.</summary>
        public bool IsSet => variable is MarkerVariable.Extras or MarkerVariable.DependencyGroups;
    }
}
