using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Findings;
using Plumb.Knowledge;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Checks.Cuda;

/// <summary>
/// torchvision and torchaudio beside a torch that they were not built for. What their own metadata pins is another rule's: here are versions
/// that no metadata compares, and builds whose tags differ.
/// </summary>
public sealed class TorchFamilyCheck : ICheck
{
    private static readonly PackageName _torch = PackageName.Parse("torch");
    private static readonly ImmutableArray<PackageName> _sisters =
    [
        PackageName.Parse("torchvision"),
        PackageName.Parse("torchaudio"),
    ];

    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [CudaRules.TorchFamily, CudaRules.TorchBuilds];

    /// <inheritdoc />
    public Observation Needs => Observation.Metadata;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        if (context.Named(_torch).FirstOrDefault(d => !d.IsHidden) is not { Version: { } version } torch)
        {
            yield break;
        }

        foreach (var sister in _sisters.SelectMany(n => context.Named(n).Where(d => !d.IsHidden)))
        {
            if (Apart(context, torch, version, sister) is { } apart)
            {
                yield return apart;
            }
            else if (Builds(context, torch, version, sister) is { } builds)
            {
                yield return builds;
            }
        }
    }

    private static Judgement? Apart(
        CheckContext context,
        InstalledDistribution torch,
        PythonVersion version,
        InstalledDistribution sister
    )
    {
        var minor = FormattableString.Invariant($"{version.Major}.{version.Minor}");
        if (
            sister.Version is not { } own
            || PinsTorch(sister)
            || TorchFamily.Embedded.Find(minor) is not { } set
            || (sister.Key.Normalized == "torchvision" ? set.Torchvision : set.Torchaudio) is not { } wanted
            || FormattableString.Invariant($"{own.Major}.{own.Minor}") == wanted
        )
        {
            return null;
        }

        return new Judgement(
            new Finding
            {
                Rule = CudaRules.TorchFamily,
                Severity = Severity.Warning,
                Title = $"{sister.Label} was not built for {torch.Label}: {sister.Name} {wanted} was.",
                Message = "Its native modules may not load, or lack operators.",
                Subject = new Subject(SubjectKind.Distribution, sister.Name, sister.VersionText),
                About = torch.Name,
                Location = new Location(sister.Location),
                Evidence = [new Evidence($"torch {minor} goes with {sister.Name} {wanted} ({set.Source.Text})")],
            },
            InstallFix.Of(context, (sister.Name, $"=={wanted}.*"))
        );
    }

    // A pin that is met says that they belong together, one that is not met is an unmet requirement.
    private static bool PinsTorch(InstalledDistribution sister) =>
        sister.Requirements.Any(r =>
            r.Requirement is { } requirement
            && requirement.Name == _torch
            && requirement.Specifiers.ToString().Contains("==", StringComparison.Ordinal)
        );

    private static Judgement? Builds(
        CheckContext context,
        InstalledDistribution torch,
        PythonVersion version,
        InstalledDistribution sister
    )
    {
        var tag = version.Local ?? LocalOf(context.Snapshot.Cuda.Torch);
        var other = sister.Version?.Local;
        if (tag is null || other is null || !IsBuild(tag) || !IsBuild(other) || tag == other)
        {
            return null;
        }

        return new Judgement(
            new Finding
            {
                Rule = CudaRules.TorchBuilds,
                Severity = Severity.Warning,
                Title = $"torch is the build {tag} and {sister.Name} the build {other}.",
                Message =
                    other == "cpu" ? $"{sister.Name} then has no operators for the GPU."
                    : tag == "cpu" ? $"{sister.Name} needs CUDA libraries that torch does not bring."
                    : "Each is built for its own CUDA; native modules may not load.",
                Subject = new Subject(SubjectKind.Distribution, sister.Name, sister.VersionText),
                About = torch.Name,
                Location = new Location(sister.Location),
                Evidence =
                [
                    new Evidence($"torch {version.Public}+{tag}", torch.Location),
                    new Evidence($"{sister.Name} {sister.VersionText}", sister.Location),
                ],
            },
            []
        );
    }

    private static string? LocalOf(TorchBuild? build) =>
        build is not null && build.Version.IndexOf('+', StringComparison.Ordinal) is > 0 and var plus
            ? build.Version[(plus + 1)..]
            : null;

    private static bool IsBuild(string tag) => tag == "cpu" || CudaTag.Parse(tag) is not null;
}
