using System.Collections.Immutable;

namespace Plumb.Python;

/// <summary>A run of supported tags that share interpreter and ABI.</summary>
/// <param name="Interpreter">The interpreter part.</param>
/// <param name="Abi">The ABI part.</param>
/// <param name="AnyPlatform">True for the one tag with platform <c>any</c>; false for one tag per supported platform.</param>
public readonly record struct TagRun(string Interpreter, string Abi, bool AnyPlatform = false);

/// <summary>
/// The interpreter and ABI parts that a Python accepts, best first. The order is the one of PEP 425 as installers keep it:
/// own ABI, stable ABI, no ABI, older stable ABIs (PEP 384; PEP 803 for builds without the lock), then pure Python.
/// </summary>
public static class InterpreterTags
{
    /// <summary>The part for a version: <c>312</c> for 3.12, <c>3</c> when the minor version is left out.</summary>
    public static string VersionDigits(int major, int? minor) =>
        minor is { } m ? FormattableString.Invariant($"{major}{m}") : FormattableString.Invariant($"{major}");

    /// <summary>The runs of a CPython with the given ABIs (<c>cp312</c>, <c>cp313t</c>, <c>cp38d</c>), best first.</summary>
    /// <param name="major">Major version.</param>
    /// <param name="minor">Minor version; without it only the given ABIs and <c>none</c> are used.</param>
    /// <param name="abis">The ABIs, best first; <c>abi3</c>, <c>abi3t</c> and <c>none</c> are placed by the rule, not by the list.</param>
    public static ImmutableArray<TagRun> CPython(int major, int? minor, IReadOnlyList<string> abis)
    {
        var own = abis.ToList();
        var freeThreaded = own.Count > 0 && IsFreeThreaded(own[0]);
        own.Remove("abi3");
        own.Remove("none");
        if (freeThreaded)
        {
            own.Remove("abi3t");
        }

        var interpreter = "cp" + VersionDigits(major, minor);
        var runs = ImmutableArray.CreateBuilder<TagRun>();
        runs.AddRange(own.Select(abi => new TagRun(interpreter, abi)));
        var stable = freeThreaded ? "abi3t" : "abi3";
        var hasStable = minor is not null && (major > 3 || (major == 3 && minor >= 2));
        if (hasStable)
        {
            runs.Add(new TagRun(interpreter, stable));
        }

        runs.Add(new TagRun(interpreter, "none"));
        for (var older = hasStable ? minor!.Value - 1 : 0; older >= 2; older--)
        {
            runs.Add(new TagRun("cp" + VersionDigits(major, older), stable));
        }

        return runs.ToImmutable();
    }

    /// <summary>The runs of another implementation: its ABIs and, last, <c>none</c>.</summary>
    public static ImmutableArray<TagRun> Generic(string interpreter, IReadOnlyList<string> abis)
    {
        var runs = ImmutableArray.CreateBuilder<TagRun>();
        runs.AddRange(abis.Select(abi => new TagRun(interpreter, abi)));
        if (!abis.Contains("none", StringComparer.Ordinal))
        {
            runs.Add(new TagRun(interpreter, "none"));
        }

        return runs.ToImmutable();
    }

    /// <summary>The runs for pure Python of a version: <c>py312-none-any</c>, <c>py3-none-any</c>, <c>py311-none-any</c>, …</summary>
    public static ImmutableArray<TagRun> PurePython(int major, int? minor) =>
        [.. PyVersions(major, minor).Select(py => new TagRun(py, "none", AnyPlatform: true))];

    /// <summary>The runs that every interpreter of a version accepts after its own.</summary>
    /// <param name="major">Major version.</param>
    /// <param name="minor">Minor version.</param>
    /// <param name="interpreter">The interpreter part that is also accepted with <c>none-any</c>; null for none.</param>
    public static ImmutableArray<TagRun> Compatible(int major, int? minor, string? interpreter)
    {
        var runs = ImmutableArray.CreateBuilder<TagRun>();
        runs.AddRange(PyVersions(major, minor).Select(py => new TagRun(py, "none")));
        if (interpreter is not null)
        {
            runs.Add(new TagRun(interpreter, "none", AnyPlatform: true));
        }

        runs.AddRange(PurePython(major, minor));
        return runs.ToImmutable();
    }

    private static IEnumerable<string> PyVersions(int major, int? minor)
    {
        if (minor is not null)
        {
            yield return "py" + VersionDigits(major, minor);
        }

        yield return "py" + VersionDigits(major, null);
        for (var older = (minor ?? 0) - 1; older >= 0; older--)
        {
            yield return "py" + VersionDigits(major, older);
        }
    }

    private static bool IsFreeThreaded(string abi)
    {
        if (!abi.StartsWith("cp", StringComparison.Ordinal) || abi.Length < 3 || !char.IsAsciiDigit(abi[2]))
        {
            return false;
        }

        return abi.AsSpan(2).TrimStart("0123456789").Contains('t');
    }
}
