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
    /// <summary>The variable of a name as PEP 508 writes it; null when there is none.</summary>
    public static MarkerVariable? Find(ReadOnlySpan<char> name) =>
        name switch
        {
            "python_version" => MarkerVariable.PythonVersion,
            "python_full_version" => MarkerVariable.PythonFullVersion,
            "os_name" => MarkerVariable.OsName,
            "sys_platform" => MarkerVariable.SysPlatform,
            "platform_release" => MarkerVariable.PlatformRelease,
            "platform_system" => MarkerVariable.PlatformSystem,
            "platform_version" => MarkerVariable.PlatformVersion,
            "platform_machine" => MarkerVariable.PlatformMachine,
            "platform_python_implementation" => MarkerVariable.PlatformPythonImplementation,
            "implementation_name" => MarkerVariable.ImplementationName,
            "implementation_version" => MarkerVariable.ImplementationVersion,
            "extra" => MarkerVariable.Extra,
            "extras" => MarkerVariable.Extras,
            "dependency_groups" => MarkerVariable.DependencyGroups,
            _ => null,
        };

    /// <summary>As <see cref="Find"/>, and the spellings of PEP 345 and setuptools, which metadata still carries.</summary>
    public static MarkerVariable? FindAny(ReadOnlySpan<char> name) =>
        name switch
        {
            "os.name" => MarkerVariable.OsName,
            "sys.platform" => MarkerVariable.SysPlatform,
            "platform.version" => MarkerVariable.PlatformVersion,
            "platform.machine" => MarkerVariable.PlatformMachine,
            "platform.python_implementation" or "python_implementation" => MarkerVariable.PlatformPythonImplementation,
            _ => Find(name),
        };

    extension(MarkerVariable variable)
    {
        /// <summary>The name as PEP 508 writes it.</summary>
        public string Name =>
            variable switch
            {
                MarkerVariable.PythonVersion => "python_version",
                MarkerVariable.PythonFullVersion => "python_full_version",
                MarkerVariable.OsName => "os_name",
                MarkerVariable.SysPlatform => "sys_platform",
                MarkerVariable.PlatformRelease => "platform_release",
                MarkerVariable.PlatformSystem => "platform_system",
                MarkerVariable.PlatformVersion => "platform_version",
                MarkerVariable.PlatformMachine => "platform_machine",
                MarkerVariable.PlatformPythonImplementation => "platform_python_implementation",
                MarkerVariable.ImplementationName => "implementation_name",
                MarkerVariable.ImplementationVersion => "implementation_version",
                MarkerVariable.Extra => "extra",
                MarkerVariable.Extras => "extras",
                _ => "dependency_groups",
            };

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
