using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Processes;

namespace Plumb.Trials.Imports;

/// <summary>What importing the modules of an environment gave.</summary>
/// <param name="Outcomes">One for each target, in their order; empty when the interpreter does not run.</param>
/// <param name="Trouble">Why nothing could be tried, a sentence; null when it was.</param>
public sealed record ImportTrialResult(ImmutableArray<ImportOutcome> Outcomes, string? Trouble);

/// <summary>Imports modules with the environment's own interpreter, each in a child.</summary>
public static class ImportTrial
{
    /// <summary>Runs them, as many at a time as asked.</summary>
    /// <param name="installation">The environment; <see cref="InterpreterTrouble"/> says nothing against it.</param>
    /// <param name="targets">What to import.</param>
    /// <param name="variables">Those of the person who asked.</param>
    /// <param name="limits">For each import.</param>
    /// <param name="atOnce">How many children run at a time.</param>
    /// <param name="ended">Told after each.</param>
    /// <param name="cancellation">Ends all children.</param>
    /// <exception cref="IOException">There is no room for temporary files.</exception>
    public static async Task<ImportTrialResult> RunAsync(
        PythonInstallation installation,
        ImmutableArray<ImportTarget> targets,
        WorldVariables variables,
        ChildLimits limits,
        int atOnce,
        Action<ImportOutcome> ended,
        CancellationToken cancellation
    )
    {
        using var children = PythonChildren.Open(
            installation.Executable!,
            TrialScript.Read("import_module.py"),
            ChildVariables.WithOneThread(variables),
            limits
        );
        // An interpreter that does not run at all would fail once for each module.
        var (end, answer) = await children.RunAsync([""], cancellation);
        if (ImportAnswer.Read("", end, answer).Kind != ImportOutcomeKind.Imported)
        {
            return new ImportTrialResult([], InterpreterTrouble.Of(installation, end));
        }

        var outcomes = new ImportOutcome[targets.Length];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, targets.Length),
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, atOnce), CancellationToken = cancellation },
            async (i, token) =>
            {
                var module = targets[i].Module;
                var (childEnd, told) = await children.RunAsync([module], token);
                outcomes[i] = ImportAnswer.Read(module, childEnd, told);
                ended(outcomes[i]);
            }
        );
        return new ImportTrialResult([.. outcomes], null);
    }
}
