using System.Collections.Immutable;
using System.Text;
using Plumb.Diagnosis;

namespace Plumb.Linting;

/// <summary>A part of a document that quotes an error and says what to do.</summary>
/// <param name="Errors">The lines that quote it.</param>
/// <param name="After">The lines behind the first of them, to the end of the part.</param>
/// <param name="Commands">What the part installs or removes behind the error.</param>
internal sealed record Issue(
    ImmutableArray<DocumentLine> Errors,
    ImmutableArray<DocumentLine> After,
    ImmutableArray<InstallSet> Commands
)
{
    /// <summary>The most that are judged in a document.</summary>
    public const int Most = 200;

    /// <summary>The most errors of one whose causes are asked for.</summary>
    public const int MostErrors = 8;

    /// <summary>All of a document: the parts are those of its headings and, below one, of its numbered labels.</summary>
    public static IEnumerable<Issue> Read(LintDocument document)
    {
        var part = new List<DocumentLine>();
        foreach (var line in document.Lines)
        {
            if (line.Kind == LineKind.Heading || IsNumbered(line))
            {
                if (Of(document, part) is { } issue)
                {
                    yield return issue;
                }

                part = [];
            }

            part.Add(line);
        }

        if (Of(document, part) is { } last)
        {
            yield return last;
        }
    }

    /// <summary>The cause of an error by its message alone (<c>knowledge/failures</c>); null when none is known.</summary>
    public static Cause? CauseOf(string message)
    {
        using var log = new MemoryStream(Encoding.UTF8.GetBytes(message + "\n"));
        return LogDiagnosis.Read(log, null, CancellationToken.None).Causes is [var cause, ..] ? cause : null;
    }

    private static bool IsNumbered(DocumentLine line)
    {
        var text = line.Text.AsSpan().TrimStart();
        return line.Block == 0
            && (
                text.StartsWith("**")
                    && text.Length > 3
                    && char.IsAsciiDigit(text[2])
                    && text.Contains(". ", StringComparison.Ordinal)
                || text.StartsWith("**Problem", StringComparison.OrdinalIgnoreCase)
                || text.StartsWith("Q:", StringComparison.Ordinal)
            );
    }

    private static Issue? Of(LintDocument document, List<DocumentLine> part)
    {
        var first = part.FindIndex(l => ErrorMessage.Is(l.Text));
        if (first < 0)
        {
            return null;
        }

        var after = part.Skip(first + 1).ToImmutableArray();
        var commands = document
            .Commands.Where(c => c.Source.Index > part[first].Index && c.Source.Index <= part[^1].Index)
            .ToImmutableArray();
        var end = commands.IsEmpty ? int.MaxValue : commands[0].Source.Index;
        return new Issue([.. part.Where(l => l.Index < end && ErrorMessage.Is(l.Text))], after, commands);
    }
}
