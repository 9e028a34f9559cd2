using System.Collections.Immutable;
using Plumb.Text;

namespace Plumb.Metadata;

/// <summary>One line of entry_points.txt.</summary>
/// <param name="Group">The section: <c>console_scripts</c>, …</param>
/// <param name="Name">The name of the script or plug-in.</param>
/// <param name="Module">The module that it names.</param>
/// <param name="Attribute">The object in the module, "" when the module itself is meant.</param>
/// <param name="Line">From 1.</param>
public sealed record EntryPoint(string Group, string Name, string Module, string Attribute, int Line);

/// <summary>Reads entry_points.txt (the entry points specification: INI with case-sensitive keys).</summary>
public static class EntryPoints
{
    /// <summary>All lines that are entry points, and the errors of the others (offsets are line numbers).</summary>
    public static (ImmutableArray<EntryPoint> Points, ImmutableArray<FormatError> Problems) Read(string text)
    {
        var points = ImmutableArray.CreateBuilder<EntryPoint>();
        var problems = ImmutableArray.CreateBuilder<FormatError>();
        string? group = null;
        var number = 0;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            number++;
            var line = raw.Trim();
            if (line.IsEmpty || line[0] is '#' or ';')
            {
                continue;
            }

            if (line[0] == '[' && line[^1] == ']')
            {
                group = line[1..^1].Trim().ToString();
                continue;
            }

            var equals = line.IndexOf('=');
            if (group is null || equals <= 0)
            {
                problems.Add(
                    new FormatError(
                        group is null ? "the line stands before any [group]" : "the line has no name = module",
                        number
                    )
                );
                continue;
            }

            var target = line[(equals + 1)..].Trim();
            var extras = target.IndexOf('[');
            if (extras > 0)
            {
                target = target[..extras].TrimEnd();
            }

            var colon = target.IndexOf(':');
            var module = (colon < 0 ? target : target[..colon]).Trim();
            if (module.IsEmpty)
            {
                problems.Add(new FormatError("the line names no module", number));
                continue;
            }

            points.Add(
                new EntryPoint(
                    group,
                    line[..equals].Trim().ToString(),
                    module.ToString(),
                    colon < 0 ? "" : target[(colon + 1)..].Trim().ToString(),
                    number
                )
            );
        }

        return (points.DrainToImmutable(), problems.DrainToImmutable());
    }
}
