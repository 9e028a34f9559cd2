using System.Collections.Immutable;
using System.Globalization;
using Plumb.Checks.Cuda;
using Plumb.Checks.Tried;
using Plumb.Findings;
using Plumb.Formats.Fatbins;

namespace Plumb.Trials.Devices;

/// <summary>Products that failed or are wrong, as findings.</summary>
public static class DeviceFindings
{
    /// <summary>One for each device that fails or gives wrong numbers, and one for each library whose devices cannot be listed.</summary>
    /// <param name="trials">What was tried.</param>
    /// <param name="assessment">What the files tell of the same devices.</param>
    public static ImmutableArray<Finding> Of(ImmutableArray<LibraryTrial> trials, GpuAssessment assessment) =>
        FindingOrder.Sort(trials.SelectMany(t => Of(t, assessment)));

    /// <summary>What the files tell of a device that failed, a clause; null when they tell nothing against it.</summary>
    public static string? Verdict(LibraryTrial trial, DeviceOutcome outcome, GpuAssessment assessment)
    {
        if (outcome.Kind is DeviceOutcomeKind.Works or DeviceOutcomeKind.Untried || outcome.IsCpu)
        {
            return null;
        }

        var index = CudaIndex(outcome.Device);
        var device = index is null ? null : assessment.Gpus.CudaDevices.FirstOrDefault(d => d.CudaIndex == index);
        return device is null
            ? null
            : assessment
                .Verdicts.FirstOrDefault(v =>
                    v.Device == device.Index && v.Runs == Runs.No && v.Consumer.Distribution == trial.Distribution
                )
                ?.Reason;
    }

    private static IEnumerable<Finding> Of(LibraryTrial trial, GpuAssessment assessment)
    {
        if (trial.Trouble is { } trouble)
        {
            yield return Finding(
                trial,
                TriedRules.DeviceFails,
                $"{trial.Distribution} {trial.Version} does not tell its devices: {ErrorText.FirstLine(trouble)}.",
                "",
                null,
                trouble
            );
        }

        foreach (var outcome in trial.Devices)
        {
            var label = $"{trial.Distribution} {trial.Version}";
            if (outcome.Kind == DeviceOutcomeKind.Wrong)
            {
                yield return Finding(
                    trial,
                    TriedRules.WrongNumbers,
                    FormattableString.Invariant(
                        $"{label} gives wrong numbers on {outcome.Device}: {outcome.Wrong:N0} of {outcome.Numbers:N0} differ."
                    ),
                    "Results of that device cannot be trusted.",
                    outcome.Device,
                    $"{outcome.Device} is {outcome.Name}"
                );
            }
            else if (outcome.Kind is DeviceOutcomeKind.Error or DeviceOutcomeKind.Crashed or DeviceOutcomeKind.Timeout)
            {
                var verdict = Verdict(trial, outcome, assessment);
                yield return Finding(
                    trial,
                    TriedRules.DeviceFails,
                    $"{label} fails on {outcome.Device}: {ErrorText.FirstLine(outcome.Error ?? "")}.",
                    verdict is null ? "" : $"The files tell why: {label} {verdict}.",
                    outcome.Device,
                    outcome.Error ?? ""
                );
            }
        }
    }

    private static Finding Finding(
        LibraryTrial trial,
        Rule rule,
        string title,
        string message,
        string? device,
        string proof
    ) =>
        new()
        {
            Rule = rule,
            Severity = rule.Severity,
            Title = title,
            Message = message,
            Subject = new Subject(SubjectKind.Distribution, trial.Distribution, trial.Version),
            About = device,
            Evidence = [new Evidence(proof)],
        };

    // onnxruntime takes the first card unless it is told otherwise.
    private static int? CudaIndex(string device) =>
        device is "CUDAExecutionProvider" or "TensorrtExecutionProvider" ? 0
        : device.StartsWith("cuda:", StringComparison.Ordinal)
        && int.TryParse(device.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
        : null;
}
