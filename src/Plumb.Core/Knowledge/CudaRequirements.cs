using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Knowledge;

/// <summary>What some versions of a distribution are built for.</summary>
/// <param name="Distribution">Its name.</param>
/// <param name="From">The first version; null for no bound.</param>
/// <param name="Below">The first version that is none of them; null for no bound.</param>
/// <param name="Cuda">The version of CUDA: <c>11.8</c>, or the major one alone.</param>
/// <param name="Cudnn">The major version of cuDNN; null when it uses none.</param>
/// <param name="Linux">Libraries that it loads by name on Linux.</param>
/// <param name="Windows">The same on Windows.</param>
/// <param name="Source">Where that can be checked.</param>
public sealed record CudaRequirement(
    PackageName Distribution,
    PythonVersion? From,
    PythonVersion? Below,
    string Cuda,
    int? Cudnn,
    ImmutableArray<string> Linux,
    ImmutableArray<string> Windows,
    FactSource Source
)
{
    /// <summary>It speaks of a version.</summary>
    public bool Covers(PythonVersion version) =>
        (From is not { } from || version >= from) && (Below is not { } below || version < below);
}

/// <summary>What distributions need of NVIDIA where their files do not show it (<c>knowledge/cuda-consumers.toml</c>).</summary>
public sealed class CudaRequirements
{
    internal const string FileName = "cuda-consumers.toml";
    private static readonly Lazy<CudaRequirements> _embedded = new(() =>
        KnowledgeFile.ReadEmbedded<CudaRequirements>(FileName, TryRead)
    );

    private CudaRequirements(ImmutableArray<CudaRequirement> all) => All = all;

    /// <summary>Those that Plumb ships.</summary>
    public static CudaRequirements Embedded => _embedded.Value;

    /// <summary>All rows in file order.</summary>
    public ImmutableArray<CudaRequirement> All { get; }

    /// <summary>What a version needs; null when the table does not say.</summary>
    public CudaRequirement? Find(PackageName distribution, PythonVersion version) =>
        All.FirstOrDefault(r => r.Distribution == distribution && r.Covers(version));

    /// <summary>Reads the file; refused when a row lacks a part or cannot be read.</summary>
    public static bool TryRead(
        string toml,
        [NotNullWhen(true)] out CudaRequirements? requirements,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        requirements = null;
        if (!KnowledgeFile.TryMap(toml, CudaKnowledgeToml.Default.CudaConsumerFile, out var file, out error))
        {
            return false;
        }

        var all = ImmutableArray.CreateBuilder<CudaRequirement>();
        foreach (var row in file.Consumer)
        {
            if (
                !PackageName.TryParse(row.Distribution, out var name)
                || !TryOptional(row.From, out var from)
                || !TryOptional(row.Below, out var below)
                || row.Cuda.Length == 0
                || row.Cudnn < 0
                || !KnowledgeSource.TryRead(row, file, out var source)
            )
            {
                error = new FormatError(
                    $"consumer {row.Distribution} from {row.From}: a part cannot be read, or cuda, source, grade or date is missing"
                );
                return false;
            }

            all.Add(
                new CudaRequirement(
                    name,
                    from,
                    below,
                    row.Cuda,
                    row.Cudnn > 0 ? row.Cudnn : null,
                    [.. row.Linux],
                    [.. row.Windows],
                    source
                )
            );
        }

        error = all.Count == 0 ? new FormatError("it needs at least one consumer") : null;
        requirements = error is null ? new CudaRequirements(all.DrainToImmutable()) : null;
        return requirements is not null;
    }

    private static bool TryOptional(string text, out PythonVersion? version)
    {
        version = PythonVersion.TryParse(text, out var read) ? read : null;
        return text.Length == 0 || version is not null;
    }
}
