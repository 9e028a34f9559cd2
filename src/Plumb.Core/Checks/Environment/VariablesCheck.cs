using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;

namespace Plumb.Checks.Environment;

/// <summary>PYTHONHOME, PYTHONPATH, VIRTUAL_ENV and CONDA_PREFIX, judged by what they do to the environment that is looked at.</summary>
public sealed class VariablesCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [EnvironmentRules.Variables];

    /// <inheritdoc />
    public Observation Needs => Observation.Metadata;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context) =>
        [.. Home(context), .. PythonPath.Judge(context), .. Active(context)];

    /// <summary>
    /// A PYTHONHOME without this version's standard library keeps Python from starting; another installation's replaces it; that of the
    /// environment's own base changes nothing.
    /// </summary>
    private static IEnumerable<Judgement> Home(CheckContext context)
    {
        var homes = context.Snapshot.VariablePaths.Where(v => v.Variable == "PYTHONHOME").ToList();
        var version = context.Snapshot.Installation.MinorVersion();
        if (homes.Count == 0 || version is null || homes.Exists(h => h.IsBase && h.HoldsStandardLibrary))
        {
            yield break;
        }

        var home = homes[0];
        var starts = homes.Exists(h => h.HoldsStandardLibrary);
        yield return new Judgement(
            new Finding
            {
                Rule = EnvironmentRules.Variables,
                Severity = starts ? Severity.Warning : Severity.Error,
                Title = starts
                    ? $"PYTHONHOME makes this Python use the standard library in {home.Path}, which is not its own."
                    : $"PYTHONHOME is {home.Path}, which holds no standard library of Python {version}: this Python cannot start.",
                Message =
                    "Programs that bring a Python of their own set it for themselves; it does not belong in a shell.",
                Subject = new Subject(SubjectKind.Environment, "PYTHONHOME"),
                Evidence = [new Evidence($"PYTHONHOME={context.Snapshot.Variables.Get("PYTHONHOME")}")],
                Cause = "variable:PYTHONHOME",
            },
            [Without(context, "PYTHONHOME")]
        );
    }

    /// <summary>Two environments that are active at once: which one a command uses depends on the command.</summary>
    private static IEnumerable<Judgement> Active(CheckContext context)
    {
        var virtualEnvironment = Find(context, "VIRTUAL_ENV");
        var conda = Find(context, "CONDA_PREFIX");
        if (virtualEnvironment is { Exists: false })
        {
            yield return new Judgement(
                Note(
                    $"VIRTUAL_ENV names {virtualEnvironment.Path}, which does not exist.",
                    "uv and other tools take it for the active environment, and fail.",
                    $"VIRTUAL_ENV={virtualEnvironment.Path}",
                    "VIRTUAL_ENV"
                ),
                [Without(context, "VIRTUAL_ENV")]
            );
        }
        else if (virtualEnvironment is not null && conda is { Exists: true } && virtualEnvironment.Path != conda.Path)
        {
            yield return new Judgement(
                Note(
                    $"Two environments are active: {virtualEnvironment.Path} (VIRTUAL_ENV) and {conda.Path} (CONDA_PREFIX).",
                    "\"python\" is the one that stands first on PATH, uv takes VIRTUAL_ENV, conda its own: packages may land in the other one.",
                    $"VIRTUAL_ENV={virtualEnvironment.Path}, CONDA_PREFIX={conda.Path}",
                    "CONDA_PREFIX"
                ),
                [Without(context, virtualEnvironment.IsBase ? "CONDA_PREFIX" : "VIRTUAL_ENV")]
            );
        }
    }

    private static ObservedVariable? Find(CheckContext context, string variable) =>
        context.Snapshot.VariablePaths.FirstOrDefault(v => v.Variable == variable);

    private static Finding Note(string title, string message, string evidence, string variable) =>
        new()
        {
            Rule = EnvironmentRules.Variables,
            Severity = Severity.Info,
            Title = title,
            Message = message,
            Subject = new Subject(SubjectKind.Environment, variable),
            Evidence = [new Evidence(evidence)],
        };

    /// <summary>Takes one variable away.</summary>
    internal static ProposedFix Without(CheckContext context, string variable) =>
        new(
            $"start without {variable}",
            [context.Commands.Unset(variable)],
            1,
            s =>
                s with
                {
                    VariablePaths = s.VariablePaths.RemoveAll(v => v.Variable == variable),
                    Variables = new WorldVariables(s.Variables.Values.Remove(variable)),
                }
        );
}
