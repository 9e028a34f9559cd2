using System.Collections.Immutable;
using Plumb.Findings;

namespace Plumb.Configuration;

/// <summary>A finding that configuration silences.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="By">What silences it, with its reason and place.</param>
public sealed record SilencedFinding(Finding Finding, RuleSetting By);

/// <summary>Findings as configuration wants them told.</summary>
/// <param name="Shown">In the order of <see cref="FindingOrder"/>, with the severities that are wanted.</param>
/// <param name="Silenced">The others.</param>
public sealed record Silencing(ImmutableArray<Finding> Shown, ImmutableArray<SilencedFinding> Silenced)
{
    /// <summary>
    /// Applies the settings. The longest word that fits a rule decides. What only follows from a silenced finding is silenced
    /// with it, and is never told as worse than the finding that it follows from.
    /// </summary>
    /// <param name="findings">All findings.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="selected">Words that are wanted; a longer one than that which ignores wins.</param>
    public static Silencing Apply(
        ImmutableArray<Finding> findings,
        CheckSettings settings,
        ImmutableArray<string> selected
    )
    {
        var heads = new Dictionary<string, Severity>(StringComparer.Ordinal);
        var silencedHeads = new Dictionary<string, RuleSetting>(StringComparer.Ordinal);
        var shown = new List<Finding>(findings.Length);
        var silenced = ImmutableArray.CreateBuilder<SilencedFinding>();
        foreach (var finding in findings.OrderBy(f => f.IsConsequence))
        {
            var (by, severity) = Decide(finding, settings, selected);
            if (by is null && finding is { IsConsequence: true, Cause: { } follows } && !heads.ContainsKey(follows))
            {
                by = silencedHeads.GetValueOrDefault(follows);
            }

            if (by is not null)
            {
                silenced.Add(new SilencedFinding(finding, by));
                if (finding is { IsConsequence: false, Cause: { } cause })
                {
                    silencedHeads.TryAdd(cause, by);
                }

                continue;
            }

            if (finding.Cause is { } key)
            {
                var worst = heads.TryGetValue(key, out var head) ? head : (Severity?)null;
                if (!finding.IsConsequence)
                {
                    heads[key] = worst > severity ? worst.Value : severity;
                }
                else if (worst < severity)
                {
                    severity = worst.Value;
                }
            }

            shown.Add(finding with { Severity = severity });
        }

        return new Silencing(FindingOrder.Sort(shown), [.. silenced.OrderBy(s => s.Finding, FindingOrder.Instance)]);
    }

    private static (RuleSetting? By, Severity Severity) Decide(
        Finding finding,
        CheckSettings settings,
        ImmutableArray<string> selected
    )
    {
        var wanted = selected.Where(finding.Rule.Answers).Select(w => w.Length).DefaultIfEmpty().Max();
        var ignored = settings.Ignore.Where(i => finding.Rule.Answers(i.Word)).MaxBy(i => i.Word.Length);
        if (ignored is not null && ignored.Word.Length >= wanted)
        {
            return (ignored, finding.Severity);
        }

        var level = settings.Severities.Where(s => finding.Rule.Answers(s.Rule.Word)).MaxBy(s => s.Rule.Word.Length);
        return level switch
        {
            null => (null, finding.Severity),
            { Severity: { } severity } => (null, severity),
            _ => (level.Rule, finding.Severity),
        };
    }
}
