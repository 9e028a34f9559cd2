using System.Collections.Immutable;
using System.IO.Enumeration;
using Plumb.Python;

namespace Plumb.Diagnosis;

/// <summary>
/// What a captured text has to be: one of several texts with <c>*</c> for any characters, divided by <c>|</c> (<c>libGL.so*|libEGL*</c>),
/// a version in a range (<c>&gt;=3.12</c>, <c>&gt;{name}</c>), or, behind a <c>!</c>, none of these. <c>{name}</c> alone is what another name stands for.
/// </summary>
/// <param name="Name">The name of the capture or fact.</param>
/// <param name="Texts">The texts; empty for a range.</param>
/// <param name="Range">The range; null for texts.</param>
/// <param name="IsNot">It must not fit.</param>
internal sealed record CaptureCondition(string Name, ImmutableArray<string> Texts, VersionSpecifiers? Range, bool IsNot)
{
    /// <summary>A range whose version another name stands for: <c>&gt;{version}</c>; "" for none.</summary>
    public string Bound { get; init; } = "";

    /// <summary>Reads one; null when a range is none.</summary>
    public static CaptureCondition? Parse(string name, string text)
    {
        var isNot = text.StartsWith('!') && !text.StartsWith("!=", StringComparison.Ordinal);
        text = isNot ? text[1..] : text;
        if (text.Length == 0 || text[0] is not ('<' or '>' or '=' or '~' or '!'))
        {
            return new CaptureCondition(name, [.. text.Split('|')], null, isNot);
        }

        if (text.EndsWith('}') && text.Contains('{', StringComparison.Ordinal))
        {
            return new CaptureCondition(name, [], null, isNot) { Bound = text };
        }

        return VersionSpecifiers.TryParse(text, out var range, out _)
            ? new CaptureCondition(name, [], range, isNot)
            : null;
    }

    /// <summary>Whether the value fits; a value that is not known fits nothing.</summary>
    public bool Holds(IReadOnlyDictionary<string, string> values)
    {
        if (values.GetValueOrDefault(Name) is not { } value)
        {
            return IsNot;
        }

        // A bound that is not known is no reason for either answer.
        var range = Bound.Length > 0 ? RangeOf(values) : Range;
        if (Bound.Length > 0 && range is null)
        {
            return false;
        }

        var fits = range is not null
            ? PythonVersion.TryParse(value, out var version) && range.Contains(version, prereleases: true)
            : Texts.Any(t => FileSystemName.MatchesSimpleExpression(Filled(t, values), value, ignoreCase: false));
        return fits != IsNot;
    }

    private VersionSpecifiers? RangeOf(IReadOnlyDictionary<string, string> values)
    {
        var at = Bound.IndexOf('{', StringComparison.Ordinal);
        return
            values.GetValueOrDefault(Bound[(at + 1)..^1]) is { } version
            && VersionSpecifiers.TryParse(Bound[..at] + version, out var range, out _)
            ? range
            : null;
    }

    private static string Filled(string text, IReadOnlyDictionary<string, string> values) =>
        text is ['{', .., '}'] ? values.GetValueOrDefault(text[1..^1]) ?? text : text;
}
