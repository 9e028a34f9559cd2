using System.Buffers;

namespace Plumb.Environments;

/// <summary>What the name of a file says of its being native.</summary>
public static class NativeFileName
{
    private static readonly SearchValues<char> _versionCharacters = SearchValues.Create("0123456789.");

    /// <summary>True for the names of ELF, PE and Mach-O libraries: <c>x.so</c>, <c>libx.so.1.2</c>, <c>x.pyd</c>, <c>x.dll</c>, <c>x.dylib</c>.</summary>
    public static bool IsLibrary(ReadOnlySpan<char> name)
    {
        if (
            name.EndsWith(".so", StringComparison.Ordinal)
            || name.EndsWith(".pyd", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".dylib", StringComparison.Ordinal)
        )
        {
            return true;
        }

        var version = name.IndexOf(".so.", StringComparison.Ordinal);
        return version > 0 && !name[(version + 4)..].ContainsAnyExcept(_versionCharacters);
    }

    /// <summary>True for names that <c>import</c> loads: <c>x.cpython-311-….so</c>, <c>x.abi3.so</c>, <c>x.so</c>, <c>x.pyd</c>, but not <c>libx.so</c>.</summary>
    public static bool IsExtensionModule(ReadOnlySpan<char> name) =>
        name.EndsWith(".pyd", StringComparison.OrdinalIgnoreCase)
        || (name.EndsWith(".so", StringComparison.Ordinal) && !name.StartsWith("lib", StringComparison.Ordinal));
}
