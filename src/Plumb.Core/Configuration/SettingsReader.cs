using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Findings;
using Plumb.Metadata.Toml;
using Plumb.Text;

namespace Plumb.Configuration;

/// <summary>Reads the table <c>check</c>. The first mistake ends it.</summary>
/// <param name="document">The file.</param>
/// <param name="words">What may be said.</param>
/// <param name="absolute">Makes a path of the file one of this machine.</param>
internal sealed class SettingsReader(TomlDocument document, SettingWords words, Func<string, string> absolute)
{
    private static readonly ImmutableArray<string> _keys =
    [
        "select",
        "ignore",
        "severity",
        "fail-on",
        "format",
        "color",
        "baseline",
        "against",
    ];

    private static readonly ImmutableArray<string> _ruleKeys = ["code", "reason"];
    private static readonly ImmutableArray<string> _severityKeys = ["level", "reason"];
    private ConfigurationError? _error;

    /// <summary>Reads the table out of the one that holds all of Plumb's.</summary>
    public bool TryRead(
        TomlTable tables,
        [NotNullWhen(true)] out CheckSettings? settings,
        [NotNullWhen(false)] out ConfigurationError? error
    )
    {
        settings = CheckSettings.None;
        if (tables.TryGet("check", out var check))
        {
            if (check.Value is TomlTable table)
            {
                KnowKeys(table, _keys, "[check]");
                foreach (var entry in table.Entries)
                {
                    settings = Read(settings, entry);
                }
            }
            else
            {
                Fail(check.Value.Offset, $"check wants a table, [check], not {A(check.Value)}.");
            }
        }

        error = _error;
        settings = error is null ? settings : null;
        return error is null;
    }

    private CheckSettings Read(CheckSettings settings, TomlEntry entry) =>
        entry.Key switch
        {
            "select" => settings with { Select = Rules(entry) },
            "ignore" => settings with { Ignore = Rules(entry) },
            "severity" => settings with { Severities = Severities(entry) },
            "fail-on" => settings with { FailOn = Word(entry, words.Thresholds) },
            "format" => settings with { Format = Word(entry, words.Formats) },
            "color" => settings with { Colour = Word(entry, words.Colours) },
            "baseline" => settings with { Baseline = Path(entry) },
            "against" => settings with { Against = Path(entry) },
            _ => settings,
        };

    private ImmutableArray<RuleSetting> Rules(TomlEntry entry)
    {
        if (entry.Value is not TomlArray list)
        {
            Fail(entry.Value.Offset, $"{entry.Key} wants a list such as [\"PLB12\"], not {A(entry.Value)}.");
            return [];
        }

        var rules = ImmutableArray.CreateBuilder<RuleSetting>(list.Items.Length);
        foreach (var item in list.Items)
        {
            switch (item)
            {
                case TomlString text:
                    rules.Add(Rule(text.Text, null, text.Offset));
                    break;
                case TomlTable table:
                    KnowKeys(table, _ruleKeys, entry.Key);
                    rules.Add(Rule(Text(table, "code", entry.Key) ?? "", Reason(table), table.Offset));
                    break;
                default:
                    Fail(item.Offset, $"{entry.Key} wants codes or {{ code = …, reason = … }}, not {A(item)}.");
                    break;
            }
        }

        return rules.ToImmutable();
    }

    private ImmutableArray<SeveritySetting> Severities(TomlEntry entry)
    {
        if (entry.Value is not TomlTable table)
        {
            Fail(entry.Value.Offset, $"severity wants a table, [check.severity], not {A(entry.Value)}.");
            return [];
        }

        var severities = ImmutableArray.CreateBuilder<SeveritySetting>(table.Entries.Length);
        foreach (var row in table.Entries)
        {
            var (level, reason) = row.Value is TomlTable longer ? Long(longer, row.Key) : (row.Value, null);
            var word = level is null ? "" : Word(new TomlEntry(row.Key, level), SettingWords.Severities);
            Severity? severity = word switch
            {
                "error" => Severity.Error,
                "warning" => Severity.Warning,
                "info" => Severity.Info,
                _ => null,
            };
            severities.Add(new SeveritySetting(Rule(row.Key, reason, row.Offset), severity));
        }

        return severities.ToImmutable();
    }

    private (TomlValue? Level, string? Reason) Long(TomlTable table, string key)
    {
        KnowKeys(table, _severityKeys, key);
        if (table["level"] is not { } level)
        {
            Fail(table.Offset, $"{key} wants a level: {Prose(SettingWords.Severities)}.");
            return (null, null);
        }

        return (level, Reason(table));
    }

    private RuleSetting Rule(string word, string? reason, int offset)
    {
        if (words.Refusal(word) is { } refusal)
        {
            Fail(offset, refusal);
        }

        return new RuleSetting(word, reason, document.LocationOf(offset));
    }

    private string? Word(TomlEntry entry, ImmutableArray<string> allowed)
    {
        if (entry.Value is TomlString { Text: var text } && allowed.Contains(text, StringComparer.Ordinal))
        {
            return text;
        }

        var given = entry.Value is TomlString { Text: var wrong } ? $"\"{wrong}\"" : A(entry.Value);
        var meant = entry.Value is TomlString { Text: var near } ? Meant(near, allowed) : "";
        Fail(entry.Value.Offset, $"{entry.Key} takes {Prose(allowed)}, not {given}.{meant}");
        return null;
    }

    private string? Path(TomlEntry entry)
    {
        if (entry.Value is TomlString { Text: { Length: > 0 } text } && !text.Contains('\0', StringComparison.Ordinal))
        {
            return absolute(text);
        }

        Fail(entry.Value.Offset, $"{entry.Key} wants the path of a file, not {A(entry.Value)}.");
        return null;
    }

    private string? Reason(TomlTable table) => table["reason"] is null ? null : Text(table, "reason", "reason");

    private string? Text(TomlTable table, string key, string owner)
    {
        if (table[key] is not TomlString text)
        {
            Fail(table[key]?.Offset ?? table.Offset, $"{owner} wants {key} = \"…\".");
            return null;
        }

        return text.Text;
    }

    private void KnowKeys(TomlTable table, ImmutableArray<string> known, string owner)
    {
        foreach (var entry in table.Entries.Where(e => !known.Contains(e.Key, StringComparer.Ordinal)))
        {
            Fail(
                entry.Offset,
                $"{owner} has no key \"{entry.Key}\"; it has {Prose(known, "and")}.{Meant(entry.Key, known)}"
            );
        }
    }

    private void Fail(int offset, string message) =>
        _error ??= new ConfigurationError(document.LocationOf(offset), message);

    private static string Meant(string given, IEnumerable<string> candidates) =>
        NearestWord.To(given, candidates) is { } near ? $" Did you mean \"{near}\"?" : "";

    private static string A(TomlValue value) =>
        value.Kind is "array" or "integer" ? $"an {value.Kind}" : $"a {value.Kind}";

    private static string Prose(ImmutableArray<string> list, string last = "or") =>
        $"{string.Join(", ", list.Take(list.Length - 1))} {last} {list[^1]}";
}
