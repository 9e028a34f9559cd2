using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Text;

namespace Plumb.Checks.Environment;

/// <summary>
/// Environments that lie elsewhere than where they were made. <c>bin/python</c> still works there; scripts and activation do not, since both
/// hold the old path as text.
/// </summary>
public sealed class MovedEnvironmentCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [EnvironmentRules.Moved];

    /// <inheritdoc />
    public Observation Needs => Observation.Files;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        var snapshot = context.Snapshot;
        if (OldPrefix(snapshot) is not { } old)
        {
            yield break;
        }

        var scripts = ScriptsOf(snapshot, old);
        var dead = scripts
            .Where(s => !s.InterpreterExists && !snapshot.Installation.IsOutOfSight(s.Interpreter))
            .ToList();
        var activation = snapshot.RecordedPrefixes.FirstOrDefault(p =>
            !p.IsHere && WorldPath.Name(p.Source) != "pyvenv.cfg"
        );
        var prefix = snapshot.Installation.Prefix;
        var finding = new Finding
        {
            Rule = EnvironmentRules.Moved,
            Severity =
                dead.Count > 0 ? Severity.Error
                : scripts.Length > 0 || activation is not null ? Severity.Warning
                : Severity.Info,
            Title = $"This environment was made as {old} and now lies in {prefix}.",
            Message = MountedRoot.Hint(snapshot) + Effect(old, scripts, dead.Count, activation),
            Subject = new Subject(SubjectKind.Environment, prefix, snapshot.Installation.Version),
            Location = new Location(WorldPath.Join(prefix, "pyvenv.cfg")),
            Evidence =
            [
                .. snapshot
                    .RecordedPrefixes.Where(p => !p.IsHere)
                    .Select(p => new Evidence($"{WorldPath.Name(p.Source)} names {p.Prefix}", p.Source)),
                .. scripts.Select(s => new Evidence($"#!{s.Interpreter}", s.Path)),
            ],
            Cause = "moved",
        };
        yield return new Judgement(finding, Fixes(context, scripts));
    }

    /// <summary>The folder in which the environment was made; null when it still lies there or nothing tells.</summary>
    internal static string? OldPrefix(EnvironmentSnapshot snapshot)
    {
        if (!snapshot.Installation.Kind.IsVirtual())
        {
            return null;
        }

        if (snapshot.RecordedPrefixes.FirstOrDefault(p => !p.IsHere) is { } recorded)
        {
            return recorded.Prefix;
        }

        // Without such a record: all scripts agree on one other environment, and none is of this one.
        if (snapshot.Scripts.IsEmpty || snapshot.Scripts.Any(s => s.IsOwn))
        {
            return null;
        }

        var prefixes = snapshot.Scripts.Select(PrefixOf).Distinct(StringComparer.Ordinal).Take(2).ToList();
        return prefixes.Count == 1 && snapshot.Scripts.Length > 1 ? prefixes[0] : null;
    }

    /// <summary>The scripts that still name the old folder.</summary>
    internal static ImmutableArray<ObservedScript> ScriptsOf(EnvironmentSnapshot snapshot, string old) =>
        [.. snapshot.Scripts.Where(s => !s.IsOwn && PrefixOf(s) == old)];

    private static string PrefixOf(ObservedScript script) =>
        WorldPath.Parent(WorldPath.Parent(WorldPath.Normalize(script.Interpreter)));

    private static string Effect(
        string old,
        ImmutableArray<ObservedScript> scripts,
        int dead,
        RecordedPrefix? activation
    )
    {
        var sentences = new List<string>();
        if (dead > 0)
        {
            sentences.Add(
                $"{Prose.Count(dead, "script")} cannot be started, because the interpreter in {old} is gone."
            );
        }
        else if (scripts.Length > 0)
        {
            sentences.Add(
                $"{Prose.Count(scripts.Length, "script")} run with the packages of {old} instead of those here."
            );
        }

        if (activation is not null)
        {
            sentences.Add($"Its activation script puts {activation.Prefix} on PATH.");
        }

        if (sentences.Count == 0)
        {
            sentences.Add("Nothing in it depends on the old path, so it works as it is.");
        }

        return string.Join(' ', sentences);
    }

    private static ImmutableArray<ProposedFix> Fixes(CheckContext context, ImmutableArray<ObservedScript> scripts)
    {
        if (context.Snapshot.Installation.MinorVersion() is not { } version)
        {
            return [];
        }

        var owners = ScriptRepair.Owners(context.Ownership, scripts);
        if (DistributionFixes.ReinstallCommands(context, owners) is not { } again)
        {
            return [];
        }

        return
        [
            new ProposedFix(
                owners.IsEmpty
                    ? "write its activation scripts anew"
                    : $"write its activation scripts and those of {Prose.Count(owners.Length, "distribution")} anew",
                [context.Commands.RewriteActivation(version), .. again],
                1 + owners.Length,
                s => ScriptRepair.Rewritten(s with { RecordedPrefixes = [] }, context.Ownership)
            ),
        ];
    }
}
