using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Formats.Fatbins;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Knowledge;

/// <summary>An index of PyTorch for one CUDA.</summary>
/// <param name="Tag">The last part of its address: <c>cu118</c>.</param>
/// <param name="Cuda">The CUDA of its builds.</param>
/// <param name="Torch">The minor versions of torch that it holds, oldest first.</param>
/// <param name="Unsure">Minor versions of which it is not known whether it holds them.</param>
/// <param name="Last">The newest release on it; null while it gets more.</param>
/// <param name="NightlyUntil">When its nightly builds stopped; "" while they are made.</param>
/// <param name="Source">Where that can be checked.</param>
public sealed record TorchIndex(
    string Tag,
    CudaVersion Cuda,
    ImmutableArray<(int Major, int Minor)> Torch,
    ImmutableArray<(int Major, int Minor)> Unsure,
    PythonVersion? Last,
    string NightlyUntil,
    FactSource Source
);

/// <summary>Which versions of torch the indexes of PyTorch hold (<c>knowledge/torch-indexes.toml</c>).</summary>
public sealed class TorchIndexes
{
    internal const string FileName = "torch-indexes.toml";
    private static readonly Lazy<TorchIndexes> _embedded = new(() =>
        KnowledgeFile.ReadEmbedded<TorchIndexes>(FileName, TryRead)
    );

    private TorchIndexes(ImmutableArray<TorchIndex> all) => All = all;

    /// <summary>What Plumb ships.</summary>
    public static TorchIndexes Embedded => _embedded.Value;

    /// <summary>All indexes, the oldest CUDA first.</summary>
    public ImmutableArray<TorchIndex> All { get; }

    /// <summary>The index with a tag; null when it is not known.</summary>
    public TorchIndex? Find(string tag) =>
        All.FirstOrDefault(i => i.Tag.Equals(tag, StringComparison.OrdinalIgnoreCase));

    /// <summary>The index for a CUDA; null when it is not known.</summary>
    public TorchIndex? Find(CudaVersion cuda) => All.FirstOrDefault(i => i.Cuda == cuda);

    /// <summary>The indexes that hold a minor version of torch; empty when none is known.</summary>
    public ImmutableArray<TorchIndex> Of((int Major, int Minor) torch) => [.. All.Where(i => i.Torch.Contains(torch))];

    /// <summary>Reads the file; refused when a row lacks a part or stands twice.</summary>
    public static bool TryRead(
        string toml,
        [NotNullWhen(true)] out TorchIndexes? indexes,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        indexes = null;
        if (!KnowledgeFile.TryMap(toml, DocumentKnowledgeToml.Default.TorchIndexFile, out var file, out error))
        {
            return false;
        }

        var all = new Dictionary<string, TorchIndex>(StringComparer.Ordinal);
        foreach (var row in file.Index)
        {
            if (Read(row, file) is not { } index || !all.TryAdd(index.Tag, index))
            {
                error = new FormatError($"index {row.Tag}: it stands twice, or a part is missing or cannot be read");
                return false;
            }
        }

        error = all.Count == 0 ? new FormatError("it needs at least one index") : null;
        indexes = error is null ? new TorchIndexes([.. all.Values.OrderBy(i => i.Cuda)]) : null;
        return indexes is not null;
    }

    private static TorchIndex? Read(TorchIndexRow row, TorchIndexFile file)
    {
        PythonVersion last = default;
        var torch = Minors(row.Torch);
        var unsure = Minors(row.Unsure);
        return
            row.Tag.Length == 0
            || !CudaVersion.TryParse(row.Cuda, out var cuda)
            || torch.IsEmpty
            || torch.Contains(default)
            || unsure.Contains(default)
            || (row.Last.Length > 0 && !PythonVersion.TryParse(row.Last, out last))
            || !KnowledgeSource.TryRead(row, file, out var source)
            ? null
            : new TorchIndex(row.Tag, cuda, torch, unsure, row.Last.Length > 0 ? last : null, row.NightlyUntil, source);
    }

    private static ImmutableArray<(int Major, int Minor)> Minors(string text) =>
        [
            .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(t => MinorVersion.TryParse(t, out var v) ? v : default),
        ];
}
