using Plumb.Files;

namespace Plumb.Environments;

/// <summary>
/// The name of a native extension module: <c>_multiarray_umath.cpython-312-x86_64-linux-gnu.so</c>, <c>_cffi.abi3.so</c>, <c>x.cp311-win_amd64.pyd</c>, <c>y.so</c>.
/// </summary>
public readonly ref struct ExtensionName
{
    private ExtensionName(ReadOnlySpan<char> module, ReadOnlySpan<char> tag, ReadOnlySpan<char> suffix)
    {
        Module = module;
        Tag = tag;
        Suffix = suffix;
    }

    /// <summary>The part before the first dot.</summary>
    public ReadOnlySpan<char> Module { get; }

    /// <summary>What stands between: the interpreter that it was built for, <c>abi3</c> for the stable ABI (PEP 384), "" when it names none.</summary>
    public ReadOnlySpan<char> Tag { get; }

    /// <summary>The last part with its dot: <c>.so</c> or <c>.pyd</c>.</summary>
    public ReadOnlySpan<char> Suffix { get; }

    /// <summary>True when the tag names one interpreter: neither bare nor <c>abi3</c>.</summary>
    public bool IsTagged => !Tag.IsEmpty && Tag is not "abi3";

    /// <summary>False for libraries (<c>libfoo.so.1</c>, <c>libfoo-1a2b.so</c>) and for everything that is no native file.</summary>
    public static bool TryParse(ReadOnlySpan<char> file, out ExtensionName name)
    {
        name = default;
        var suffix =
            file.EndsWith(".so", StringComparison.Ordinal) ? 3
            : file.EndsWith(".pyd", StringComparison.OrdinalIgnoreCase) ? 4
            : 0;
        if (suffix == 0 || file.Length == suffix)
        {
            return false;
        }

        var stem = file[..^suffix];
        var dot = stem.IndexOf('.');
        var module = dot < 0 ? stem : stem[..dot];
        var tag = dot < 0 ? [] : stem[(dot + 1)..];
        if (module.IsEmpty || !(tag.IsEmpty || tag is "abi3" || IsInterpreterTag(tag)))
        {
            return false;
        }

        name = new ExtensionName(module, tag, file[^suffix..]);
        return true;
    }

    /// <summary>
    /// The module whose function <c>PyInit_…</c> Python asks a file for: the last part of its full name, which for a package that is
    /// compiled whole (<c>pkg/__init__.….so</c>) is the folder's (importlib.machinery.ExtensionFileLoader).
    /// </summary>
    public static string InitModule(string path)
    {
        var name = WorldPath.Name(path);
        var module = name[..name.IndexOf('.', StringComparison.Ordinal)];
        return module == "__init__" ? WorldPath.Name(WorldPath.Parent(path)) : module;
    }

    // PEP 3149 and PEP 720: cpython-312-x86_64-linux-gnu, cp311-win_amd64, pypy310-pp73-x86_64-linux-gnu, graalpy, and 3.2's cpython-32mu.
    private static bool IsInterpreterTag(ReadOnlySpan<char> tag) =>
        tag.StartsWith("cpython-", StringComparison.Ordinal)
        || tag.StartsWith("pypy", StringComparison.Ordinal)
        || tag.StartsWith("graalpy", StringComparison.Ordinal)
        || tag.StartsWith("pyston", StringComparison.Ordinal)
        || (tag.StartsWith("cp", StringComparison.Ordinal) && tag.Length > 2 && char.IsAsciiDigit(tag[2]));
}
