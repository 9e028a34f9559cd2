using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Text;

namespace Plumb.Knowledge;

/// <summary>Minor versions that are built together.</summary>
/// <param name="Torch">Of torch: <c>2.1</c>.</param>
/// <param name="Torchvision">Of torchvision: <c>0.16</c>.</param>
/// <param name="Torchaudio">Of torchaudio: <c>2.1</c>.</param>
/// <param name="Source">Where that can be checked.</param>
public sealed record TorchSet(string Torch, string Torchvision, string Torchaudio, FactSource Source);

/// <summary>torch and its sister packages (<c>knowledge/torch-family.toml</c>).</summary>
public sealed class TorchFamily
{
    internal const string FileName = "torch-family.toml";
    private static readonly Lazy<TorchFamily> _embedded = new(() =>
        KnowledgeFile.ReadEmbedded<TorchFamily>(FileName, TryRead)
    );

    private TorchFamily(ImmutableArray<TorchSet> all) => All = all;

    /// <summary>What Plumb ships.</summary>
    public static TorchFamily Embedded => _embedded.Value;

    /// <summary>All sets in file order.</summary>
    public ImmutableArray<TorchSet> All { get; }

    /// <summary>The set of a minor version of torch; null when the table lacks it.</summary>
    public TorchSet? Find(string torch) => All.FirstOrDefault(s => s.Torch == torch);

    /// <summary>Reads the file; refused when a row lacks a part or stands twice.</summary>
    public static bool TryRead(
        string toml,
        [NotNullWhen(true)] out TorchFamily? family,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        family = null;
        if (!KnowledgeFile.TryMap(toml, CudaKnowledgeToml.Default.TorchFamilyFile, out var file, out error))
        {
            return false;
        }

        var all = ImmutableArray.CreateBuilder<TorchSet>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in file.Set)
        {
            if (
                !MinorVersion.TryParse(row.Torch, out _)
                || !MinorVersion.TryParse(row.Torchvision, out _)
                || !MinorVersion.TryParse(row.Torchaudio, out _)
                || !taken.Add(row.Torch)
                || !KnowledgeSource.TryRead(row, file, out var source)
            )
            {
                error = new FormatError(
                    $"torch {row.Torch}: it stands twice, a version is no minor one, or source, grade or date is missing"
                );
                return false;
            }

            all.Add(new TorchSet(row.Torch, row.Torchvision, row.Torchaudio, source));
        }

        error = taken.Count == 0 ? new FormatError("it needs at least one set") : null;
        family = error is null ? new TorchFamily(all.DrainToImmutable()) : null;
        return family is not null;
    }
}
