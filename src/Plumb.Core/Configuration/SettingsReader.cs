using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Findings;
using Plumb.Metadata.Toml;

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
    private readonly TomlFields _fields = new(document);

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
                _fields.KnowKeys(table, _keys, "[check]");
                foreach (var entry in table.Entries)
                {
                    settings = Read(settings, entry);
                }
            }
            else
            {
                _fields.Fail(check.Value.Offset, $"check wants a table, [check], not {TomlFields.A(check.Value)}.");
            }
        }

        error = _fields.Mistake is { } mistake ? ConfigurationError.Of(mistake) : null;
        settings = error is null ? settings : null;
        return error is null;
    }

    private CheckSettings Read(CheckSettings settings, TomlEntry entry) =>
        entry.Key switch
        {
            "select" => settings with { Select = Rules(entry) },
            "ignore" => settings with { Ignore = Rules(entry) },
            "severity" => settings with { Severities = Severities(entry) },
            "fail-on" => settings with { FailOn = _fields.Word(entry, words.Thresholds) },
            "format" => settings with { Format = _fields.Word(entry, words.Formats) },
            "color" => settings with { Colour = _fields.Word(entry, words.Colours) },
            "baseline" => settings with { Baseline = Path(entry) },
            "against" => settings with { Against = Path(entry) },
            _ => settings,
        };

    private ImmutableArray<RuleSetting> Rules(TomlEntry entry)
    {
        if (entry.Value is not TomlArray list)
        {
            _fields.Fail(
                entry.Value.Offset,
                $"{entry.Key} wants a list such as [\"PLB12\"], not {TomlFields.A(entry.Value)}."
            );
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
                    _fields.KnowKeys(table, _ruleKeys, entry.Key);
                    rules.Add(Rule(_fields.Text(table, "code", entry.Key) ?? "", Reason(table), table.Offset));
                    break;
                default:
                    _fields.Fail(
                        item.Offset,
                        $"{entry.Key} wants codes or {{ code = …, reason = … }}, not {TomlFields.A(item)}."
                    );
                    break;
            }
        }

        return rules.ToImmutable();
    }

    private ImmutableArray<SeveritySetting> Severities(TomlEntry entry)
    {
        if (entry.Value is not TomlTable table)
        {
            _fields.Fail(
                entry.Value.Offset,
                $"severity wants a table, [check.severity], not {TomlFields.A(entry.Value)}."
            );
            return [];
        }

        var severities = ImmutableArray.CreateBuilder<SeveritySetting>(table.Entries.Length);
        foreach (var row in table.Entries)
        {
            var (level, reason) = row.Value is TomlTable longer ? Long(longer, row.Key) : (row.Value, null);
            var word = level is null ? "" : _fields.Word(new TomlEntry(row.Key, level), SettingWords.Severities);
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
        _fields.KnowKeys(table, _severityKeys, key);
        if (table["level"] is not { } level)
        {
            _fields.Fail(table.Offset, $"{key} wants a level: {TomlFields.Prose(SettingWords.Severities)}.");
            return (null, null);
        }

        return (level, Reason(table));
    }

    private RuleSetting Rule(string word, string? reason, int offset)
    {
        if (words.Refusal(word) is { } refusal)
        {
            _fields.Fail(offset, refusal);
        }

        return new RuleSetting(word, reason, document.LocationOf(offset));
    }

    private string? Path(TomlEntry entry)
    {
        if (entry.Value is TomlString { Text: { Length: > 0 } text } && !text.Contains('\0', StringComparison.Ordinal))
        {
            return absolute(text);
        }

        _fields.Fail(entry.Value.Offset, $"{entry.Key} wants the path of a file, not {TomlFields.A(entry.Value)}.");
        return null;
    }

    private string? Reason(TomlTable table) => table["reason"] is null ? null : _fields.Text(table, "reason", "reason");
}
