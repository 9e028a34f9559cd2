using System.Collections.Immutable;
using System.Globalization;
using Plumb.Checks;
using Plumb.Checks.Tried;
using Plumb.Findings;
using Plumb.Text;

namespace Plumb.Trials.Imports;

/// <summary>What failing imports say, as findings: one for each cause, beside the finding that names the cause where there is one.</summary>
public static class ImportFindings
{
    private const int MostEvidence = 8;
    private const int MostPrinted = 600;

    /// <summary>The findings of both, in their order.</summary>
    /// <param name="known">What was found without running anything.</param>
    /// <param name="imports">What was tried.</param>
    /// <param name="selection">The rules that are wanted.</param>
    /// <param name="limits">For the sentence on what took too long: seconds.</param>
    public static ImmutableArray<Finding> Add(
        ImmutableArray<Finding> known,
        ImmutableArray<JoinedImport> imports,
        RuleSelection selection,
        TimeSpan limits
    )
    {
        var all = known.ToBuilder();
        foreach (
            var group in imports
                .Where(i => i.Outcome.Kind != ImportOutcomeKind.Imported)
                .GroupBy(Key, StringComparer.Ordinal)
        )
        {
            var members = group.ToImmutableArray();
            if (!selection.Includes(RuleOf(members[0])))
            {
                continue;
            }

            var at = members[0].Cause is { } cause ? all.IndexOf(cause) : -1;
            if (at >= 0 && all[at].Cause is null)
            {
                all[at] = all[at] with { Cause = "import-of:" + members[0].Target.Module };
            }

            all.Add(Of(members, at < 0 ? null : all[at], IsPartOfWhole(members, imports), limits));
        }

        return FindingOrder.Sort(all);
    }

    /// <summary>What makes failures one: the finding that explains them, or the same exception at the same place.</summary>
    private static string Key(JoinedImport import) =>
        import.Cause is { } cause
            ? string.Join('\n', "found", cause.Rule.Code, cause.Subject.Name, cause.About, cause.Location?.ToString())
        : import.Root is { } root ? string.Join('\n', root.Type, root.Message, root.Place?.File, import.Deliberate)
        : string.Join(
            '\n',
            import.Outcome.Kind,
            import.Outcome.Signal,
            import.Outcome.Running.IsEmpty ? import.Target.Module : import.Outcome.Running[0].ToString()
        );

    private static Rule RuleOf(JoinedImport import) =>
        import.Outcome.Kind switch
        {
            ImportOutcomeKind.Signal or ImportOutcomeKind.Exit or ImportOutcomeKind.Ended => TriedRules.ImportCrashes,
            ImportOutcomeKind.Timeout or ImportOutcomeKind.Memory => TriedRules.ImportUnfinished,
            _ => TriedRules.ImportFails,
        };

    // What bears the distribution's name is imported: the failing module is a part that many never use.
    private static bool IsPartOfWhole(ImmutableArray<JoinedImport> members, ImmutableArray<JoinedImport> imports) =>
        members.All(m =>
            m.Target.Distribution is { } owner
            && imports.Any(i =>
                i.Outcome.Kind == ImportOutcomeKind.Imported
                && i.Target.Distribution?.Location == owner.Location
                && i.Target.Module.Equals(owner.Key.Normalized.Replace('-', '_'), StringComparison.OrdinalIgnoreCase)
            )
        );

    private static Finding Of(ImmutableArray<JoinedImport> members, Finding? cause, bool isPart, TimeSpan limit)
    {
        var first = members[0];
        var rule = RuleOf(first);
        var severity =
            first.Deliberate is not null ? Severity.Info
            : isPart && rule.Severity == Severity.Error ? Severity.Warning
            : rule.Severity;
        var owner = first.Target.Distribution;
        return new Finding
        {
            Rule = rule,
            Severity = severity,
            Title = Title(members, limit),
            Message = Message(first, cause, isPart),
            Subject = owner is null
                ? new Subject(SubjectKind.Environment, first.Target.Module)
                : new Subject(SubjectKind.Distribution, owner.Name, owner.VersionText),
            About = first.Target.Module,
            Location = Place(first),
            Evidence = [.. members.SelectMany(Proof).Take(MostEvidence)],
            Cause = cause?.Cause,
            IsConsequence = cause is not null && cause.Severity >= severity,
            Relates = cause is null ? [] : [cause.Rule.Code],
        };
    }

    private static string Title(ImmutableArray<JoinedImport> members, TimeSpan limit)
    {
        var names = Prose.List(members.Select(m => Label(m.Target)));
        var first = members[0];
        var why = first.Outcome.Kind switch
        {
            ImportOutcomeKind.Signal => $"ends the process: {first.Outcome.Signal}",
            ImportOutcomeKind.Exit => $"ends the process: SystemExit {first.Root?.Message}".TrimEnd(),
            ImportOutcomeKind.Ended => string.Create(
                CultureInfo.InvariantCulture,
                $"ends the process with code {first.Outcome.Code}, without an exception"
            ),
            ImportOutcomeKind.Timeout => string.Create(
                CultureInfo.InvariantCulture,
                $"did not end within {limit.TotalSeconds:0.#} s"
            ),
            ImportOutcomeKind.Memory => "wants more memory or threads than it could have",
            _ => "fails: " + ErrorText.FirstLine(first.Root?.ToString() ?? "an exception"),
        };
        return $"Importing {names} {why}.";
    }

    private static string Message(JoinedImport import, Finding? cause, bool isPart)
    {
        var sentences = new List<string>();
        if (cause is not null)
        {
            sentences.Add($"The cause was found in the files ({cause.Rule.Code}): {cause.Title}");
        }

        if (import.Deliberate is { } deliberate)
        {
            sentences.Add(deliberate);
        }
        else if (isPart)
        {
            sentences.Add($"{import.Target.Distribution!.Name} itself is imported.");
        }

        if (
            cause is null
            && import.Root is { } root
            && import.Outcome.Chain is [var last, ..]
            && !ReferenceEquals(last, root)
        )
        {
            sentences.Add($"What is shown in the end is {ErrorText.FirstLine(last.ToString())}.");
        }

        return string.Join(' ', sentences);
    }

    private static Location? Place(JoinedImport import)
    {
        var frame = import.Root?.Place ?? (import.Outcome.Running.IsEmpty ? null : import.Outcome.Running[0]);
        return frame is null || frame.File.StartsWith('<') ? null : new Location(frame.File, frame.Line);
    }

    private static IEnumerable<Evidence> Proof(JoinedImport import)
    {
        if (Place(import) is { } place)
        {
            var what = import.Root?.ToString() ?? "this ran at the end";
            yield return new Evidence(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"import {import.Target.Module}: line {place.Line}: {ErrorText.FirstLine(what)}"
                ),
                place.File
            );
        }
        else
        {
            yield return new Evidence(
                $"import {import.Target.Module}: {import.Root?.ToString() ?? import.Outcome.Kind.ToString().ToLowerInvariant()}"
            );
        }

        if (
            import is { Root: null, Outcome.Running.IsEmpty: true }
            && Printed(import.Outcome) is { Length: > 0 } printed
        )
        {
            yield return new Evidence("it printed: " + printed);
        }
    }

    private static string Printed(ImportOutcome outcome)
    {
        var text = outcome.Error.Trim();
        text = text.Length == 0 ? outcome.Output.Trim() : text;
        return text.Length <= MostPrinted ? text : "… " + text[^MostPrinted..];
    }

    private static string Label(ImportTarget target) =>
        target.Distribution is { } owner && owner.Name != target.Module
            ? $"{target.Module} ({owner.Label})"
            : target.Distribution?.Label ?? target.Module;
}
