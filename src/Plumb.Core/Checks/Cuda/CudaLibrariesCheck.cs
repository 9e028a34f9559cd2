using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Findings;
using Plumb.Knowledge;
using Plumb.Native.Cuda;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Checks.Cuda;

/// <summary>
/// Packages whose CUDA libraries nothing brings: they are loaded when a GPU is first used, so that importing works. What another rule tells
/// already (an import that fails, two packages that disagree) is left to it.
/// </summary>
public sealed class CudaLibrariesCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [CudaRules.LibrariesMissing];

    /// <inheritdoc />
    public Observation Needs => Observation.Files | Observation.Native | Observation.Devices;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        var told = CudaMismatchCheck
            .Pairs(context.Devices.Consumers)
            .Select(p => p.Other.Distribution)
            .ToHashSet(StringComparer.Ordinal);
        return context
            .Devices.Consumers.Where(c =>
                c is { IsMissingCertain: true, Missing.IsEmpty: false, ExtendsTorch: false }
                && !told.Contains(c.Distribution)
                && !IsNeededAtImport(context, c)
            )
            .Select(c => Judge(context, c));
    }

    /// <summary>True when an import statement already fails for want of one of its libraries.</summary>
    internal static bool IsNeededAtImport(CheckContext context, CudaConsumer consumer) =>
        context
            .Snapshot.Native.Modules.Where(m => m.IsImportable)
            .Any(m =>
                m.Closure.Missing.Any(l => consumer.Missing.Contains(l.Name, StringComparer.Ordinal))
                && context.Ownership.OwnerOf(m.Path)?.Name == consumer.Distribution
            );

    private static Judgement Judge(CheckContext context, CudaConsumer consumer)
    {
        var hasCard = context.Devices.Gpus.CudaDevices.Any();
        var finding = new Finding
        {
            Rule = CudaRules.LibrariesMissing,
            Severity = hasCard ? Severity.Warning : Severity.Info,
            Title = $"{consumer.Label} needs {Prose.List(consumer.Missing)}, which nothing brings.",
            Message =
                "It imports, and computes on the CPU or fails once a GPU is asked for."
                + (hasCard ? "" : " No GPU is known here, so that this does not matter yet."),
            Subject = new Subject(SubjectKind.Distribution, consumer.Distribution, consumer.Version),
            Location = consumer.File is { } file ? new Location(file) : null,
            Evidence =
            [
                new Evidence(
                    $"{consumer.Label} is built for {(consumer.Cuda is { } cuda ? $"CUDA {cuda}" : "CUDA")}"
                        + (consumer.Cudnn is { } cudnn ? FormattableString.Invariant($" and cuDNN {cudnn}") : ""),
                    consumer.File
                ),
                .. Others(context, consumer),
            ],
        };
        return new Judgement(finding, Fixes(context, consumer));
    }

    private static ImmutableArray<ProposedFix> Fixes(CheckContext context, CudaConsumer consumer) =>
        InstallFix.Of(
            context,
            [.. consumer.Missing.Select(n => Wheel(consumer, n)).OfType<(string, string)>().Distinct()]
        );

    // A wheel of another version is there, and takes the place of none.
    private static IEnumerable<Evidence> Others(CheckContext context, CudaConsumer consumer) =>
        from library in consumer.Missing
        let installed = Wheel(consumer, library) is { } wheel
            ? context.Requirements.Find(PackageName.Parse(wheel.Name))
            : null
        where installed is not null
        select new Evidence($"{installed.Label} is installed, and brings no {library}", installed.MetadataPath);

    private static (string Name, string Specifiers)? Wheel(CudaConsumer consumer, string library) =>
        ForCuda(SystemLibraries.Embedded.Find(library)?.Wheel, consumer.Cuda?.Major) is { } wheel
            ? SystemLibrary.Split(wheel)
            : null;

    // What is numbered by itself (cuDNN) is built for each CUDA under a name of its own.
    private static string? ForCuda(string? wheel, int? major) =>
        major is 11 ? wheel?.Replace("-cu12", "-cu11", StringComparison.Ordinal)
        : major is 12 ? wheel?.Replace("-cu11", "-cu12", StringComparison.Ordinal)
        : wheel;
}
