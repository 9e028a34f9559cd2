using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Text;

namespace Plumb.Checks.Environment;

/// <summary>Scripts that start another Python than the one they lie beside, or one that is gone. One finding an interpreter.</summary>
public sealed class ForeignScriptsCheck : ICheck
{
    private const int MostNamed = 5;

    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [EnvironmentRules.ForeignScripts];

    /// <inheritdoc />
    public Observation Needs => Observation.Files;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        var snapshot = context.Snapshot;
        var moved = MovedEnvironmentCheck.OldPrefix(snapshot) is { } old
            ? MovedEnvironmentCheck.ScriptsOf(snapshot, old).ToHashSet()
            : [];
        var wrong = snapshot
            .Scripts.Where(s => !moved.Contains(s) && IsWrong(context, s))
            .GroupBy(s => (s.Interpreter, IsInterpreters: IsInterpreters(context, s)))
            .OrderBy(g => g.Key.Interpreter, StringComparer.Ordinal)
            .ThenBy(g => g.Key.IsInterpreters);
        foreach (var group in wrong)
        {
            yield return group.Key.IsInterpreters
                ? AboutInterpreters(group.Key.Interpreter, [.. group])
                : Judge(context, group.Key.Interpreter, [.. group]);
        }
    }

    // A script of a shared folder (/usr/local/bin) may serve any Python; wrong there is only one that belongs here and cannot start.
    private static bool IsWrong(CheckContext context, ObservedScript script) =>
        context.Snapshot.Installation.Kind.StandsAlone()
            ? IsDead(context, script) || (!script.IsOwn && !IsOutOfSight(context, script))
            : IsDead(context, script) && (script.IsOwn || context.Ownership.IsOwned(script.Path));

    private static bool IsDead(CheckContext context, ObservedScript script) =>
        !script.InterpreterExists
        && (script.IsOwn ? !context.Snapshot.Installation.ExecutableIsDenied : !IsOutOfSight(context, script));

    private static bool IsOutOfSight(CheckContext context, ObservedScript script) =>
        context.Snapshot.Installation.IsOutOfSight(script.Interpreter);

    private static bool IsInterpreters(CheckContext context, ObservedScript script) =>
        InterpreterScript.IsName(WorldPath.Name(script.Path)) && !context.Ownership.IsOwned(script.Path);

    private static Finding AboutInterpreters(string interpreter, ImmutableArray<ObservedScript> scripts)
    {
        var names = Prose.List(scripts.Select(s => WorldPath.Name(s.Path)), MostNamed);
        return new Finding
        {
            Rule = EnvironmentRules.ForeignScripts,
            Severity = Severity.Info,
            Title = scripts[0].InterpreterExists
                ? $"{names} of the interpreter's own run with another Python: {interpreter}."
                : $"{names} of the interpreter's own cannot be started: {interpreter} does not exist.",
            Message = "Python's own installation brought this; nothing that is installed here needs it.",
            Subject = new Subject(SubjectKind.File, scripts[0].Path),
            Location = new Location(scripts[0].Path, 1),
            Evidence = [.. scripts.Select(s => new Evidence($"#!{s.Interpreter}", s.Path))],
            Cause = "interpreter-scripts:" + interpreter,
        };
    }

    private static Judgement Judge(CheckContext context, string interpreter, ImmutableArray<ObservedScript> scripts)
    {
        var exists = scripts[0].InterpreterExists;
        var owners = ScriptRepair.Owners(context.Ownership, scripts);
        var isOwned = scripts.Any(s => context.Ownership.IsOwned(s.Path));
        var follows = scripts[0].IsOwn && BaseInterpreterCheck.IsGone(context.Snapshot.Installation);
        var names = Prose.List(scripts.Select(s => WorldPath.Name(s.Path)), MostNamed);
        var finding = new Finding
        {
            Rule = EnvironmentRules.ForeignScripts,
            Severity = !exists && isOwned ? Severity.Error : Severity.Warning,
            Title = exists
                ? $"{names} in {WorldPath.Name(WorldPath.Parent(scripts[0].Path))}/ run with another Python: {interpreter}."
                : $"{names} in {WorldPath.Name(WorldPath.Parent(scripts[0].Path))}/ cannot be started: {interpreter} does not exist.",
            Message = exists ? "They import that Python's packages, not the ones installed here." : "",
            Subject = new Subject(SubjectKind.File, scripts[0].Path),
            Location = new Location(scripts[0].Path, 1),
            Evidence = [.. scripts.Select(s => new Evidence($"#!{s.Interpreter}", s.Path))],
            Cause = follows ? BaseInterpreterCheck.Cause : "scripts:" + interpreter,
            IsConsequence = follows,
        };
        if (follows || (isOwned && owners.IsEmpty))
        {
            return finding;
        }

        if (!owners.IsEmpty)
        {
            return DistributionFixes.ReinstallCommands(context, owners) is not { } commands
                ? finding
                : new Judgement(
                    finding,
                    [
                        new ProposedFix(
                            $"install {string.Join(", ", owners.Select(o => o.Name))} again",
                            commands,
                            owners.Length,
                            s => ScriptRepair.Rewritten(s, context.Ownership)
                        ),
                    ]
                );
        }

        return new Judgement(
            finding,
            [
                new ProposedFix(
                    "delete them: no installed distribution owns them",
                    [context.Commands.DeleteFiles(scripts.Select(s => s.Path))],
                    scripts.Length,
                    s => SnapshotEdits.DeletePaths(s, [.. scripts.Select(x => x.Path)])
                ),
            ]
        );
    }
}
