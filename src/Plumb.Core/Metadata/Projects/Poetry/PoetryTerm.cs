using System.Collections.Immutable;
using Plumb.Python;

namespace Plumb.Metadata.Projects;

/// <summary>Reads one term of a poetry constraint: an operator and a version, or a wildcard.</summary>
internal static class PoetryTerm
{
    private static readonly string[] _operators = ["~=", "==", "!=", ">=", "<=", "<>", "^", "~", ">", "<", "="];

    /// <summary>The stretches of versions; two for what leaves something out of the middle.</summary>
    public static bool TryRead(string term, out ImmutableArray<PoetryInterval> intervals)
    {
        intervals = [PoetryInterval.All];
        if (IsWildcard(term))
        {
            return true;
        }

        var sign = Array.Find(_operators, o => term.StartsWith(o, StringComparison.Ordinal)) ?? "";
        var text = term[sign.Length..].Trim();
        var isPrefix = false;
        while (text.EndsWith(".*", StringComparison.Ordinal))
        {
            (text, isPrefix) = (text[..^2], true);
        }

        if (text == "dev")
        {
            text = "0.0.dev0";
        }

        if (!PythonVersion.TryParse(text, out var version) || (isPrefix && sign is not ("" or "=" or "==" or "!=")))
        {
            return false;
        }

        // poetry drops the wildcard of an ordering comparison's version only as a whole: such terms were refused above.
        intervals = isPrefix ? Prefix(version, sign == "!=") : Compare(sign, text, version);
        return !intervals.IsEmpty;
    }

    private static bool IsWildcard(string term)
    {
        var text = term.StartsWith('v') || term.StartsWith('V') ? term.AsSpan(1) : term;
        return text.Length > 0 && text.IndexOfAnyExcept("xX*.") < 0 && text[0] != '.' && text[^1] != '.';
    }

    private static ImmutableArray<PoetryInterval> Compare(string sign, string text, PythonVersion version)
    {
        var written = version.ToString();
        var here = new PoetryBound(written, version, IsIncluded: true);
        var outside = here with { IsIncluded = false };
        return sign switch
        {
            // poetry has never told <> from ==.
            "" or "=" or "==" or "<>" => [PoetryInterval.Exactly(written, version)],
            "!=" => [new PoetryInterval(null, outside), new PoetryInterval(outside, null)],
            ">=" => [new PoetryInterval(here, null)],
            "<=" => [new PoetryInterval(null, here)],
            ">" => [new PoetryInterval(outside, null)],
            "<" => [new PoetryInterval(null, outside)],
            "^" => [Up(here, PoetryRelease.NextBreaking(version))],
            "~" => [Up(here, PoetryRelease.Next(version, version.Release.Length == 1 ? 0 : 1))],
            "~=" => [Up(here, PoetryRelease.Next(version, version.Release.Length == 2 ? 0 : 1))],
            _ => text.Length > 0 ? [] : [PoetryInterval.All],
        };
    }

    private static PoetryInterval Up(PoetryBound low, PythonVersion high) =>
        new(low, new PoetryBound(high.ToString(), high, IsIncluded: false));

    private static ImmutableArray<PoetryInterval> Prefix(PythonVersion version, bool isInverted)
    {
        var low = PoetryRelease.FirstDevelopmentRelease(version);
        var high = PoetryRelease.FirstDevelopmentRelease(PoetryRelease.Next(version, version.Release.Length - 1));
        var start = new PoetryBound(low.ToString(), low, IsIncluded: true);
        var end = new PoetryBound(high.ToString(), high, IsIncluded: false);
        return isInverted
            ?
            [
                new PoetryInterval(null, start with { IsIncluded = false }),
                new PoetryInterval(end with { IsIncluded = true }, null),
            ]
            : [new PoetryInterval(start, end)];
    }
}
