using System.Collections.Immutable;
using System.Globalization;
using Plumb.Text;

namespace Plumb.Python;

/// <summary>Reads compressed tag sets: <c>py2.py3-none-any</c> stands for two tags (PEP 425, "Compressed Tag Sets").</summary>
public static class WheelTagSet
{
    /// <summary>The most tags that one set may stand for when the caller names no limit; real wheels stay under 100.</summary>
    public const int DefaultLimit = 1_000;

    /// <summary>
    /// Reads a set into its tags, each once, in the order in which the parts are written.
    /// </summary>
    /// <param name="text">Interpreters, ABIs and platforms, three parts joined by hyphens, each a list joined by dots.</param>
    /// <param name="tags">The tags; empty when the text is not a tag set.</param>
    /// <param name="error">What is wrong, with the offset of the part; null when nothing is.</param>
    /// <param name="requireSorted">Also refuse parts whose members are not in ordinal order, as PEP 425 asks of writers.</param>
    /// <param name="limit">The most tags that the set may stand for; a negative limit refuses every set.</param>
    public static bool TryParse(
        string text,
        out ImmutableArray<WheelTag> tags,
        out FormatError? error,
        bool requireSorted = false,
        int limit = DefaultLimit
    )
    {
        tags = [];
        var parts = text.Split('-', 5);
        if (parts.Length != 3)
        {
            error = new FormatError("A wheel tag has three parts: interpreter, ABI and platform, joined by hyphens", 0);
            return false;
        }

        var lists = new string[3][];
        var offset = 0;
        var count = 1L;
        for (var i = 0; i < 3; i++)
        {
            lists[i] = parts[i].Split('.');
            count *= lists[i].Length;
            error = CheckPart(lists[i], isInterpreter: i == 0, requireSorted, offset);
            if (error is not null)
            {
                return false;
            }

            if (count > limit)
            {
                error = new FormatError($"The tag set stands for more than {Math.Max(limit, 0)} tags", 0);
                return false;
            }

            offset += parts[i].Length + 1;
        }

        error = null;
        tags = Expand(lists[0], lists[1], lists[2], (int)count);
        return true;
    }

    private static FormatError? CheckPart(string[] members, bool isInterpreter, bool requireSorted, int offset)
    {
        for (var i = 0; i < members.Length; i++)
        {
            if (members[i].Length == 0)
            {
                return new FormatError("A part of the wheel tag is empty", offset);
            }

            if (isInterpreter && !IsIdentifier(members[i]))
            {
                return new FormatError("The interpreter of a wheel tag is not an identifier", offset);
            }

            if (requireSorted && i > 0 && string.CompareOrdinal(members[i - 1], members[i]) > 0)
            {
                return new FormatError("The members of a wheel tag's part are not in order", offset);
            }

            offset += members[i].Length + 1;
        }

        return null;
    }

    private static ImmutableArray<WheelTag> Expand(string[] interpreters, string[] abis, string[] platforms, int count)
    {
        if (count == 1)
        {
            return [new WheelTag(interpreters[0], abis[0], platforms[0])];
        }

        var seen = new HashSet<WheelTag>(count);
        var tags = ImmutableArray.CreateBuilder<WheelTag>(count);
        foreach (var interpreter in interpreters)
        {
            foreach (var abi in abis)
            {
                foreach (var platform in platforms)
                {
                    var tag = new WheelTag(interpreter, abi, platform);
                    if (seen.Add(tag))
                    {
                        tags.Add(tag);
                    }
                }
            }
        }

        return tags.DrainToImmutable();
    }

    private static bool IsIdentifier(string text)
    {
        var first = true;
        foreach (var rune in text.EnumerateRunes())
        {
            var category = System.Text.Rune.GetUnicodeCategory(rune);
            var starts =
                rune.Value == '_'
                || category <= UnicodeCategory.OtherLetter
                || category is UnicodeCategory.LetterNumber;
            var continues =
                category
                is UnicodeCategory.NonSpacingMark
                    or UnicodeCategory.SpacingCombiningMark
                    or UnicodeCategory.DecimalDigitNumber
                    or UnicodeCategory.ConnectorPunctuation;
            if (!starts && (first || !continues))
            {
                return false;
            }

            first = false;
        }

        return !first;
    }
}
