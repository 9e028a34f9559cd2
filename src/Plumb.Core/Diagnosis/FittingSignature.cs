using System.Collections.Immutable;
using Plumb.Text;

namespace Plumb.Diagnosis;

/// <summary>A signature that fits a log.</summary>
/// <param name="Signature">Which one.</param>
/// <param name="Values">What its names stand for here.</param>
/// <param name="Sentence">The cause in words.</param>
/// <param name="Lines">The lines that prove it.</param>
internal sealed record FittingSignature(
    FailureSignature Signature,
    ImmutableDictionary<string, string> Values,
    string Sentence,
    List<LogLine> Lines
)
{
    private const double Proved = 0.97;

    /// <summary>What the environment says of it.</summary>
    public EvidenceVerdict Evidence { get; init; } = EvidenceVerdict.None;

    /// <summary>Its weight, more where the environment shows it or the stack knows it, less where the environment contradicts it.</summary>
    public int Weight { get; init; } = Signature.Weight;

    /// <summary>The first of its lines.</summary>
    public int First => Lines.Min(l => l.Number);

    /// <summary>The cause as it is shown. A fix that needs what the log does not tell is left out.</summary>
    public Cause ToCause()
    {
        var system = Values.GetValueOrDefault("os");
        return new Cause(
            Signature.Code,
            Redaction.Redact(Sentence),
            Evidence.Holds switch
            {
                true => Math.Max(Signature.Confidence, Proved),
                false => Signature.Confidence / 2,
                null => Signature.Confidence,
            },
            [
                .. Lines
                    .DistinctBy(l => l.Number)
                    .OrderBy(l => l.Number)
                    .Select(l => l with { Text = Redaction.Redact(l.Text) }),
            ],
            WithoutOr([
                .. Signature
                    .Fixes.Where(f => f.Os is null || system is null || f.Os == system)
                    .Select(Filled)
                    .OfType<CauseFix>()
                    .Where(f =>
                        Evidence.Holds != false
                        || !f.Commands.Any(c => c.Contains(" pip install ", StringComparison.Ordinal))
                    ),
            ]),
            [.. Signature.Avoid.Select(Words).OfType<string>()],
            Signature.Question is { } question ? Words(question) : null,
            Signature.Source
        )
        {
            From = Signature.From,
            Evidence =
                Evidence.Holds == false
                    ? Evidence.Sentences.Add("That does not fit this cause: the log may come from another environment.")
                    : Evidence.Sentences,
        };
    }

    // Where the fix before it is left out, what comes first is no alternative.
    private static ImmutableArray<CauseFix> WithoutOr(ImmutableArray<CauseFix> fixes) =>
        fixes is [{ Title: ['o', 'r', ' ', .. var title] } first, ..]
            ? fixes.SetItem(0, first with { Title = title })
            : fixes;

    private string? Words(string template) =>
        WordTemplate.Fill(template, Values) is { } text ? Redaction.Redact(text) : null;

    private CauseFix? Filled(SignatureFix fix)
    {
        var commands = fix.Run.Select(r => CommandTemplate.Fill(r, Values)).ToList();
        return Words(fix.Title) is { } title && commands.TrueForAll(c => c is not null)
            ? new CauseFix(title, [.. commands!])
            : null;
    }
}
