using Plumb.Formats.Fatbins;
using Plumb.Knowledge;

namespace Plumb.Linting;

/// <summary>A card has the compute capability, and the generation, that a line gives it.</summary>
internal sealed class GpuArchitectureRule : IClaimRule
{
    private const string Name = "gpu-arch";
    private static readonly string[] _generations =
    [
        "Blackwell",
        "Hopper",
        "Ada Lovelace",
        "Ada",
        "Ampere",
        "Turing",
        "Volta",
        "Pascal",
        "Maxwell",
    ];

    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document)
    {
        foreach (var line in document.Lines)
        {
            if (line.Kind == LineKind.TableRow)
            {
                foreach (var claim in Judge(line, line.Text))
                {
                    yield return claim;
                }

                continue;
            }

            foreach (var (start, end) in SentenceSplit.Of(line.Statement))
            {
                foreach (var claim in Judge(line, line.Statement[start..end]))
                {
                    yield return claim;
                }
            }
        }
    }

    private static IEnumerable<Claim> Judge(DocumentLine line, string text)
    {
        var cards = GpuMentions.Cards(text);
        if (cards.Count == 0)
        {
            yield break;
        }

        var capabilities = GpuMentions.Capabilities(text);
        foreach (var card in cards)
        {
            if (cards.Count == 1 && capabilities.Count == 1)
            {
                if (!IsDenied(text, card, capabilities[0]))
                {
                    yield return Capability(line.Number, text, card, capabilities[0]);
                }
            }
            else if (cards.Count == 1 && capabilities.Count == 0 && Generation(text, card) is { } stated)
            {
                var isRight = card.Match.Candidates.Any(c =>
                    c.Architecture.StartsWith(stated, StringComparison.OrdinalIgnoreCase)
                    || stated.StartsWith(c.Architecture, StringComparison.OrdinalIgnoreCase)
                );
                yield return Claim.Judged(
                    line.Number,
                    text.Trim(),
                    isRight,
                    $"{card.Match.Choices}: {card.Match.Candidates[0].Architecture}.",
                    card.Match.Candidates[0].Source.Text,
                    Name
                );
            }
            else if (card.Match.Capability is null && card.Match.Product is null)
            {
                yield return new Claim(
                    line.Number,
                    card.Text,
                    ClaimVerdict.Imprecise,
                    $"\"{card.Text}\" may mean {card.Match.Choices}.",
                    card.Match.Candidates[0].Source.Text,
                    Name
                );
            }
        }
    }

    // "The RTX 5080 is not SM 8.9": what it is instead is not said.
    private static bool IsDenied(
        string text,
        GpuMentions.Card card,
        (ComputeCapability Value, int Start, int End) stated
    )
    {
        var (start, end) = card.Start < stated.Start ? (card.End, stated.Start) : (stated.End, card.Start);
        return end > start
            && TextSearch.HasAny($" {text[start..end]} ", [" not ", "n't ", " no ", " never ", " instead of "]);
    }

    private static Claim Capability(
        int line,
        string text,
        GpuMentions.Card card,
        (ComputeCapability Value, int Start, int End) stated
    )
    {
        var (start, end) = (Math.Min(card.Start, stated.Start), Math.Max(card.End, stated.End));
        var said = text[start..end].Trim();
        var fits = card.Match.Candidates.Any(c => c.Capability == stated.Value);
        var verdict =
            !fits ? ClaimVerdict.False
            : card.Match.Capability is null && card.Match.Product is null ? ClaimVerdict.Imprecise
            : ClaimVerdict.True;
        var owner = NvidiaGpus.Embedded.Architecture(stated.Value);
        var correct =
            verdict == ClaimVerdict.True
                ? ""
                : $"{card.Match.Choices}, {card.Match.Candidates[0].Architecture}."
                    + (fits || owner is null ? "" : $" {stated.Value} is {owner}.");
        return new Claim(line, said, verdict, correct, card.Match.Candidates[0].Source.Text, Name);
    }

    private static string? Generation(string text, GpuMentions.Card card)
    {
        var stated = Array.Find(
            _generations,
            g => TextSearch.HasWord(text, g) && !card.Text.Contains(g, StringComparison.OrdinalIgnoreCase)
        );
        return
            stated is null
            || !text.Contains('(', StringComparison.Ordinal)
                && !text.Contains("architecture", StringComparison.OrdinalIgnoreCase)
            ? null
            : stated;
    }
}
