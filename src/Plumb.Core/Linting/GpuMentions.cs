using Plumb.Formats.Fatbins;
using Plumb.Knowledge;

namespace Plumb.Linting;

/// <summary>Finds cards and compute capabilities in a sentence.</summary>
internal static class GpuMentions
{
    private const int Most = 16;

    /// <summary>A card in a sentence.</summary>
    internal sealed record Card(string Text, int Start, int End, GpuNameMatch Match);

    private static readonly string[] _starts =
    [
        "GeForce",
        "Quadro",
        "Tesla",
        "TITAN",
        "RTX",
        "GTX",
        "A100",
        "H100",
        "H200",
        "B200",
        "L40",
        "L40S",
        "L4",
        "T4",
        "V100",
        "P100",
        "A10",
        "A40",
        "A6000",
        "GB10",
    ];
    private static readonly string[] _more =
    [
        "RTX",
        "GTX",
        "PRO",
        "TI",
        "SUPER",
        "ADA",
        "BLACKWELL",
        "LAPTOP",
        "TITAN",
        "X",
        "XP",
        "V",
        "GENERATION",
    ];

    /// <summary>The cards, at most 16.</summary>
    public static List<Card> Cards(string text)
    {
        var cards = new List<Card>();
        for (var at = 0; at < text.Length && cards.Count < Most; )
        {
            if (!char.IsAsciiLetterOrDigit(text[at]))
            {
                at++;
                continue;
            }

            var end = WordEnd(text, at);
            var word = text[at..end];
            var isStart =
                Array.Exists(_starts, s => word.Equals(s, StringComparison.OrdinalIgnoreCase)) || IsGlued(word);
            if (
                !isStart || (word.Length < 3 && !string.Equals(word, word.ToUpperInvariant(), StringComparison.Ordinal))
            )
            {
                at = end;
                continue;
            }

            var stop = end;
            while (stop + 1 < text.Length && text[stop] is ' ' or '-' && char.IsAsciiLetterOrDigit(text[stop + 1]))
            {
                var next = WordEnd(text, stop + 1);
                var following = text[(stop + 1)..next];
                if (
                    !IsNumber(following)
                    && !Array.Exists(_more, m => following.Equals(m, StringComparison.OrdinalIgnoreCase))
                )
                {
                    break;
                }

                stop = next;
            }

            if (NvidiaGpus.Embedded.Find(text[at..stop]) is { } match && text[at..stop].Any(char.IsAsciiDigit))
            {
                cards.Add(new Card(text[at..stop], at, stop, match));
            }

            at = stop;
        }

        return cards;
    }

    /// <summary>Compute capabilities: <c>SM 8.9</c>, <c>sm_120</c>, <c>compute capability 12.0</c>.</summary>
    public static List<(ComputeCapability Value, int Start, int End)> Capabilities(string text)
    {
        var found = new List<(ComputeCapability, int, int)>();
        foreach (var label in (string[])["compute capability", "sm_", "sm "])
        {
            for (
                var at = text.IndexOf(label, StringComparison.OrdinalIgnoreCase);
                at >= 0 && found.Count < Most;
                at = text.IndexOf(label, at + 1, StringComparison.OrdinalIgnoreCase)
            )
            {
                var start = at + label.Length;
                while (start < text.Length && text[start] is ' ' or ':' or '=')
                {
                    start++;
                }

                var end = TextSearch.EndOfNumber(text, start);

                var number = text[start..end];
                var isDotted = number.Contains('.', StringComparison.Ordinal);
                if (
                    (at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]))
                    && number.Length is >= 2 and <= 5
                    && (
                        isDotted
                            ? ComputeCapability.TryParse(number, out var capability)
                            : ComputeCapability.TryParse($"{number[..^1]}.{number[^1]}", out capability)
                    )
                    && !found.Exists(f => f.Item1 == capability)
                )
                {
                    found.Add((capability, at, end));
                }
            }
        }

        return found;
    }

    private static int WordEnd(string text, int at)
    {
        while (at < text.Length && char.IsAsciiLetterOrDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    private static bool IsGlued(string word) =>
        word.Length > 5
        && (
            word.StartsWith("RTX", StringComparison.OrdinalIgnoreCase)
            || word.StartsWith("GTX", StringComparison.OrdinalIgnoreCase)
        )
        && char.IsAsciiDigit(word[3]);

    private static bool IsNumber(string word) =>
        word.Length is 4 or 5 && char.IsAsciiDigit(word[0]) && char.IsAsciiDigit(word[2])
        || (word.Length == 5 && word[0] is 'A' && char.IsAsciiDigit(word[1]));
}
