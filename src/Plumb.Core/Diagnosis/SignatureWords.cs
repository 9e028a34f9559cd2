using System.Diagnostics.CodeAnalysis;
using Plumb.Text;

namespace Plumb.Diagnosis;

/// <summary>Whether what a signature says can be said: its templates are ones, and name only what its patterns capture.</summary>
internal static class SignatureWords
{
    /// <summary>The error says which text is wrong.</summary>
    public static bool AreRight(
        FailureRow row,
        IEnumerable<LogPattern> patterns,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        error = null;
        if (row.Fixes.FirstOrDefault(f => f.Os is not (null or "linux" or "macos" or "windows")) is { } fix)
        {
            error = new FormatError($"os = \"{fix.Os}\": it is linux, macos or windows");
            return false;
        }

        var names = patterns.SelectMany(p => p.Names).Concat(LogFacts.Names).ToHashSet(StringComparer.Ordinal);
        var used = new List<string>(row.Where.Select(w => w.Key));
        foreach (var text in Texts(row))
        {
            if (!WordTemplate.TryParse(text, out var template, out var problem))
            {
                error = new FormatError($"{text}: {problem.Message}");
                return false;
            }

            used.AddRange(template.Names);
        }

        if (used.Find(n => !names.Contains(n)) is { } unknown)
        {
            error = new FormatError($"{{{unknown}}} is captured by none of its patterns");
            return false;
        }

        return true;
    }

    private static IEnumerable<string> Texts(FailureRow row) =>
        row
            .Sentence.Concat(row.Avoid)
            .Concat(row.Fixes.Select(f => f.Title))
            .Concat(row.Fixes.SelectMany(f => f.Run))
            .Concat(row.Installed.Select(i => i.Key))
            .Concat(row.Modules.Select(m => m.Key))
            .Concat(row.Files.Select(f => f.Key))
            .Concat(row.Question is null ? [] : [row.Question]);
}
