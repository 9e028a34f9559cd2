using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Findings;
using Plumb.Formats.Fatbins;
using Plumb.Machine.Gpus;
using Plumb.Native.Cuda;
using Plumb.Text;

namespace Plumb.Checks.Cuda;

/// <summary>
/// Packages that cannot use a card of this machine: without code for it, too new for its driver, or built for the CPU. Worst where no other
/// card serves them. Without a card there is nothing to say.
/// </summary>
public sealed class CudaVerdictsCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [CudaRules.NoImage, CudaRules.DriverTooOld, CudaRules.CpuBuild];

    /// <inheritdoc />
    public Observation Needs => Observation.Files | Observation.Devices;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        var seen = context.Devices.Gpus.CudaDevices.ToDictionary(d => d.Index);
        foreach (var consumer in context.Devices.Consumers)
        {
            var verdicts = context
                .Devices.Verdicts.Where(v => v.Consumer == consumer && seen.ContainsKey(v.Device))
                .ToList();
            var refused = verdicts.Find(v => v.Runs == Runs.No && RuleOf(v) is not null);
            if (refused is not null)
            {
                yield return Judge(context, refused, seen[refused.Device], verdicts.Exists(v => v.Runs == Runs.Yes));
            }
        }
    }

    private static Rule? RuleOf(CudaVerdict verdict) =>
        verdict.Obstacles.Contains(CudaObstacle.CpuOnly) ? CudaRules.CpuBuild
        : verdict.Obstacles.Contains(CudaObstacle.Code) ? CudaRules.NoImage
        : verdict.Obstacles.Contains(CudaObstacle.Driver) ? CudaRules.DriverTooOld
        : null;

    private static Judgement Judge(CheckContext context, CudaVerdict verdict, GpuDevice device, bool runsElsewhere)
    {
        var rule = RuleOf(verdict)!;
        var consumer = verdict.Consumer;
        var card = device.Name?.Value ?? device.Capability?.Value.SmName ?? "the card";
        var finding = new Finding
        {
            Rule = rule,
            Severity = runsElsewhere && rule.Severity == Severity.Error ? Severity.Warning : rule.Severity,
            Title = $"{consumer.Label} cannot use {card}: {verdict.Reason}.",
            Message = verdict.Instead is { } better
                ? $"torch {better.Torch} built for CUDA {better.Cuda} ({better.Tag}) holds code for it."
                : "",
            Subject = new Subject(SubjectKind.Distribution, consumer.Distribution, consumer.Version),
            Location = consumer.File is { } file ? new Location(file) : null,
            Evidence = [.. Proofs(verdict, device, context.Devices.Gpus.Driver)],
        };
        return new Judgement(finding, Fixes(context, verdict));
    }

    private static IEnumerable<Evidence> Proofs(CudaVerdict verdict, GpuDevice device, CudaDriver? driver)
    {
        var code = DeviceCode.Describe(verdict.Consumer.Architectures);
        if (code.Length > 0)
        {
            yield return new Evidence($"{verdict.Consumer.Label} holds {code}", verdict.Consumer.File);
        }

        if (device.Capability is { } capability)
        {
            yield return new Evidence($"the card is {capability.Value.SmName} ({capability.From})");
        }

        if (driver?.Cuda is { } cuda)
        {
            yield return new Evidence($"the driver serves CUDA {cuda.Value} ({cuda.From})");
        }
    }

    // The tag of the version says which index holds the build; each minor version of torch begins with its .0.
    private static ImmutableArray<ProposedFix> Fixes(CheckContext context, CudaVerdict verdict) =>
        verdict.Instead is { } build ? InstallFix.Of(context, ("torch", $"=={build.Torch}.0+{build.Tag}")) : [];
}
