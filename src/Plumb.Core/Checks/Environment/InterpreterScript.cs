using System.Buffers;

namespace Plumb.Checks.Environment;

/// <summary>The scripts that CPython's own installation puts beside the interpreter, whichever Python their first line names.</summary>
internal static class InterpreterScript
{
    private static readonly SearchValues<char> _versionCharacters = SearchValues.Create("0123456789.-");

    /// <summary>True for names such as <c>python3.11-gdb.py</c>, <c>python3-config</c>, <c>idle3.11</c>, <c>pydoc3</c>, <c>2to3-3.11</c>, <c>pyvenv-3.6</c>.</summary>
    public static bool IsName(ReadOnlySpan<char> name) =>
        name.StartsWith("python", StringComparison.Ordinal)
            ? IsVersioned(name[6..], "-gdb.py") || IsVersioned(name[6..], "-config")
            : IsProgram(name, "idle")
                || IsProgram(name, "pydoc")
                || IsProgram(name, "2to3")
                || IsProgram(name, "pyvenv");

    private static bool IsProgram(ReadOnlySpan<char> name, string program) =>
        name.StartsWith(program, StringComparison.Ordinal)
        && !name[program.Length..].ContainsAnyExcept(_versionCharacters);

    private static bool IsVersioned(ReadOnlySpan<char> rest, string end) =>
        rest.EndsWith(end, StringComparison.Ordinal) && !rest[..^end.Length].ContainsAnyExcept(_versionCharacters);
}
