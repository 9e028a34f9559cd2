using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Plumb.Knowledge;

/// <summary>Reads the three values that every fact carries.</summary>
internal static class KnowledgeSource
{
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
