using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Knowledge;
using Plumb.Text;

namespace Plumb.Diagnosis;

/// <summary>Turns a row of a signature file into a signature.</summary>
internal static class SignatureReader
{
    /// <summary>The error says which part is wrong.</summary>
    /// <param name="row">The row.</param>
    /// <param name="file">Whose source, grade and date count where it has none.</param>
    /// <param name="isShipped">A test has read its words.</param>
    /// <param name="signature">The signature.</param>
    /// <param name="error">Why there is none.</param>
    public static bool TryRead(
        FailureRow row,
        FailureFile file,
        bool isShipped,
        [NotNullWhen(true)] out FailureSignature? signature,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        signature = null;
        if (!IsCode(row.Code) || row.Any.Length + row.All.Length == 0 || row.Sentence.IsEmpty)
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
        )
        {
            return false;
        }

        var conditions = row.Where.Select(w => CaptureCondition.Parse(w.Key, w.Value)).ToImmutableArray();
        if (conditions.Any(c => c is null))
        {
            error = new FormatError("where: a range is no range of versions");
            return false;
        }

        var questions = Questions(row).ToImmutableArray();
        if (questions.Any(q => q is null))
        {
            error = new FormatError(
                "installed, modules and files take missing, present, and a range of versions or lfs-pointer, html, cut-off"
            );
            return false;
        }

        if (!isShipped && !SignatureWords.AreRight(row, any.Concat(all), out error))
        {
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
            row.Sentence,
            row.Fixes,
            row.Avoid,
            row.Question,
            row.Beats,
            source
        )
        {
            Questions = questions!,
            Checks = row.Checks,
            IsLast = row.Last,
            IsTransient = row.Transient,
        };
        error = null;
        return true;
    }

    private static IEnumerable<EnvironmentQuestion?> Questions(FailureRow row) =>
        row
            .Installed.Select(i => EnvironmentQuestion.Parse(QuestionKind.Distribution, i.Key, i.Value))
            .Concat(row.Modules.Select(m => EnvironmentQuestion.Parse(QuestionKind.Module, m.Key, m.Value)))
            .Concat(row.Files.Select(f => EnvironmentQuestion.Parse(QuestionKind.File, f.Key, f.Value)));

    private static bool IsCode(string code) =>
        code.Length > 0 && code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static bool TryPatterns(
        ImmutableArray<string> texts,
        out ImmutableArray<LogPattern> patterns,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        var all = ImmutableArray.CreateBuilder<LogPattern>(texts.Length);
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
}
