using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Knowledge;
using Plumb.Native.Cuda;
using Plumb.Python;

namespace Plumb.Checks.Cuda;

/// <summary>The distributions of an environment that compute on NVIDIA's GPUs, as their files, tags and requirements tell.</summary>
public static class CudaConsumers
{
    private const string TorchName = "torch";

    /// <summary>All of them, by name. NVIDIA's own library packages are none: they are what consumers need.</summary>
    public static ImmutableArray<CudaConsumer> Of(EnvironmentSnapshot snapshot, FileOwnership ownership)
    {
        var owned = snapshot
            .Cuda.Libraries.Select(l => (Owner: ownership.OwnerOf(l.Path), Library: l))
            .Where(p => p.Owner is not null && !p.Owner.IsHidden && !IsOfNvidia(p.Owner))
            .ToLookup(p => p.Owner!.Location, p => p.Library, StringComparer.Ordinal);
        return
        [
            .. snapshot
                .Visible.Select(d => Of(snapshot, d, [.. owned[d.Location]]))
                .OfType<CudaConsumer>()
                .OrderBy(c => c.Distribution, StringComparer.OrdinalIgnoreCase),
        ];
    }

    /// <summary>What of NVIDIA's libraries is there, for people: "CUDA 12.1, cuDNN 8.9"; "" when nothing is.</summary>
    public static string Here(EnvironmentSnapshot snapshot)
    {
        var cuda =
            VersionOf(snapshot, "nvidia-cuda-runtime")
            ?? CudaBuild.Parse(snapshot.Cuda.Torch?.Cuda ?? "")?.ToString()
            ?? MajorOf(snapshot, CudaComponent.Runtime);
        var cudnn = VersionOf(snapshot, "nvidia-cudnn") ?? MajorOf(snapshot, CudaComponent.Dnn);
        return string.Join(
            ", ",
            new[] { cuda is null ? "" : "CUDA " + cuda, cudnn is null ? "" : "cuDNN " + cudnn }.Where(t => t.Length > 0)
        );
    }

    private static CudaConsumer? Of(
        EnvironmentSnapshot snapshot,
        InstalledDistribution distribution,
        ImmutableArray<CudaLibrary> libraries
    )
    {
        var isTorch = distribution.Key.Normalized == TorchName;
        var build = isTorch ? snapshot.Cuda.Torch : null;
        var version = build?.Version ?? distribution.VersionText;
        if (isTorch && IsWithoutCuda(snapshot, distribution, build, libraries))
        {
            return HasCudaBuilds(snapshot) && build is not { Hip: not null } and not { Xpu: not null }
                ? new CudaConsumer(distribution.Name, version) { IsCpuOnly = true }
                : null;
        }

        if (libraries.IsEmpty)
        {
            return null;
        }

        libraries = CudaVariants.Choose(libraries, CudaBuild.Parse(snapshot.Cuda.Torch?.Cuda ?? ""));
        var withCode = libraries.Where(l => l.HoldsCode).ToImmutableArray();
        var telling = withCode.IsEmpty ? libraries : withCode;
        var needed = libraries.SelectMany(l => l.Needed).ToImmutableArray();
        var known = distribution.Version is { } released
            ? CudaRequirements.Embedded.Find(distribution.Key, released)
            : null;
        var missing = Missing(snapshot, telling).AddRange(NotBrought(snapshot, known));
        return new CudaConsumer(distribution.Name, version)
        {
            File = telling.MaxBy(l => l.Code.Sum(c => c.Containers))!.Path,
            Cuda = Known(CudaOf(snapshot, distribution, build, needed), known),
            Cudnn = Major(needed, CudaComponent.Dnn) ?? known?.Cudnn,
            Nccl = Major(needed, CudaComponent.Nccl),
            Libraries = libraries,
            ExtendsTorch = !isTorch && libraries.Any(l => l.LinksTorch),
            WantsTorch = !isTorch && libraries.Any(l => l.LinksTorch) ? UnmetPin(snapshot, distribution) : null,
            Missing = missing,
            IsMissingCertain = snapshot.Cuda.IsSearched || missing.Any(n => IsThereOtherwise(snapshot, n)),
        };
    }

    private static bool IsWithoutCuda(
        EnvironmentSnapshot snapshot,
        InstalledDistribution distribution,
        TorchBuild? build,
        ImmutableArray<CudaLibrary> libraries
    ) =>
        snapshot.Observed.HasFlag(Observation.Devices)
        && !libraries.Any(l => l.HoldsCode)
        && (build is { Cuda: null } || distribution.Version?.Local is "cpu");

    private static bool HasCudaBuilds(EnvironmentSnapshot snapshot) =>
        snapshot.Installation.Platform.System != OperatingSystemFamily.MacOs;

    private static CudaBuild? CudaOf(
        EnvironmentSnapshot snapshot,
        InstalledDistribution distribution,
        TorchBuild? build,
        ImmutableArray<string> needed
    )
    {
        if (CudaBuild.Parse(build?.Cuda ?? "") is { } told)
        {
            return told;
        }

        if (CudaTag.Parse(distribution.Version?.Local) is { } tagged)
        {
            return tagged;
        }

        if (CudaTag.ByRequirements(distribution.Requirements) is { } required)
        {
            return required;
        }

        var major = needed
            .Select(n => CudaLibraryName.TryParse(n, out var name) ? name.CudaMajor : null)
            .FirstOrDefault(m => m is not null);
        return major is { } number ? new CudaBuild(number, null) : null;
    }

    private static ImmutableArray<string> Missing(EnvironmentSnapshot snapshot, ImmutableArray<CudaLibrary> libraries)
    {
        if (snapshot.Cuda.IsSearched)
        {
            return [.. libraries.SelectMany(l => l.Missing).Distinct(StringComparer.Ordinal)];
        }

        var here = snapshot.Cuda.Brought.Select(WorldPath.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. libraries
                .SelectMany(l => l.Needed)
                .Where(n =>
                    !here.Contains(n)
                    && CudaLibraryName.TryParse(n, out var name)
                    && name.Component != CudaComponent.Driver
                )
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];
    }

    // Extensions are bound to one version of torch; a range says less than the files do.
    private static string? UnmetPin(EnvironmentSnapshot snapshot, InstalledDistribution distribution) =>
        snapshot.Visible.FirstOrDefault(d => d.Key.Normalized == TorchName) is { Version: { } installed }
            ? distribution
                .Requirements.Select(r => r.Requirement)
                .Where(r =>
                    r is { Marker: null }
                    && r.Name.Normalized == TorchName
                    && r.Specifiers.ToString().StartsWith("==", StringComparison.Ordinal)
                    && !r.Specifiers.Contains(installed)
                )
                .Select(r => TorchName + r!.Specifiers)
                .FirstOrDefault()
            : null;

    // What the files say wins; the table adds the minor version, or all where the files say nothing.
    private static CudaBuild? Known(CudaBuild? seen, CudaRequirement? known) =>
        known is null || CudaBuild.Parse(known.Cuda) is not { } told ? seen
        : seen is not { } build || (build.Minor is null && build.Major == told.Major) ? told
        : seen;

    private static IEnumerable<string> NotBrought(EnvironmentSnapshot snapshot, CudaRequirement? known)
    {
        var names =
            known is null ? []
            : snapshot.Installation.Platform.System == OperatingSystemFamily.Windows ? known.Windows
            : known.Linux;
        var here = snapshot
            .Cuda.Brought.Select(WorldPath.Name)
            .Concat(snapshot.Cuda.OnSystem)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return names.Where(n => !here.Contains(n));
    }

    // Where the environment brings another major version of a library, the one that is asked for will not come from elsewhere.
    private static bool IsThereOtherwise(EnvironmentSnapshot snapshot, string missing) =>
        CudaLibraryName.TryParse(missing, out var asked)
        && snapshot.Cuda.Brought.Any(p =>
            CudaLibraryName.TryParse(WorldPath.Name(p), out var name)
            && name.Component == asked.Component
            && name.Major != asked.Major
        );

    private static int? Major(ImmutableArray<string> needed, CudaComponent component) =>
        needed
            .Select(n => CudaLibraryName.TryParse(n, out var name) && name.Component == component ? name.Major : null)
            .FirstOrDefault(m => m is not null);

    private static bool IsOfNvidia(InstalledDistribution distribution) =>
        distribution.Key.Normalized.StartsWith("nvidia-", StringComparison.Ordinal);

    // Two numbers of a version say all that matters: 8.9.2.26 is cuDNN 8.9.
    private static string? VersionOf(EnvironmentSnapshot snapshot, string name) =>
        snapshot
            .Visible.Where(d =>
                d.Key.Normalized == name || d.Key.Normalized.StartsWith(name + "-cu", StringComparison.Ordinal)
            )
            .Select(d => d.Version is { } v ? FormattableString.Invariant($"{v.Major}.{v.Minor}") : null)
            .FirstOrDefault(v => v is not null);

    private static string? MajorOf(EnvironmentSnapshot snapshot, CudaComponent component) =>
        snapshot
            .Cuda.Brought.Select(WorldPath.Name)
            .Concat(snapshot.Cuda.OnSystem)
            .Select(n =>
                CudaLibraryName.TryParse(n, out var name) && name.Component == component
                    ? name.Major?.ToString(System.Globalization.CultureInfo.InvariantCulture)
                    : null
            )
            .FirstOrDefault(m => m is not null);
}
