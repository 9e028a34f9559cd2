using System.Collections.Immutable;

namespace Plumb.Python;

/// <summary>What decides the interpreter and ABI parts of a Python's tags, besides its version and system.</summary>
public sealed record InterpreterAbi
{
    /// <summary>CPython as most people have it.</summary>
    public static InterpreterAbi CPython { get; } = new();

    /// <summary><c>sys.implementation.name</c>: "cpython", "pypy", "graalpy", …</summary>
    public string Implementation { get; init; } = "cpython";

    /// <summary>Built without the global interpreter lock (PEP 703; CPython 3.13 and later).</summary>
    public bool IsFreeThreaded { get; init; }

    /// <summary>Built with <c>--with-pydebug</c>.</summary>
    public bool IsDebug { get; init; }

    /// <summary>
    /// The middle of the extension suffix: "cpython-36m-x86_64-linux-gnu", "cp312-win_amd64", "pypy310-pp73-x86_64-linux-gnu";
    /// null when not known. It decides the ABI of implementations other than CPython and the flags of old CPythons.
    /// </summary>
    public string? Soabi { get; init; }

    /// <summary>The interpreter part: <c>cp312</c>, <c>pp310</c>, <c>graalpy311</c>.</summary>
    public string InterpreterTag(int major, int minor)
    {
        var name = Implementation switch
        {
            "cpython" => "cp",
            "pypy" => "pp",
            "ironpython" => "ip",
            "jython" => "jy",
            "python" => "py",
            var other => other,
        };
        return name + InterpreterTags.VersionDigits(major, minor);
    }

    /// <summary>The ABI parts, best first; empty when they cannot be known.</summary>
    public ImmutableArray<string> Tags(int major, int minor, OperatingSystemFamily system) =>
        Implementation == "cpython" ? CPythonTags(major, minor, system) : GenericTags();

    private ImmutableArray<string> CPythonTags(int major, int minor, OperatingSystemFamily system)
    {
        var version = "cp" + InterpreterTags.VersionDigits(major, minor);
        if (major > 3 || (major == 3 && minor >= 8))
        {
            var known = FlagsOfSoabi() ?? "";
            var plain = version + (IsFreeThreaded || known.Contains('t') ? "t" : "");
            // A debug build also loads extension modules of normal builds.
            return IsDebug || known.Contains('d') ? [plain + "d", plain] : [plain];
        }

        if (FlagsOfSoabi() is { } flags)
        {
            return [version + flags];
        }

        var debug = IsDebug ? "d" : "";
        // Python 2 was built with wide or narrow characters on Linux, and no file of an installation is sure to say which.
        return major == 2 && system == OperatingSystemFamily.Linux
            ? [version + debug + "mu", version + debug + "m"]
            : [version + debug + "m"];
    }

    private string? FlagsOfSoabi()
    {
        const string prefix = "cpython-";
        if (Soabi is null || !Soabi.StartsWith(prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var rest = Soabi.AsSpan(prefix.Length);
        var end = rest.IndexOf('-');
        return (end < 0 ? rest : rest[..end]).TrimStart("0123456789").ToString();
    }

    private ImmutableArray<string> GenericTags()
    {
        if (string.IsNullOrEmpty(Soabi))
        {
            return [];
        }

        var parts = Soabi.Split('-');
        var kept = Implementation switch
        {
            "pypy" => 2,
            "graalpy" => 3,
            _ => parts.Length,
        };
        return [string.Join('_', parts.Take(kept)).Replace('.', '_').Replace(' ', '_')];
    }
}
