using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Files;
using Plumb.Text;

namespace Plumb.Configuration;

/// <summary>Reads the settings that stand in variables: <c>PLUMB_FAIL_ON</c> and so on. An empty one says nothing.</summary>
public static class SettingVariables
{
    /// <summary>The names, in order, with what each takes.</summary>
    public static ImmutableArray<string> Names { get; } =
    ["PLUMB_SELECT", "PLUMB_IGNORE", "PLUMB_FAIL_ON", "PLUMB_FORMAT", "PLUMB_COLOR", "PLUMB_BASELINE", "PLUMB_AGAINST"];

    /// <summary>Reads them.</summary>
    /// <param name="variables">Of this process.</param>
    /// <param name="words">What may be said.</param>
    /// <param name="currentFolder">What relative paths are meant from.</param>
    /// <param name="settings">What they say.</param>
    /// <param name="error">The first mistake.</param>
    internal static bool TryRead(
        WorldVariables variables,
        SettingWords words,
        string currentFolder,
        [NotNullWhen(true)] out CheckSettings? settings,
        [NotNullWhen(false)] out ConfigurationError? error
    )
    {
        ConfigurationError? mistake = null;
        string? Word(string name, ImmutableArray<string> allowed)
        {
            var word = variables.GetNonEmpty(name);
            if (word is not null && !allowed.Contains(word, StringComparer.Ordinal))
            {
                mistake ??= new ConfigurationError(
                    new Location(name),
                    $"It takes {string.Join(", ", allowed)}, not \"{word}\"."
                );
            }

            return word;
        }

        ImmutableArray<RuleSetting> Rules(string name)
        {
            var rules = (variables.GetNonEmpty(name) ?? "")
                .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(word => new RuleSetting(word, null, new Location(name)))
                .ToImmutableArray();
            if (rules.Select(r => words.Refusal(r.Word)).FirstOrDefault(r => r is not null) is { } refusal)
            {
                mistake ??= new ConfigurationError(new Location(name), refusal);
            }

            return rules;
        }

        string? Absolute(string name) =>
            variables.GetNonEmpty(name) is { } path
                ? WorldPath.Normalize(WorldPath.Join(WorldPath.Normalize(currentFolder), path))
                : null;

        var select = Rules("PLUMB_SELECT");
        var read = new CheckSettings
        {
            Select = select.IsEmpty ? null : select,
            Ignore = Rules("PLUMB_IGNORE"),
            FailOn = Word("PLUMB_FAIL_ON", words.Thresholds),
            Format = Word("PLUMB_FORMAT", words.Formats),
            Colour = Word("PLUMB_COLOR", words.Colours),
            Baseline = Absolute("PLUMB_BASELINE"),
            Against = Absolute("PLUMB_AGAINST"),
        };
        error = mistake;
        settings = mistake is null ? read : null;
        return mistake is null;
    }
}
