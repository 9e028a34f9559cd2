using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Text;

namespace Plumb.Knowledge;

/// <summary>Images with CUDA to build on (<c>knowledge/base-images.toml</c>).</summary>
public sealed class BaseImages
{
    internal const string FileName = "base-images.toml";
    private static readonly Lazy<BaseImages> _embedded = new(() =>
        KnowledgeFile.ReadEmbedded<BaseImages>(FileName, TryRead)
    );

    private BaseImages(ImmutableArray<ImageSeries> all) => All = all;

    /// <summary>What Plumb ships.</summary>
    public static BaseImages Embedded => _embedded.Value;

    /// <summary>The series, the oldest CUDA first.</summary>
    public ImmutableArray<ImageSeries> All { get; }

    /// <summary>What is known of a tag, such as <c>nvidia/cuda:12.8.1-cudnn-devel-ubuntu22.04</c>; null when it is in no series.</summary>
    public KnownImage? Find(string reference) =>
        ImageReference.TryParse(reference, out var asked)
        && TagParts.TryParse(asked.Tag, out var parts)
        && Of(asked.Image, parts.Cuda)
            .FirstOrDefault(s =>
                s.Systems.Contains(parts.System, StringComparer.Ordinal)
                && s.Holds.Contains(parts.Holds, StringComparer.Ordinal)
            )
            is { } series
            ? new KnownImage(
                asked,
                series.Cuda,
                parts.Holds.StartsWith("cudnn", StringComparison.Ordinal) ? series.Cudnn : null,
                parts.System,
                parts.Holds,
                series.Source
            )
            : null;

    /// <summary>The series of an image for a CUDA, written as in its tags.</summary>
    public IEnumerable<ImageSeries> Of(string image, string cuda) => All.Where(s => s.Image == image && s.Cuda == cuda);

    /// <summary>Reads the file; refused when a row lacks a part, or two rows have a tag in common.</summary>
    public static bool TryRead(
        string toml,
        [NotNullWhen(true)] out BaseImages? images,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        images = null;
        if (!KnowledgeFile.TryMap(toml, BaseImageToml.Default.BaseImageFile, out var file, out error))
        {
            return false;
        }

        var all = ImmutableArray.CreateBuilder<ImageSeries>();
        var tags = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in file.Series)
        {
            var own = row.Systems.SelectMany(s => row.Holds.Select(h => $"{row.Image}:{row.Cuda}-{h}-{s}")).ToList();
            if (
                row.Image.Length == 0
                || row.Cudnn < 0
                || own.Count == 0
                || !own.TrueForAll(t => ImageReference.TryParse(t, out var r) && TagParts.TryParse(r.Tag, out _))
                || !own.TrueForAll(tags.Add)
                || !KnowledgeSource.TryRead(row, file, out var source)
            )
            {
                error = new FormatError(
                    $"series {row.Image} {row.Cuda}: a tag stands twice or cannot be read, or systems, holds, source, grade or date is missing"
                );
                return false;
            }

            all.Add(
                new ImageSeries(
                    row.Image,
                    row.Cuda,
                    [.. row.Systems],
                    [.. row.Holds],
                    row.Cudnn > 0 ? row.Cudnn : null,
                    row.Complete,
                    source
                )
            );
        }

        error = all.Count == 0 ? new FormatError("it needs at least one series") : null;
        images = error is null ? new BaseImages(all.DrainToImmutable()) : null;
        return images is not null;
    }
}
