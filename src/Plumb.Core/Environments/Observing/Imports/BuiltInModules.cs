using System.Collections.Frozen;

namespace Plumb.Environments.Observing.Imports;

/// <summary>
/// Modules without a file, or loaded before any program: <c>sys.builtin_module_names</c> of CPython 3.8 to 3.14 on Linux, macOS and Windows
/// together, and what an interpreter imports at its start.
/// </summary>
internal static class BuiltInModules
{
    private static readonly FrozenSet<string> _names = new[]
    {
        "__future__",
        "abc",
        "array",
        "atexit",
        "audioop",
        "binascii",
        "builtins",
        "cmath",
        "codecs",
        "encodings",
        "errno",
        "faulthandler",
        "fcntl",
        "gc",
        "genericpath",
        "grp",
        "io",
        "itertools",
        "marshal",
        "math",
        "mmap",
        "msvcrt",
        "nt",
        "ntpath",
        "os",
        "parser",
        "posix",
        "posixpath",
        "pwd",
        "pyexpat",
        "readline",
        "resource",
        "select",
        "site",
        "sitecustomize",
        "spwd",
        "stat",
        "sys",
        "syslog",
        "termios",
        "time",
        "unicodedata",
        "usercustomize",
        "winreg",
        "winsound",
        "xxsubtype",
        "zlib",
        "__main__",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True for a name that needs no file.</summary>
    public static bool Contains(string name) => _names.Contains(name);
}
