using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Plumb.Knowledge;
using Plumb.Text;

namespace Plumb.Diagnosis;

/// <summary>
/// A sentence or command with names: <c>{module}</c> is what was captured, <c>{module|distribution}</c> what an installer has to be asked
/// for to get that module, <c>{module|top}</c> its first part, <c>{library|debian}</c> the package that brings a library there
/// (also <c>fedora</c>, <c>alpine</c>, <c>arch</c>, <c>wheel</c>). <c>\{</c> is a brace.
/// </summary>
internal sealed class WordTemplate
{
    private readonly ImmutableArray<(string Text, string? Filter, bool IsName)> _parts;

    private WordTemplate(ImmutableArray<(string Text, string? Filter, bool IsName)> parts) => _parts = parts;

    /// <summary>The names in it.</summary>
    public IEnumerable<string> Names => _parts.Where(p => p.IsName).Select(p => p.Text);

    /// <summary>Reads a template.</summary>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out WordTemplate? template,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        template = null;
        var parts = ImmutableArray.CreateBuilder<(string, string?, bool)>();
        var plain = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '{' or '\\')
            {
                plain.Append(text[++i]);
                continue;
            }

            if (text[i] != '{')
            {
                plain.Append(text[i]);
                continue;
            }

            var end = text.IndexOf('}', i);
            if (end < 0)
            {
                error = new FormatError("a { has no }", i);
                return false;
            }

            parts.Add((plain.ToString(), null, false));
            plain.Clear();
            var words = text[(i + 1)..end].Split('|');
            if (words.Length > 2 || words[0].Length == 0 || (words.Length == 2 && !_filters.Contains(words[1])))
            {
                error = new FormatError(
                    $"{{{text[(i + 1)..end]}}} is no name with one of the filters {string.Join(", ", _filters)}",
                    i
                );
                return false;
            }

            parts.Add((words[0], words.Length == 2 ? words[1] : null, true));
            i = end;
        }

        parts.Add((plain.ToString(), null, false));
        template = new WordTemplate([.. parts.Where(p => p.Item3 || p.Item1.Length > 0)]);
        error = null;
        return true;
    }

    /// <summary>The text of a template that was read before; null when a name in it is not known.</summary>
    public static string? Fill(string template, IReadOnlyDictionary<string, string> values) =>
        TryParse(template, out var parsed, out _) ? parsed.Fill(values) : null;

    /// <summary>The text; null when a name in it is not known.</summary>
    public string? Fill(IReadOnlyDictionary<string, string> values) =>
        Pieces(values) is { } pieces ? string.Concat(pieces.Select(p => p.Text)) : null;

    /// <summary>The parts of the text and whether they are values; null when a name in it is not known.</summary>
    public List<(string Text, bool IsValue)>? Pieces(IReadOnlyDictionary<string, string> values)
    {
        var pieces = new List<(string, bool)>(_parts.Length);
        foreach (var (part, filter, isName) in _parts)
        {
            if (!isName)
            {
                pieces.Add((part, false));
            }
            else if (values.GetValueOrDefault(part) is { } value && Filtered(value, filter) is { } shown)
            {
                pieces.Add((shown, true));
            }
            else
            {
                return null;
            }
        }

        return pieces;
    }

    private static readonly string[] _filters = ["distribution", "top", "debian", "fedora", "alpine", "arch", "wheel"];

    private static string? Filtered(string value, string? filter) =>
        filter switch
        {
            null => value,
            "top" => value.Split('.')[0],
            "distribution" => ImportNames.Embedded.Find(value)?.Requirement ?? value.Split('.')[0].Replace('_', '-'),
            "wheel" => SystemLibraries.Embedded.Find(value)?.Wheel,
            _ => SystemLibraries.Embedded.Find(value)?.Packages.GetValueOrDefault(filter),
        };
}
