using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Knowledge;
using Plumb.Text;

namespace Plumb.Diagnosis;

/// <summary>Turns a row of a signature file into a signature.</summary>
internal static class SignatureReader
{
    /// <summary>The error says which part is wrong.</summary>
    public static bool TryRead(
        FailureRow row,
        FailureFile file,
        [NotNullWhen(true)] out FailureSignature? signature,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        signature = null;
        if (!IsCode(row.Code) || row.Any.Count + row.All.Count == 0 || row.Sentence.Count == 0)
        {
            error = new FormatError("a failure needs a code of lower-case words, any or all, and a sentence");
            return false;
        }

        if (
            !KnowledgeSource.TryRead(
                row.Source ?? file.Source,
                row.Grade ?? file.Grade,
                row.Date ?? file.Date,
                out var source
            )
        )
        {
            error = new FormatError("source, grade or date is missing");
            return false;
        }

        if (
            !TryPatterns(row.Any, out var any, out error)
            || !TryPatterns(row.All, out var all, out error)
            || !TryPatterns(row.None, out var none, out error)
            || !TryTemplates(row.Sentence, out var sentences, out error)
            || !TryTemplates(row.Avoid, out var avoid, out error)
            || !TryFixes(row.Fixes, out var fixes, out error)
        )
        {
            return false;
        }

        WordTemplate? question = null;
        if (row.Question is not null && !WordTemplate.TryParse(row.Question, out question, out error))
        {
            return false;
        }

        var conditions = row.Where.Select(w => CaptureCondition.Parse(w.Key, w.Value)).ToImmutableArray();
        if (conditions.Any(c => c is null))
        {
            error = new FormatError("where: a range is no range of versions");
            return false;
        }

        var names = any.Concat(all).SelectMany(p => p.Names).Concat(LogFacts.Names).ToHashSet(StringComparer.Ordinal);
        var used = sentences
            .Concat(avoid)
            .Concat(fixes.Select(f => f.Title))
            .Concat(fixes.SelectMany(f => f.Run))
            .Concat(question is null ? [] : [question])
            .SelectMany(t => t.Names)
            .Concat(row.Where.Keys);
        if (used.FirstOrDefault(n => !names.Contains(n)) is { } unknown)
        {
            error = new FormatError($"{{{unknown}}} is captured by none of its patterns");
            return false;
        }

        signature = new FailureSignature(
            row.Code,
            any,
            all,
            none,
            conditions!,
            row.Weight,
            row.Confidence,
            sentences,
            fixes,
            avoid,
            question,
            [.. row.Beats],
            source
        )
        {
            IsLast = row.Last,
            IsTransient = row.Transient,
        };
        error = null;
        return true;
    }

    private static bool IsCode(string code) =>
        code.Length > 0 && code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static bool TryPatterns(
        List<string> texts,
        out ImmutableArray<LogPattern> patterns,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        var all = ImmutableArray.CreateBuilder<LogPattern>(texts.Count);
        patterns = [];
        foreach (var text in texts)
        {
            if (!LogPattern.TryParse(text, out var pattern, out error))
            {
                error = new FormatError($"{text}: {error.Message}");
                return false;
            }

            all.Add(pattern);
        }

        patterns = all.MoveToImmutable();
        error = null;
        return true;
    }

    private static bool TryTemplates(
        List<string> texts,
        out ImmutableArray<WordTemplate> templates,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        var all = ImmutableArray.CreateBuilder<WordTemplate>(texts.Count);
        templates = [];
        foreach (var text in texts)
        {
            if (!WordTemplate.TryParse(text, out var template, out error))
            {
                error = new FormatError($"{text}: {error.Message}");
                return false;
            }

            all.Add(template);
        }

        templates = all.MoveToImmutable();
        error = null;
        return true;
    }

    private static bool TryFixes(
        List<FailureFixRow> rows,
        out ImmutableArray<SignatureFix> fixes,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        var all = ImmutableArray.CreateBuilder<SignatureFix>(rows.Count);
        fixes = [];
        foreach (var row in rows)
        {
            if (row.Os is not (null or "linux" or "macos" or "windows"))
            {
                error = new FormatError($"os = \"{row.Os}\": it is linux, macos or windows");
                return false;
            }

            if (!WordTemplate.TryParse(row.Title, out var title, out error))
            {
                return false;
            }

            if (!TryTemplates(row.Run, out var run, out error))
            {
                return false;
            }

            all.Add(new SignatureFix(title, run, row.Os));
        }

        fixes = all.MoveToImmutable();
        error = null;
        return true;
    }
}
