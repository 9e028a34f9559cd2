using System.Collections.Immutable;
using System.Globalization;
using Plumb.Environments;
using Plumb.Findings;
using Plumb.Knowledge;
using Plumb.Native.Cuda;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Checks.Cuda;

/// <summary>Packages that need another major version of CUDA, cuDNN or NCCL than torch, or than the first of them where there is no torch.</summary>
public sealed class CudaMismatchCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [CudaRules.Mismatch];

    /// <inheritdoc />
    public Observation Needs => Observation.Files | Observation.Native | Observation.Devices;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        foreach (var (anchor, other, differences) in Pairs(context.Devices.Consumers))
        {
            yield return Judge(context, anchor, other, differences);
        }
    }

    /// <summary>Each consumer that disagrees with the one that sets the tone, and in what: "CUDA 12.1 and 11.8".</summary>
    internal static IEnumerable<(CudaConsumer Anchor, CudaConsumer Other, ImmutableArray<string> Differences)> Pairs(
        ImmutableArray<CudaConsumer> consumers
    )
    {
        var anchor =
            consumers.FirstOrDefault(c => c.Distribution == "torch" && !c.IsCpuOnly)
            ?? consumers.Where(c => c.Cuda is not null).OrderBy(c => c.Missing.Length).FirstOrDefault();
        if (anchor is null)
        {
            yield break;
        }

        foreach (var other in consumers.Where(c => c != anchor && !c.IsCpuOnly))
        {
            var differences = Differences(anchor, other);
            if (!differences.IsEmpty)
            {
                yield return (anchor, other, differences);
            }
        }
    }

    private static ImmutableArray<string> Differences(CudaConsumer one, CudaConsumer other)
    {
        var found = ImmutableArray.CreateBuilder<string>();
        if (one.Cuda is { } left && other.Cuda is { } right && left.Major != right.Major)
        {
            found.Add($"CUDA ({left} and {right})");
        }

        Compare("cuDNN", one.Cudnn, other.Cudnn);
        Compare("NCCL", one.Nccl, other.Nccl);
        return found.DrainToImmutable();

        void Compare(string name, int? a, int? b)
        {
            if (a is { } x && b is { } y && x != y)
            {
                found.Add(string.Create(CultureInfo.InvariantCulture, $"{name} ({x} and {y})"));
            }
        }
    }

    private static Judgement Judge(
        CheckContext context,
        CudaConsumer anchor,
        CudaConsumer other,
        ImmutableArray<string> differences
    )
    {
        var loser = other.Missing.IsEmpty && !anchor.Missing.IsEmpty ? anchor : other;
        var finding = new Finding
        {
            Rule = CudaRules.Mismatch,
            Severity = loser.Missing.IsEmpty ? Severity.Info : Severity.Warning,
            Title =
                $"{anchor.Label} and {other.Label} are built for different major versions of {Prose.List(differences)}.",
            Message = loser.Missing.IsEmpty
                ? "Both versions are there, so each can load its own."
                : $"{loser.Label} does not find {Prose.List(loser.Missing)}: "
                    + (
                        CudaLibrariesCheck.IsNeededAtImport(context, loser)
                            ? "it cannot be imported."
                            : "what it computes on a GPU fails, or falls back to the CPU."
                    ),
            Subject = new Subject(SubjectKind.Distribution, other.Distribution, other.Version),
            About = anchor.Distribution,
            Location = other.File is { } file ? new Location(file) : null,
            Evidence = [Proof(anchor), Proof(other)],
        };
        return new Judgement(finding, Fixes(context, anchor, other));
    }

    private static Evidence Proof(CudaConsumer consumer)
    {
        var needed = consumer
            .Libraries.SelectMany(l => l.Needed)
            .Where(n =>
                CudaLibraryName.TryParse(n, out var name)
                && name is { Component: CudaComponent.Dnn } or { CudaMajor: not null }
            )
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var needs = new[]
        {
            consumer.Cuda is { } cuda ? $"CUDA {cuda}" : "",
            consumer.Cudnn is { } cudnn ? string.Create(CultureInfo.InvariantCulture, $"cuDNN {cudnn}") : "",
        };
        var text = $"{consumer.Label} needs {string.Join(" and ", needs.Where(n => n.Length > 0))}";
        return new Evidence(needed.Count == 0 ? text : $"{text}: {Prose.List(needed, 4)}", consumer.File);
    }

    // Another version of the same package that the table says is built for what torch brings.
    private static ImmutableArray<ProposedFix> Fixes(CheckContext context, CudaConsumer anchor, CudaConsumer other)
    {
        var name = PackageName.Parse(other.Distribution);
        var row = CudaRequirements.Embedded.All.FirstOrDefault(r =>
            r.Distribution == name
            && CudaBuild.Parse(r.Cuda)?.Major == anchor.Cuda?.Major
            && (r.Cudnn is null || r.Cudnn == anchor.Cudnn)
            && !(
                PythonVersion.TryParse(other.Version, out var v)
                && (r.From is not { } f || v >= f)
                && (r.Below is not { } b || v < b)
            )
        );
        if (row is null)
        {
            return [];
        }

        var bounds = new[] { row.From is { } from ? $">={from}" : "", row.Below is { } below ? $"<{below}" : "" };
        return InstallFix.Of(context, (other.Distribution, string.Join(',', bounds.Where(b => b.Length > 0))));
    }
}
