using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Plumb.Formats.Fatbins;
using Plumb.Text;

namespace Plumb.Knowledge;

/// <summary>Reads <c>cuda-drivers.toml</c> and refuses what contradicts itself.</summary>
internal static class CudaDriversReader
{
    public static bool TryRead(
        string toml,
        [NotNullWhen(true)] out CudaDrivers? drivers,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        drivers = null;
        if (!KnowledgeFile.TryMap(toml, GpuKnowledgeToml.Default.CudaDriverFile, out var file, out error))
        {
            return false;
        }

        if (file.Release.Count == 0)
        {
            error = new FormatError("it needs at least one release");
            return false;
        }

        if (
            !TryReadReleases(file, out var releases, out error)
            || !TryReadMajors(file, out var majors, out error)
            || !TryReadGenerations(file, out var generations, out error)
        )
        {
            return false;
        }

        drivers = new CudaDrivers(releases, majors, generations);
        error = null;
        return true;
    }

    private static bool TryReadReleases(
        CudaDriverFile file,
        out ImmutableArray<CudaRelease> releases,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        releases = [];
        error = null;
        var all = ImmutableArray.CreateBuilder<CudaRelease>();
        var newest = default(PtxVersion);
        foreach (var row in Rising(file.Release, r => r.Cuda))
        {
            if (
                !CudaVersion.TryParse(row.Cuda, out var cuda)
                || !TryOptional(row.Linux, out var linux)
                || !TryOptional(row.Windows, out var windows)
                || !TryPtx(row.Ptx, out var ptx)
                || !KnowledgeSource.TryRead(row, file, out var source)
            )
            {
                error = new FormatError(
                    $"release {row.Cuda}: a version cannot be read, or source, grade or date is missing"
                );
                return false;
            }

            var last = all.Count > 0 ? all[^1] : null;
            if (
                (last is not null && (cuda <= last.Cuda || row.Branch <= last.Branch))
                || ptx <= newest
                || row.Branch <= 0
            )
            {
                error = new FormatError(
                    $"release {row.Cuda}: version, branch and PTX have to rise together, and no version stands twice"
                );
                return false;
            }

            if (linux?.Branch < row.Branch || windows?.Branch < row.Branch)
            {
                error = new FormatError($"release {row.Cuda}: its drivers are older than its branch");
                return false;
            }

            newest = ptx ?? newest;
            all.Add(new CudaRelease(cuda, row.Branch, ptx, linux, windows, source));
        }

        releases = all.DrainToImmutable();
        return true;
    }

    private static bool TryReadMajors(
        CudaDriverFile file,
        out ImmutableArray<CudaMajorFloor> majors,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        majors = [];
        error = null;
        var all = ImmutableArray.CreateBuilder<CudaMajorFloor>();
        foreach (var row in file.Major.OrderBy(m => m.Cuda))
        {
            if (
                row.Cuda <= (all.Count > 0 ? all[^1].Major : 0)
                || !DriverVersion.TryParse(row.Linux, out var linux)
                || !DriverVersion.TryParse(row.Windows, out var windows)
                || !KnowledgeSource.TryRead(row, file, out var source)
            )
            {
                error = new FormatError(
                    FormattableString.Invariant($"major {row.Cuda}: it has to rise, and needs two drivers and a source")
                );
                return false;
            }

            all.Add(new CudaMajorFloor(row.Cuda, linux, windows, source));
        }

        majors = all.DrainToImmutable();
        return true;
    }

    private static bool TryReadGenerations(
        CudaDriverFile file,
        out ImmutableArray<GpuGeneration> generations,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        generations = [];
        error = null;
        var all = ImmutableArray.CreateBuilder<GpuGeneration>();
        foreach (var row in Rising(file.Generation, g => g.From))
        {
            if (
                !ComputeCapability.TryParse(row.From, out var from)
                || !ComputeCapability.TryParse(row.To, out var to)
                || to < from
                || (all.Count > 0 && from <= all[^1].To)
                || !CudaVersion.TryParse(row.FirstCuda, out var first)
                || !KnowledgeSource.TryRead(row, file, out var source)
            )
            {
                error = new FormatError(
                    $"generation {row.From}: ranges have to rise, and it needs a first CUDA and a source"
                );
                return false;
            }

            all.Add(new GpuGeneration(from, to, first, OrNull(row.LastCuda), OrNull(row.LastBranch), source));
        }

        generations = all.DrainToImmutable();
        return true;
    }

    // Rows of one's own stand before the shipped ones, whatever they are about. What is no version is refused afterwards.
    private static IEnumerable<T> Rising<T>(List<T> rows, Func<T, string> version) =>
        rows.OrderBy(r => MinorVersion.TryParse(version(r), out var v) ? v : default);

    private static int? OrNull(int number) => number > 0 ? number : null;

    private static bool TryOptional(string text, out DriverVersion? version)
    {
        version = DriverVersion.TryParse(text, out var read) ? read : null;
        return text.Length == 0 || version is not null;
    }

    private static bool TryPtx(string text, out PtxVersion? version)
    {
        version = null;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (
            dot > 0
            && int.TryParse(text.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            && int.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
        )
        {
            version = new PtxVersion(major, minor);
        }

        return text.Length == 0 || version is not null;
    }
}
