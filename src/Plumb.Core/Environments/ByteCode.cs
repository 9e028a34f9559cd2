namespace Plumb.Environments;

/// <summary>Compiled modules, which interpreters write and delete as they like.</summary>
internal static class ByteCode
{
    /// <summary>True for <c>x.pyc</c> and, of old Pythons, <c>x.pyo</c>.</summary>
    public static bool IsName(ReadOnlySpan<char> name) =>
        name.EndsWith(".pyc", StringComparison.Ordinal) || name.EndsWith(".pyo", StringComparison.Ordinal);
}
