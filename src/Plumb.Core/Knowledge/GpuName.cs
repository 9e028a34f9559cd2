using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace Plumb.Knowledge;

/// <summary>
/// A name of a GPU of NVIDIA taken apart, so that "rtx5080 laptop", "NVIDIA GeForce RTX 5080" and "RTX 5080" are told to be the same product.
/// </summary>
internal sealed record GpuName(ImmutableArray<string> Words, ImmutableArray<string> Lines, long? MemoryBytes)
{
    private const int Longest = 200;

    // The product lines that tell products of one number apart, and the generations.
    private static readonly FrozenSet<string> _lines = FrozenSet.Create(
        StringComparer.Ordinal,
        "geforce",
        "quadro",
        "tesla",
        "jetson"
    );

    // Words that change neither product nor compute capability.
    private static readonly FrozenSet<string> _noise = FrozenSet.Create(
        StringComparer.Ordinal,
        "nvidia",
        "gpu",
        "laptop",
        "mobile",
        "notebook",
        "max",
        "q",
        "maxq",
        "with",
        "design",
        "generation",
        "graphics",
        "card",
        "edition",
        "embedded",
        "developer",
        "kit",
        "module",
        "series",
        "oem",
        "d",
        "r",
        "tm",
        "corporation",
        "hgx",
        "dgx",
        "spark",
        "pcie",
        "pci",
        "ac",
        "lc",
        "gb"
    );

    private static readonly string[] _glued = ["nvidia", "geforce", "quadro", "tesla", "jetson", "rtx", "gtx", "titan"];

    /// <summary>Takes a name apart.</summary>
    public static GpuName Parse(string name)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        var lines = ImmutableArray.CreateBuilder<string>();
        long? memory = null;
        foreach (var word in Split(name))
        {
            if (word == "mig")
            {
                break;
            }

            if (_lines.Contains(word))
            {
                lines.Add(word);
            }
            else if (TryMemory(word, out var bytes))
            {
                memory = bytes;
            }
            else if (!_noise.Contains(word) && !IsFormFactor(word) && !words.Contains(word, StringComparer.Ordinal))
            {
                words.Add(word);
            }
        }

        return new GpuName(words.DrainToImmutable(), lines.DrainToImmutable(), memory);
    }

    private static List<string> Split(string name)
    {
        var text = (name.Length > Longest ? name[..Longest] : name).ToLowerInvariant();
        var words = new List<string>();
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsAsciiLetterOrDigit(text[i]))
            {
                continue;
            }

            if (i > start)
            {
                Unglue(text[start..i], words);
            }

            start = i + 1;
        }

        return words;
    }

    // "rtx5080ti": a line, a number and a suffix in one.
    private static void Unglue(string word, List<string> words)
    {
        foreach (var prefix in _glued)
        {
            if (word.Length > prefix.Length && word.StartsWith(prefix, StringComparison.Ordinal))
            {
                words.Add(prefix);
                Unglue(word[prefix.Length..], words);
                return;
            }
        }

        var digits = word.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits >= 3 && word[digits..] is "ti" or "super" or "tisuper" or "d")
        {
            words.Add(word[..digits]);
            if (word[digits..] is "tisuper")
            {
                words.Add("ti");
                words.Add("super");
            }
            else
            {
                words.Add(word[digits..]);
            }
        }
        else
        {
            words.Add(word);
        }
    }

    // "80GB" and "144G".
    private static bool TryMemory(string word, out long bytes)
    {
        var unit =
            word.EndsWith("gb", StringComparison.Ordinal) ? 2
            : word.EndsWith('g') ? 1
            : 0;
        bytes =
            unit > 0
            && int.TryParse(
                word.AsSpan(0, word.Length - unit),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var number
            )
            && number is > 0 and < 10_000
                ? (long)number << 30
                : 0;
        return bytes > 0;
    }

    private static bool IsFormFactor(string word) =>
        word.StartsWith("sxm", StringComparison.Ordinal)
        || word.StartsWith("hbm", StringComparison.Ordinal)
        || word.StartsWith("nvl", StringComparison.Ordinal);
}
