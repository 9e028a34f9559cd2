using System.Collections.Immutable;
using Plumb.Checks;
using Plumb.Cli.Rendering;
using Plumb.Configuration;

namespace Plumb.Cli.Commands;

/// <summary>What is configured for a check.</summary>
internal static class CheckConfiguration
{
    private static readonly SettingWords _words = new(
        CheckCatalog.Rules,
        [.. AnswerOptions.Formats.Select(f => f.Word)],
        [.. SharedOptions.Colours.Select(c => c.Word)],
        [.. CheckOptions.Thresholds.Select(t => t.Word)]
    );

    /// <summary>What is wrong with the words of <c>--select</c> or <c>--ignore</c>; null when all name rules.</summary>
    public static ReportError? Mistake(string option, ImmutableArray<string> typed) =>
        typed.Select(_words.Refusal).FirstOrDefault(r => r is not null) is { } refusal
            ? new ReportError("usage", $"{option}: {refusal}", "See: plumb explain")
            : null;

    /// <summary>Reads it, unless the command line says not to; null with the reason on a mistake.</summary>
    public static LoadedConfiguration? Read(Call call, CheckOptions options, out ReportError? error)
    {
        error = null;
        if (call.Parsed.GetValue(call.Shared.NoConfiguration))
        {
            return LoadedConfiguration.None;
        }

        var (files, folder) = options.ConfigurationPlace(call.Parsed, call.World);
        if (
            LoadedConfiguration.TryRead(
                files,
                folder,
                call.World.Variables,
                call.World.CurrentFolder,
                _words,
                out var configuration,
                out var mistake
            )
        )
        {
            return configuration;
        }

        error = new ReportError("configuration", mistake.ToString(), "Go on without any configuration: --no-config");
        return null;
    }

    /// <summary>The report as configuration wants it told; what the command line asks for by the same word is told all the same.</summary>
    public static CheckReport Apply(CheckReport report, LoadedConfiguration configuration, ImmutableArray<string> typed)
    {
        bool Asked(RuleSetting rule) => typed.Contains(rule.Word, StringComparer.OrdinalIgnoreCase);
        var settings = configuration.Check with
        {
            Ignore = configuration.Check.Ignore.RemoveAll(Asked),
            Severities = configuration.Check.Severities.RemoveAll(s => s.Severity is null && Asked(s.Rule)),
        };
        var selected = typed.IsEmpty ? [.. settings.Select?.Select(r => r.Word) ?? []] : typed;
        var silencing = Silencing.Apply(report.Findings, settings, selected);
        return report with
        {
            Findings = silencing.Shown,
            Silenced = silencing.Silenced,
            Configuration = configuration.Sources,
        };
    }
}
