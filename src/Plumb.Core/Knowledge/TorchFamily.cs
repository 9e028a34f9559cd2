using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Text;

namespace Plumb.Knowledge;

/// <summary>Minor versions that are built together.</summary>
/// <param name="Torch">Of torch: <c>2.1</c>.</param>
/// <param name="Torchvision">Of torchvision: <c>0.16</c>.</param>
/// <param name="Torchaudio">Of torchaudio: <c>2.1</c>.</param>
public sealed record TorchSet(string Torch, string Torchvision, string Torchaudio);

/// <summary>torch and its sister packages (<c>knowledge/torch-family.toml</c>).</summary>
public sealed class TorchFamily
{
    private const string FileName = "torch-family.toml";
    private static readonly Lazy<TorchFamily> _embedded = new(() =>
        KnowledgeFile.ReadEmbedded<TorchFamily>(FileName, TryRead)
    );

    private TorchFamily(ImmutableArray<TorchSet> all, FactSource source)
    {
        All = all;
        Source = source;
    }

    /// <summary>What Plumb ships.</summary>
    public static TorchFamily Embedded => _embedded.Value;

    /// <summary>All sets in file order.</summary>
    public ImmutableArray<TorchSet> All { get; }

    /// <summary>Where they can be checked.</summary>
    public FactSource Source { get; }

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

        if (!KnowledgeSource.TryRead(file.Source, file.Grade, file.Date, out var source))
        {
            error = new FormatError("it needs source, grade and date");
            return false;
        }

        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in file.Set)
        {
            if (
                !MinorVersion.TryParse(row.Torch, out _)
                || !MinorVersion.TryParse(row.Torchvision, out _)
                || !MinorVersion.TryParse(row.Torchaudio, out _)
                || !taken.Add(row.Torch)
            )
            {
                error = new FormatError($"torch {row.Torch}: it stands twice, or a version is no minor one");
                return false;
            }
        }

        error = taken.Count == 0 ? new FormatError("it needs at least one set") : null;
        family = error is null
            ? new TorchFamily([.. file.Set.Select(r => new TorchSet(r.Torch, r.Torchvision, r.Torchaudio))], source)
            : null;
        return family is not null;
    }
}
