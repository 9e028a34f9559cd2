using System.Collections.Immutable;
using Plumb.Python;

namespace Plumb.Linting;

/// <summary>Finds the Python that a document is about.</summary>
internal static class PythonMentions
{
    private static readonly string[] _starts =
    [
        "Python 3.",
        "python:3.",
        "python=3.",
        "python==3.",
        "python3.",
        "-py3.",
    ];

    /// <summary>The one minor version that is named; null for none or several, and where it is open: "3.10+".</summary>
    public static PythonVersion? Only(ImmutableArray<DocumentLine> lines)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            foreach (var start in _starts)
            {
                for (var at = 0; (at = line.Text.IndexOf(start, at, StringComparison.OrdinalIgnoreCase)) >= 0; )
                {
                    at += start.Length;
                    var end = at;
                    while (end < line.Text.Length && end - at < 2 && char.IsAsciiDigit(line.Text[end]))
                    {
                        end++;
                    }

                    if (end > at)
                    {
                        found.Add(
                            "3." + line.Text[at..end] + (end < line.Text.Length && line.Text[end] == '+' ? "+" : "")
                        );
                    }
                }
            }

            if (found.Count > 1)
            {
                return null;
            }
        }

        return found.Count == 1 && PythonVersion.TryParse(found.First() + ".9", out var python) ? python : null;
    }
}
