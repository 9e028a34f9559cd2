using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Plumb.Formats.Fatbins;
using Plumb.Text;

namespace Plumb.Knowledge;

/// <summary>One build of torch.</summary>
/// <param name="Major">Of torch.</param>
/// <param name="Minor">Of torch.</param>
/// <param name="Cuda">The CUDA that it is built with.</param>
/// <param name="Platform">Such as <c>linux-x86_64</c>.</param>
/// <param name="Code">What it holds code for; the version of PTX is not known.</param>
/// <param name="Source">Where that can be checked.</param>
public sealed record TorchCudaBuild(
    int Major,
    int Minor,
    CudaVersion Cuda,
    string Platform,
    ImmutableArray<FatbinArchitecture> Code,
    FactSource Source
)
{
    /// <summary>The tag of the build and the name of its index: <c>cu128</c>.</summary>
    public string Tag => string.Create(CultureInfo.InvariantCulture, $"cu{Cuda.Major}{Cuda.Minor}");

    /// <summary>"2.7".</summary>
    public string Torch => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}");

    /// <summary>True when it holds machine code for the GPU.</summary>
    public bool Fits(ComputeCapability capability) =>
        Code.Any(c => c.Kind == FatbinKind.Cubin && GpuCompatibility.Judge(c, capability).Runs == Runs.Yes);
}

/// <summary>The builds of torch for CUDA (<c>knowledge/torch-cuda.toml</c>).</summary>
public sealed class TorchBuilds
{
    internal const string FileName = "torch-cuda.toml";
    private static readonly Lazy<TorchBuilds> _embedded = new(() =>
        KnowledgeFile.ReadEmbedded<TorchBuilds>(FileName, TryRead)
    );

    private TorchBuilds(ImmutableArray<TorchCudaBuild> all) => All = all;

    /// <summary>Those that Plumb ships.</summary>
    public static TorchBuilds Embedded => _embedded.Value;

    /// <summary>All builds, oldest torch and CUDA first.</summary>
    public ImmutableArray<TorchCudaBuild> All { get; }

    /// <summary>
    /// The build nearest to a version of torch that holds code for a GPU: the same version first, then the next newer one, then the next
    /// older one; of several the one with the oldest CUDA. Null when the table holds none.
    /// </summary>
    /// <param name="torch">Major and minor version.</param>
    /// <param name="platform">Such as <c>linux-x86_64</c>.</param>
    /// <param name="capability">The GPU.</param>
    /// <param name="isServed">Whether the driver serves a CUDA.</param>
    public TorchCudaBuild? Nearest(
        (int Major, int Minor) torch,
        string platform,
        ComputeCapability capability,
        Func<CudaVersion, bool> isServed
    )
    {
        var fitting = All.Where(b => b.Platform == platform && b.Fits(capability) && isServed(b.Cuda)).ToList();
        return fitting.Find(b => (b.Major, b.Minor).CompareTo(torch) >= 0)
            ?? fitting.OrderByDescending(b => (b.Major, b.Minor)).ThenBy(b => b.Cuda).FirstOrDefault();
    }

    /// <summary>Reads the file; refused when a row lacks a part, cannot be read or stands twice.</summary>
    public static bool TryRead(
        string toml,
        [NotNullWhen(true)] out TorchBuilds? builds,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        builds = null;
        if (!KnowledgeFile.TryMap(toml, CudaKnowledgeToml.Default.TorchBuildFile, out var file, out error))
        {
            return false;
        }

        var all = new Dictionary<(int, int, CudaVersion, string), TorchCudaBuild>();
        foreach (var row in file.Build)
        {
            if (
                !MinorVersion.TryParse(row.Torch, out var torch)
                || !CudaVersion.TryParse(row.Cuda, out var cuda)
                || row.Platform.Length == 0
                || row.Sm.Count == 0
                || !TryCode(row, out var code)
                || !KnowledgeSource.TryRead(row, file, out var source)
                || !all.TryAdd(
                    (torch.Major, torch.Minor, cuda, row.Platform),
                    new TorchCudaBuild(torch.Major, torch.Minor, cuda, row.Platform, code, source)
                )
            )
            {
                error = new FormatError(
                    $"torch {row.Torch} for CUDA {row.Cuda}: it stands twice, cannot be read, or lacks platform, sm, source, grade or date"
                );
                return false;
            }
        }

        error = all.Count == 0 ? new FormatError("it needs at least one build") : null;
        builds = error is null
            ? new TorchBuilds([.. all.Values.OrderBy(b => (b.Major, b.Minor)).ThenBy(b => b.Cuda)])
            : null;
        return builds is not null;
    }

    private static bool TryCode(TorchBuildRow row, out ImmutableArray<FatbinArchitecture> code)
    {
        code = [];
        var all = ImmutableArray.CreateBuilder<FatbinArchitecture>();
        foreach (var text in row.Sm.Concat(row.Ptx.Select(p => p + "+PTX")))
        {
            if (!FatbinArchitecture.TryParse(text, out var architecture, out _))
            {
                return false;
            }

            all.Add(architecture);
        }

        code = all.DrainToImmutable();
        return true;
    }
}
