using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Plumb.Knowledge;

/// <summary>Reads the three values that every fact carries.</summary>
internal static class KnowledgeSource
{
    /// <summary>Those of a row; what it lacks stands at the top of its file. False when one of them is missing or is none.</summary>
    public static bool TryRead(SourcedRow row, SourcedRow file, [NotNullWhen(true)] out FactSource? value) =>
        TryRead(
            row.Source.Length > 0 ? row.Source : file.Source,
            row.Grade.Length > 0 ? row.Grade : file.Grade,
            row.Date.Length > 0 ? row.Date : file.Date,
            out value
        );

    /// <summary>False when one of them is missing or is none.</summary>
    public static bool TryRead(string source, string gradeText, string date, [NotNullWhen(true)] out FactSource? value)
    {
        value = null;
        if (
            source.Length == 0
            || gradeText.Length == 0
            || char.IsAsciiDigit(gradeText[0])
            || !Enum.TryParse<Grade>(gradeText, ignoreCase: true, out var grade)
            || !DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        )
        {
            return false;
        }

        value = new FactSource(source, grade, date);
        return true;
    }
}
