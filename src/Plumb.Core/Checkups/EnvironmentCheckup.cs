using System.Collections.Immutable;
using Plumb.Checks;
using Plumb.Environments;
using Plumb.Environments.Observing;
using Plumb.Files;
using Plumb.Repairs;

namespace Plumb.Checkups;

/// <summary>A whole check of one environment: look once, judge, try the fixes.</summary>
public static class EnvironmentCheckup
{
    /// <summary>Looks at what the selected rules need and no more.</summary>
    /// <param name="world">The files of the inspected world.</param>
    /// <param name="variables">The variables under which the environment would run.</param>
    /// <param name="installation">The environment.</param>
    /// <param name="application">The folder of the application that it serves; null when there is none.</param>
    /// <param name="declared">What the application declares, once its environment is known; null when nothing is compared.</param>
    /// <param name="selection">The rules that are wanted.</param>
    /// <param name="verify">Compare hashes too.</param>
    /// <param name="stack">The stack to judge by; null for none.</param>
    /// <param name="today">The day, for facts that have an end; null to judge nothing by date.</param>
    /// <param name="cancellation">The only exception that leaves here is this one's.</param>
    public static CheckResult Run(
        FileWorld world,
        WorldVariables variables,
        PythonInstallation installation,
        string? application,
        DeclaredRequirements? declared,
        RuleSelection selection,
        bool verify,
        StackRequest? stack,
        DateOnly? today,
        CancellationToken cancellation
    )
    {
        var needs =
            CheckRunner.Needs(selection) | (verify ? Observation.Files | Observation.Hashes : Observation.Metadata);
        var snapshot = EnvironmentObserver.Observe(
            world,
            variables,
            installation,
            application,
            needs,
            cancellation
        ) with
        {
            Date = today,
            Stack = stack is null
                ? null
                : StackObserver.Observe(world, variables, installation, stack, application, verify, cancellation),
        };
        var context = new CheckContext(snapshot, declared);
        var judgements = CheckRunner.Run(context, selection, cancellation);
        var findings = FixVerifier.Attach(context, judgements, selection, cancellation);
        return new CheckResult(
            snapshot,
            findings,
            context.Requirements,
            context.Ownership,
            NotLookedAt(snapshot),
            declared
        )
        {
            Stack = context.Stack,
        };
    }

    private static ImmutableArray<string> NotLookedAt(EnvironmentSnapshot snapshot)
    {
        var left = ImmutableArray.CreateBuilder<string>();
        var observed = snapshot.Observed;
        if (!observed.HasFlag(Observation.Files))
        {
            left.Add("files (only metadata was asked for)");
        }
        else if (!observed.HasFlag(Observation.Hashes))
        {
            left.Add("file hashes (--verify)");
        }

        if (
            observed.HasFlag(Observation.Files)
            && snapshot.Sites.Any(s => s is { IsOwn: true, IsDistributionManaged: true })
        )
        {
            left.Add("contents of the system's packages (dpkg --verify)");
        }

        if (!snapshot.Native.IsJudged)
        {
            left.Add("native libraries");
        }

        var unknown = snapshot
            .Native.Modules.Where(m => m.IsUnknownInPart)
            .Select(m => m.Path)
            .Concat(snapshot.Native.Skipped)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(WorldPath.Name)
            .ToList();
        if (unknown.Count > 0)
        {
            left.Add($"all that {Prose.List(unknown)} {(unknown.Count == 1 ? "needs" : "need")}");
        }

        if (!snapshot.Imports.IsJudged)
        {
            left.Add("sources");
        }

        if (snapshot.Imports.Application.IsCut)
        {
            left.Add($"sources of the application beyond {Prose.Count(snapshot.Imports.Application.Files, "file")}");
        }

        if (!snapshot.Troubles.IsEmpty)
        {
            left.Add($"{Prose.List(snapshot.Troubles, 3)} (a fault of Plumb: please report it)");
        }

        if (!observed.HasFlag(Observation.Devices))
        {
            left.Add("GPUs");
        }

        return left.DrainToImmutable();
    }
}
