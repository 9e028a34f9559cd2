using System.Collections.Immutable;

namespace Plumb.Metadata;

/// <summary>
/// requires.txt of an egg-info folder (setuptools): requirements in sections <c>[extra]</c>, <c>[:marker]</c> or <c>[extra:marker]</c>,
/// turned into the texts that Requires-Dist would have.
/// </summary>
public static class EggRequirements
{
    /// <summary>Each requirement with its line in the file.</summary>
    public static ImmutableArray<MetadataLine> Read(string text)
    {
        var lines = ImmutableArray.CreateBuilder<MetadataLine>();
        var condition = "";
        var number = 0;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            number++;
            var line = raw.Trim();
            if (line.IsEmpty || line[0] == '#')
            {
                continue;
            }

            if (line[0] == '[' && line[^1] == ']')
            {
                condition = Condition(line[1..^1]);
                continue;
            }

            lines.Add(new MetadataLine(Combine(line.ToString(), condition), number));
        }

        return lines.DrainToImmutable();
    }

    private static string Condition(ReadOnlySpan<char> section)
    {
        var colon = section.IndexOf(':');
        var extra = (colon < 0 ? section : section[..colon]).Trim();
        var marker = colon < 0 ? [] : section[(colon + 1)..].Trim();
        return (extra.IsEmpty, marker.IsEmpty) switch
        {
            (true, true) => "",
            (true, false) => marker.ToString(),
            (false, true) => $"extra == \"{extra}\"",
            _ => $"({marker}) and extra == \"{extra}\"",
        };
    }

    private static string Combine(string requirement, string condition)
    {
        if (condition.Length == 0)
        {
            return requirement;
        }

        // A URL may hold a semicolon; only one after a blank begins a marker then.
        var semicolon = requirement.Contains('@', StringComparison.Ordinal)
            ? requirement.IndexOf(" ;", StringComparison.Ordinal)
            : requirement.IndexOf(';', StringComparison.Ordinal);
        return semicolon < 0
            ? $"{requirement} ; {condition}"
            : $"{requirement[..semicolon]} ; ({requirement[(semicolon + 1)..].Trim(' ', ';')}) and ({condition})";
    }
}
