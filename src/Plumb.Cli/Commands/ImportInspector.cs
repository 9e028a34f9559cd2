using Plumb.Checks;
using Plumb.Cli.Rendering;
using Plumb.Files;
using Plumb.Processes;
using Plumb.Trials;
using Plumb.Trials.Imports;

namespace Plumb.Cli.Commands;

/// <summary>Lets the environment's own interpreter import its modules, and joins what came of it with what was found.</summary>
internal static class ImportInspector
{
    /// <summary>Tries. Runs code of the environment: called only where somebody asked for it.</summary>
    /// <param name="asked">What to import.</param>
    /// <param name="world">The process.</param>
    /// <param name="files">The world that was looked at.</param>
    /// <param name="result">What was found in it.</param>
    /// <param name="selection">The rules that are wanted.</param>
    /// <param name="progress">Told what is done now.</param>
    /// <param name="trouble">Why nothing could be tried; null when it was.</param>
    /// <returns>All findings, and the imports.</returns>
    public static (CheckResult Result, ImportsReport? Imports) Try(
        ImportsRequest asked,
        World world,
        FileWorld files,
        CheckResult result,
        RuleSelection selection,
        Action<string> progress,
        out ReportError? trouble
    )
    {
        var snapshot = result.Snapshot;
        var installation = snapshot.Installation;
        if (InterpreterTrouble.Of(files, installation) is { } why)
        {
            trouble = Untried(why);
            return (result, null);
        }

        var targets = asked.Modules.IsEmpty ? ImportTargets.Of(snapshot) : ImportTargets.Named(snapshot, asked.Modules);
        var done = 0;
        progress($"importing {Words.Many(targets.Length, "module")}");
        var (limits, atOnce) = ChildLimits.Shared(asked.Time, world.Processors);
        ImportTrialResult tried;
        try
        {
            tried = ImportTrial
                .RunAsync(
                    installation,
                    targets,
                    world.Variables,
                    limits,
                    atOnce,
                    outcome =>
                        progress(
                            Words.Invariant(
                                $"imported {Interlocked.Increment(ref done)} of {targets.Length}: {outcome.Module}"
                            )
                        ),
                    world.Cancellation
                )
                .GetAwaiter()
                .GetResult();
        }
        catch (IOException e)
        {
            trouble = Untried("There is no room for temporary files: " + e.Message);
            return (result, null);
        }

        if (tried.Trouble is { } broken)
        {
            trouble = Untried(broken);
            return (result, null);
        }

        trouble = null;
        var context = new CheckContext(snapshot, result.Declared);
        var joined = JoinedImport.Of(context, result.Findings, targets, tried.Outcomes);
        var known = DisprovedFindings.Without(result.Findings, snapshot.Imports.Failures, joined);
        var findings = ImportFindings.Add(known, joined, selection, asked.Time);
        return (result with { Findings = findings }, new ImportsReport(installation.Executable!, joined));
    }

    private static ReportError Untried(string why) =>
        new("cannot-run", why, "Without --imports the environment is judged by its files alone.");
}
