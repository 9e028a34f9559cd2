using System.Globalization;
using Plumb.Formats.Fatbins;

namespace Plumb.Linting;

/// <summary>A version of CUDA in a sentence.</summary>
/// <param name="Cuda">The version; its minor part is 0 where none is written.</param>
/// <param name="HasMinor">A minor part is written.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="IsTag">It is written as the tag of a build: <c>cu118</c>.</param>
internal readonly record struct CudaMention(CudaVersion Cuda, bool HasMinor, int Start, int End, bool IsTag);

/// <summary>Finds versions of CUDA: <c>CUDA 12.9</c>, <c>CUDA: 11.8.0</c>, <c>cuda12.1</c>, <c>cu118</c>.</summary>
internal static class CudaMentions
{
    private const int Most = 32;

    /// <summary>All of a text from left to right, at most 32.</summary>
    public static List<CudaMention> Read(string text)
    {
        var found = new List<CudaMention>();
        for (
            var at = 0;
            found.Count < Most && (at = text.IndexOf("cu", at, StringComparison.OrdinalIgnoreCase)) >= 0;
            at += 2
        )
        {
            if (at > 0 && (char.IsAsciiLetterOrDigit(text[at - 1]) || text[at - 1] == '_'))
            {
                continue;
            }

            if (TryTag(text, at, out var mention) || TryWords(text, at, out mention))
            {
                found.Add(mention);
            }
        }

        return found;
    }

    private static bool TryTag(string text, int at, out CudaMention mention)
    {
        mention = default;
        var end = at + 2;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        if (end - at != 5 || (end < text.Length && (char.IsAsciiLetter(text[end]) || text[end] == '_')))
        {
            return false;
        }

        var major = int.Parse(text.AsSpan(at + 2, 2), NumberStyles.None, CultureInfo.InvariantCulture);
        mention = new CudaMention(new CudaVersion(major, text[end - 1] - '0'), true, at, end, true);
        return major is >= 9 and < 30;
    }

    private static bool TryWords(string text, int at, out CudaMention mention)
    {
        mention = default;
        if (!text.AsSpan(at).StartsWith("cuda", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var start = at + 4;
        foreach (var word in (string[])[" toolkit", " version", " runtime"])
        {
            start += text.AsSpan(start).StartsWith(word, StringComparison.OrdinalIgnoreCase) ? word.Length : 0;
        }

        while (start < text.Length && text[start] is ' ' or ':' or '=' or '>' or 'v' or '≥' or '-')
        {
            start++;
        }

        if (start - at > 30 || !TryNumber(text, start, out var end, out var major) || major is < 8 or > 30)
        {
            return false;
        }

        var minor = 0;
        var hasMinor = end + 1 < text.Length && text[end] == '.' && TryNumber(text, end + 1, out end, out minor);
        if (hasMinor && end + 1 < text.Length && text[end] == '.' && TryNumber(text, end + 1, out var update, out _))
        {
            end = update;
        }

        mention = new CudaMention(new CudaVersion(major, minor), hasMinor, at, end, false);
        return true;
    }

    private static bool TryNumber(string text, int start, out int end, out int number)
    {
        end = start;
        number = 0;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        if (end - start is 0 or > 2)
        {
            end = start;
            return false;
        }

        number = int.Parse(text.AsSpan(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture);
        return true;
    }
}
