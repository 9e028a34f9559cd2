using System.Collections.Immutable;
using Plumb.Findings;
using Plumb.Text;

namespace Plumb.Configuration;

/// <summary>What configuration says for <c>check</c>. Null and empty where it says nothing.</summary>
public sealed record CheckSettings
{
    /// <summary>Nothing is said.</summary>
    public static CheckSettings None { get; } = new();

    /// <summary>The rules that are wanted; null for all.</summary>
    public ImmutableArray<RuleSetting>? Select { get; init; }

    /// <summary>The rules whose findings are silenced, the nearest file's first.</summary>
    public ImmutableArray<RuleSetting> Ignore { get; init; } = [];

    /// <summary>The rules whose findings are told with another severity, the nearest file's first.</summary>
    public ImmutableArray<SeveritySetting> Severities { get; init; } = [];

    /// <summary>One of <see cref="SettingWords.Thresholds"/>.</summary>
    public string? FailOn { get; init; }

    /// <summary>One of <see cref="SettingWords.Formats"/>.</summary>
    public string? Format { get; init; }

    /// <summary>One of <see cref="SettingWords.Colours"/>.</summary>
    public string? Colour { get; init; }

    /// <summary>A file of this machine, absolute.</summary>
    public string? Baseline { get; init; }

    /// <summary>A file of this machine, absolute.</summary>
    public string? Against { get; init; }

    /// <summary>These settings, and where they are silent those of another; lists of what is silenced are joined.</summary>
    public CheckSettings Over(CheckSettings other) =>
        new()
        {
            Select = Select ?? other.Select,
            Ignore = Ignore.AddRange(other.Ignore),
            Severities = Severities.AddRange(other.Severities),
            FailOn = FailOn ?? other.FailOn,
            Format = Format ?? other.Format,
            Colour = Colour ?? other.Colour,
            Baseline = Baseline ?? other.Baseline,
            Against = Against ?? other.Against,
        };
}

/// <summary>A rule that a configuration names.</summary>
/// <param name="Word">A code, the beginning of one, or a name.</param>
/// <param name="Reason">Why, in the words of who wrote it; null when nothing is said.</param>
/// <param name="Place">Where it stands; a variable's name stands for its file.</param>
public sealed record RuleSetting(string Word, string? Reason, Location Place);

/// <summary>A rule with the severity that its findings are told with.</summary>
/// <param name="Rule">Which, and why.</param>
/// <param name="Severity">Null to silence them.</param>
public sealed record SeveritySetting(RuleSetting Rule, Severity? Severity);
