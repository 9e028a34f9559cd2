using System.Collections.Frozen;
using System.Collections.Immutable;
using Plumb.Knowledge;
using Plumb.Python;

namespace Plumb.Linting;

/// <summary>Finds the distributions that a sentence speaks of, with the versions beside them.</summary>
internal static class MentionReader
{
    private const int Most = 64;

    // Names that are words of everyday language: they count with a version beside them or when they are set off as code.
    private static readonly FrozenSet<string> _everyday = FrozenSet.Create(
        StringComparer.Ordinal,
        "click",
        "requests",
        "future",
        "regex",
        "rich",
        "packaging",
        "trainer",
        "av",
        "clip",
        "onnx",
        "accelerate",
        "datasets",
        "optimum",
        "compel",
        "inflect",
        "triton",
        "lightning",
        "addict",
        "transformers",
        "evaluate",
        "cython"
    );

    /// <summary>All mentions from left to right, at most 64.</summary>
    /// <param name="statement">The sentence, without marks of emphasis.</param>
    /// <param name="written">The line as written, in the same columns.</param>
    public static ImmutableArray<Mention> Read(string statement, string written)
    {
        var found = ImmutableArray.CreateBuilder<Mention>();
        var at = 0;
        while (found.Count < Most && NextWord(statement, at, out var start, out var end))
        {
            at = end;
            if (TryName(statement, start, ref at, out var name))
            {
                var nameEnd = at;
                var mention = VersionPhrase.Read(statement, nameEnd, name, start);
                var isSetOff = start > 0 && written[start - 1] is '`' or '*';
                var isCapital = char.IsAsciiLetterUpper(statement[start]);
                if (
                    mention.Versions is not null
                    || isSetOff
                    || !_everyday.Contains(name.Normalized)
                    || (isCapital && name.Normalized is "transformers")
                )
                {
                    found.Add(mention);
                }

                at = Math.Max(mention.End, nameEnd);
            }
        }

        return found.DrainToImmutable();
    }

    private static bool TryName(string text, int start, ref int end, out PackageName name)
    {
        var products = ProductNames.Embedded;
        var best = (End: -1, Name: default(PackageName));
        var stop = end;
        for (var words = 1; words <= 3; words++)
        {
            var phrase = text[start..stop];
            if (products.Find(phrase) is { } product)
            {
                best = (stop, product);
            }
            else if (
                words == 1
                && PackageName.TryParse(phrase, out var own)
                && PackageReleases.Embedded.Find(own) is not null
            )
            {
                best = (stop, own);
            }

            if (
                stop >= text.Length
                || text[stop] != ' '
                || !NextWord(text, stop, out var next, out var nextEnd)
                || next != stop + 1
            )
            {
                break;
            }

            stop = nextEnd;
        }

        name = best.Name;
        end = best.End < 0 ? end : best.End;
        return best.End >= 0;
    }

    private static bool NextWord(string text, int from, out int start, out int end)
    {
        start = from;
        while (start < text.Length && !char.IsAsciiLetter(text[start]))
        {
            // A number with letters behind it is no name: "2.0a1".
            if (char.IsAsciiDigit(text[start]))
            {
                while (start < text.Length && (char.IsAsciiLetterOrDigit(text[start]) || text[start] is '.' or '_'))
                {
                    start++;
                }

                continue;
            }

            start++;
        }

        end = start;
        while (
            end < text.Length
            && (
                char.IsAsciiLetterOrDigit(text[end])
                || (
                    text[end] is '-' or '_' or '.' or '/'
                    && end + 1 < text.Length
                    && char.IsAsciiLetterOrDigit(text[end + 1])
                )
            )
        )
        {
            end++;
        }

        return start < text.Length;
    }
}
