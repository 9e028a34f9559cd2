using System.Collections.Immutable;
using Plumb.Text;

namespace Plumb.Diagnosis;

/// <summary>Chooses among the signatures that fit.</summary>
internal sealed class Diagnoser
{
    private const int MostOthers = 2;

    // How much lighter another cause may be to be named beside the first.
    private const int NearWeight = 5;
    private const int EndLines = 30;

    // Up to here a signature knows a kind of message, and not one failure.
    private const int GeneralWeight = 40;

    // Enough that what the environment does not show is no longer named beside what it shows.
    private const int Shown = NearWeight + 1;
    private const int Contradicted = 50;
    private readonly EnvironmentEvidence? _environment;
    private readonly FailureSignatures _signatures;
    private readonly LogReading _reading;
    private readonly Dictionary<string, List<PatternMatch>> _found = new(StringComparer.Ordinal);
    private readonly ImmutableDictionary<string, string> _facts;
    private readonly int _success;
    private readonly int _end;

    /// <summary>Takes what was read.</summary>
    public Diagnoser(FailureSignatures signatures, LogReading reading, EnvironmentEvidence? environment = null)
    {
        (_signatures, _reading, _environment) = (signatures, reading, environment);
        var patterns = signatures.Index.Patterns;
        for (var i = 0; i < patterns.Length; i++)
        {
            if (reading.Matches.Of[i] is { } matches)
            {
                _found.Add(patterns[i].Text, matches);
            }
        }

        _facts = LogFacts.Of(reading.Exceptions);
        _success = signatures.Success.SelectMany(Matches).Select(m => m.Line.Number).DefaultIfEmpty(0).Max();
        _end = EndOfLog();
    }

    /// <summary>Says it.</summary>
    public LogDiagnosis Diagnose() => Cause() with { Signs = Signs() };

    private ImmutableArray<LogSign> Signs() =>
        [
            .. _signatures
                .Signs.SelectMany(s =>
                    Matches(s.Pattern)
                        .Where(m => !IsJoined(m, s.Pattern))
                        .Select(m => new LogSign(
                            m.Line with
                            {
                                Text = Redaction.Redact(m.Line.Text),
                            },
                            s.IsGood,
                            s.Meaning
                        ))
                )
                .OrderBy(s => s.Line.Number)
                .DistinctBy(s => s.Line.Number),
        ];

    // Lines of one length are read joined too, in case that a terminal broke them: what stands in the later one alone counts there.
    private bool IsJoined(PatternMatch match, LogPattern pattern) =>
        Matches(pattern)
            .Any(m =>
                m.Line.Number > match.Line.Number
                && match.Line.Text.Length > m.Line.Text.Length
                && match.Line.Text.Contains(m.Line.Text, StringComparison.Ordinal)
            );

    private LogDiagnosis Cause()
    {
        var fitting = _signatures
            .Entries.Where(e => e.MayFit(p => _found.ContainsKey(p.Text)))
            .Select(e => Fit(e.Signature))
            .OfType<FittingSignature>()
            .ToList();
        var beaten = fitting.SelectMany(f => f.Signature.Beats).ToHashSet(StringComparer.Ordinal);
        var ranked = fitting
            .Where(f => !beaten.Contains(f.Signature.Code))
            .OrderByDescending(f => f.Weight)
            .ThenBy(f => f.First)
            .DistinctBy(f => f.Signature.Code, StringComparer.Ordinal)
            .ToList();
        if (ranked.Count == 0)
        {
            var decisive = FailureEnd.Of(_reading, _success);
            return new LogDiagnosis([], !decisive.IsEmpty, decisive, _reading.Lines);
        }

        var causes = ranked
            .TakeWhile((f, i) => i == 0 || f.Weight >= ranked[0].Weight - NearWeight)
            .Take(1 + MostOthers)
            .Select(ToCause)
            .ToImmutableArray();
        return new LogDiagnosis(causes, false, [], _reading.Lines);
    }

    private IEnumerable<PatternMatch> Matches(LogPattern pattern) => _found.GetValueOrDefault(pattern.Text) ?? [];

    private IEnumerable<PatternMatch> Serious(LogPattern pattern) =>
        Matches(pattern).Where(m => !LineLevel.IsQuiet(m.Line.Text));

    private FittingSignature? Fit(FailureSignature signature)
    {
        if (signature.None.Any(p => Matches(p).Any()))
        {
            return null;
        }

        var captures = ImmutableDictionary<string, string>.Empty;
        var lines = new List<LogLine>();
        foreach (var pattern in signature.All)
        {
            if (Serious(pattern).LastOrDefault(m => IsInTime(signature, m)) is not { } match)
            {
                return null;
            }

            captures = captures.SetItems(match.Captures);
            lines.Add(match.Line);
        }

        if (signature.Any.IsEmpty)
        {
            return Fit(signature, captures, lines);
        }

        // The patterns stand in the order in which they say most.
        return signature
            .Any.SelectMany(Serious)
            .Where(m => IsInTime(signature, m))
            .Select(m => Fit(signature, captures.SetItems(m.Captures), [m.Line, .. lines]))
            .FirstOrDefault(f => f is not null);
    }

    private FittingSignature? Fit(
        FailureSignature signature,
        ImmutableDictionary<string, string> captures,
        List<LogLine> lines
    )
    {
        var exception =
            _reading.Exceptions.FirstOrDefault(e => lines.Exists(l => l.Number >= e.Line.Number && l.Number <= e.Last))
            ?? _reading.Exceptions.FirstOrDefault(e => lines.Exists(l => l.Number >= e.First && l.Number <= e.Last));
        var values = LogFacts.Of(exception, _facts).SetItems(captures);
        if (!signature.Where.All(c => c.Holds(values)))
        {
            return null;
        }

        var sentence = signature.Sentences.Select(s => WordTemplate.Fill(s, values)).FirstOrDefault(s => s is not null);
        return sentence is null ? null : Asked(new FittingSignature(signature, values, sentence, lines));
    }

    private FittingSignature Asked(FittingSignature fitting)
    {
        if (_environment is null)
        {
            return fitting;
        }

        var verdict = _environment.Judge(fitting.Signature, fitting.Values);
        var weight =
            fitting.Signature.Weight
            + verdict.Holds switch
            {
                true => Shown,
                false => -Contradicted,
                null => 0,
            }
            + (KnownTo(fitting.Signature) is null ? 0 : 1);
        return fitting with { Evidence = verdict, Weight = weight };
    }

    private Cause ToCause(FittingSignature fitting)
    {
        var cause = fitting.ToCause();
        if (_environment is null)
        {
            return cause;
        }

        var adapted = _environment.Context is { } context ? new EnvironmentFixes(context).Adapt(cause, fitting) : cause;
        return adapted with { Known = KnownTo(fitting.Signature) ?? "" };
    }

    private string? KnownTo(FailureSignature signature) =>
        _environment?.Stack is { } stack
        && stack.Failures.FirstOrDefault(f => f.Signature == signature.Code) is { } known
            ? known.Source.Why.Length > 0
                ? $"{stack.Title}: {known.Source.Why}"
                : $"Known to users of {stack.Title}."
            : null;

    private bool IsInTime(FailureSignature signature, PatternMatch match) =>
        (!signature.IsLast || match.Line.Number >= _end)
        && (!signature.IsTransient || match.Line.Number > _success)
        && (signature.Weight > GeneralWeight || !LineLevel.IsWarning(match.Line.Text));

    // The last exception with what led to it, or the last lines, whichever starts earlier.
    private int EndOfLog()
    {
        var last = _reading.Exceptions.Length - 1;
        while (last > 0 && _reading.Exceptions[last].Follows)
        {
            last--;
        }

        var tail = _reading.Lines - EndLines;
        return last < 0 ? tail : Math.Min(tail, _reading.Exceptions[last].First);
    }
}
