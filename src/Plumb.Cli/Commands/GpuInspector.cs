using Plumb.Checks;
using Plumb.Checks.Cuda;
using Plumb.Cli.Rendering;
using Plumb.Environments;
using Plumb.Environments.Observing;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Machine.Gpus;
using Plumb.Repairs;
using Plumb.Trials.Devices;

namespace Plumb.Cli.Commands;

/// <summary>Looks at the GPUs and at what an environment can do on them.</summary>
internal static class GpuInspector
{
    private static readonly RuleSelection _selection = new(["PLB23", "PLB24"], []);

    /// <summary>Looks; null, and the reason, when what was named is not there.</summary>
    public static GpuReport? Inspect(GpuRequest request, World world, out ReportError? error)
    {
        error = null;
        if (request.Root is not null && !new FileWorld().IsDirectory(WorldPath.Normalize(request.Root)))
        {
            error = new ReportError(
                "not-found",
                $"--root {request.Root} is no folder.",
                "Name the folder of an unpacked image or of a mounted disk."
            );
            return null;
        }

        var files = new FileWorld(request.Root);
        var variables = request.Root is null ? world.Variables : EnvironmentInspector.Carried(world.Variables, files);
        var located = EnvironmentLocator.Locate(files, variables, request.Environment, world.CurrentFolder);
        if (located is EnvironmentNotLocated missing && request.Environment is not null)
        {
            error = new ReportError(
                "not-found",
                missing.Reason,
                "Name an application folder, a virtual environment or an interpreter: plumb gpu --env PATH"
            );
            return null;
        }

        return located is EnvironmentLocated found
            ? Judge(request, world, files, variables, found)
            : WithoutEnvironment(request, world, files, variables);
    }

    private static GpuReport Judge(
        GpuRequest request,
        World world,
        FileWorld files,
        WorldVariables variables,
        EnvironmentLocated located
    )
    {
        var installation = located.Installation;
        var snapshot = EnvironmentObserver.Observe(
            files,
            variables,
            installation,
            located.Application,
            Observation.Files | Observation.Native | Observation.Devices,
            world.Cancellation
        );
        var context = new CheckContext(snapshot with { Gpus = Cards(request, world, snapshot.Gpus) });
        var judgements = CheckRunner.Run(context, _selection, world.Cancellation);
        var findings = FixVerifier.Attach(context, judgements, _selection, world.Cancellation);
        var report = new GpuReport(
            context.Devices,
            installation.Prefix,
            [$"Looked at {installation.Prefix}, {located.Why}."]
        )
        {
            Findings = findings,
        };
        if (!request.Test)
        {
            return report;
        }

        var trials = DeviceTrialInspector.Try(request, world, files, snapshot, out var trouble);
        return report with
        {
            Findings = FindingOrder.Sort([.. findings, .. DeviceFindings.Of(trials, context.Devices)]),
            Trials = trouble is null ? trials : null,
            Error = trouble,
        };
    }

    private static GpuReport WithoutEnvironment(
        GpuRequest request,
        World world,
        FileWorld files,
        WorldVariables variables
    )
    {
        var gpus = Cards(request, world, GpuOverrides.Apply(GpuProbe.Observe(files, variables), variables));
        return new GpuReport(
            GpuAssessment.WithoutEnvironment(gpus),
            null,
            ["No environment was found here. Name one to judge its packages: plumb gpu --env PATH"]
        )
        {
            Error = request.Test
                ? new ReportError(
                    "not-found",
                    "There is no environment whose libraries could be tried.",
                    "Name one: plumb gpu --test --env PATH"
                )
                : null,
        };
    }

    // The variables that stand for absent hardware count for another machine's files too: a person set them for this question.
    private static GpuInventory Cards(GpuRequest request, World world, GpuInventory seen)
    {
        var assumed = request.Root is null ? seen : GpuOverrides.Apply(seen, world.Variables);
        return GpuOverrides.Apply(assumed, request.Cards);
    }
}
