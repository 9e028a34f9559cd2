using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Formats.Fatbins;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Knowledge;

/// <summary>The cuDNN of a build of torch.</summary>
/// <param name="Torch">Of torch: <c>2.9</c>.</param>
/// <param name="Cuda">The CUDA of the build.</param>
/// <param name="Cudnn">The cuDNN that comes with it.</param>
/// <param name="Source">Where that can be checked.</param>
public sealed record TorchCudnn((int Major, int Minor) Torch, CudaVersion Cuda, PythonVersion Cudnn, FactSource Source);

/// <summary>What a version of cuDNN is made for.</summary>
/// <param name="Cudnn">Major and minor version.</param>
/// <param name="Cuda">The newest CUDA of each major version.</param>
/// <param name="Capability">The newest compute capability.</param>
/// <param name="Source">Where that can be checked.</param>
public sealed record CudnnSupport(
    (int Major, int Minor) Cudnn,
    ImmutableArray<CudaVersion> Cuda,
    ComputeCapability Capability,
    FactSource Source
);

/// <summary>Which cuDNN goes with what (<c>knowledge/cudnn.toml</c>).</summary>
public sealed class CudnnFacts
{
    internal const string FileName = "cudnn.toml";
    private static readonly Lazy<CudnnFacts> _embedded = new(() =>
        KnowledgeFile.ReadEmbedded<CudnnFacts>(FileName, TryRead)
    );

    private CudnnFacts(ImmutableArray<TorchCudnn> torch, ImmutableArray<CudnnSupport> support)
    {
        Torch = torch;
        Support = support;
    }

    /// <summary>What Plumb ships.</summary>
    public static CudnnFacts Embedded => _embedded.Value;

    /// <summary>The builds of torch.</summary>
    public ImmutableArray<TorchCudnn> Torch { get; }

    /// <summary>Versions of cuDNN.</summary>
    public ImmutableArray<CudnnSupport> Support { get; }

    /// <summary>Reads the file; refused when a row lacks a part or cannot be read.</summary>
    public static bool TryRead(
        string toml,
        [NotNullWhen(true)] out CudnnFacts? facts,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        facts = null;
        if (!KnowledgeFile.TryMap(toml, LintKnowledgeToml.Default.CudnnFile, out var file, out error))
        {
            return false;
        }

        var torch = ImmutableArray.CreateBuilder<TorchCudnn>();
        foreach (var row in file.Build)
        {
            if (
                !MinorVersion.TryParse(row.Torch, out var minor)
                || !CudaVersion.TryParse(row.Cuda, out var cuda)
                || !PythonVersion.TryParse(row.Cudnn, out var cudnn)
                || !KnowledgeSource.TryRead(row, file, out var source)
            )
            {
                error = new FormatError(
                    $"torch {row.Torch} for CUDA {row.Cuda}: a version cannot be read, or source, grade or date is missing"
                );
                return false;
            }

            torch.Add(new TorchCudnn(minor, cuda, cudnn, source));
        }

        var support = ImmutableArray.CreateBuilder<CudnnSupport>();
        foreach (var row in file.Support)
        {
            var newest = row.Cuda.Select(c => CudaVersion.TryParse(c, out var v) ? v : default).ToImmutableArray();
            if (
                !MinorVersion.TryParse(row.Cudnn, out var minor)
                || newest.IsEmpty
                || newest.Contains(default)
                || !ComputeCapability.TryParse(row.Capability, out var capability)
                || !KnowledgeSource.TryRead(row, file, out var supportSource)
            )
            {
                error = new FormatError($"cuDNN {row.Cudnn}: a part cannot be read");
                return false;
            }

            support.Add(new CudnnSupport(minor, newest, capability, supportSource));
        }

        error = torch.Count == 0 ? new FormatError("it needs at least one build") : null;
        facts = error is null ? new CudnnFacts(torch.DrainToImmutable(), support.DrainToImmutable()) : null;
        return facts is not null;
    }
}
