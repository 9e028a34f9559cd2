using Plumb.Knowledge;

namespace Plumb.Linting;

/// <summary>The image that a Dockerfile begins with has the tag that it names (<c>knowledge/base-images.toml</c>).</summary>
internal sealed class BaseImageRule : IClaimRule
{
    private const string Name = "version-exists";
    private const string Instruction = "FROM ";

    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document) =>
        document
            .Lines.Where(l => l.Text.TrimStart().StartsWith(Instruction, StringComparison.Ordinal))
            .Select(Judge)
            .OfType<Claim>();

    private static Claim? Judge(DocumentLine line)
    {
        var words = line.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var text = words.Skip(1).FirstOrDefault(w => !w.StartsWith("--", StringComparison.Ordinal));
        if (
            text is null
            || !ImageReference.TryParse(text, out var image)
            || !TagParts.TryParse(image.Tag, out var tag)
            || BaseImages.Embedded.Find(text) is not null
        )
        {
            return null;
        }

        var all = BaseImages.Embedded.All.Where(s => s.Image == image.Image).ToList();
        var same = all.FindAll(s => s.Cuda == tag.Cuda);
        var right = same.Count > 0 ? Beside(all, same, tag) : Whole(all, tag);
        return right is null
            ? null
            : new Claim(
                line.Number,
                text,
                ClaimVerdict.False,
                $"{image.Image} has no tag {image.Tag}. {right}",
                (same.Count > 0 ? same : all)[0].Source.Text,
                Name
            );
    }

    // What there is of this CUDA instead; null where other tags may be there.
    private static string? Beside(List<ImageSeries> all, List<ImageSeries> same, TagParts tag)
    {
        if (
            !same.TrueForAll(s => s.IsComplete)
            || !all.Exists(s => s.Systems.Contains(tag.System, StringComparer.Ordinal))
        )
        {
            return null;
        }

        var holds = same.Where(s => s.Systems.Contains(tag.System, StringComparer.Ordinal))
            .SelectMany(s => s.Holds)
            .ToList();
        return holds.Count > 0
            ? $"Of CUDA {tag.Cuda} on {tag.System} there are {Listed(holds)}."
            : $"CUDA {tag.Cuda} is there for {Listed(same.SelectMany(s => s.Systems))}.";
    }

    // Tags name the whole version of CUDA.
    private static string? Whole(List<ImageSeries> all, TagParts tag)
    {
        var releases = all.FindAll(s => s.Cuda.StartsWith(tag.Cuda + ".", StringComparison.Ordinal));
        return
            tag.Cuda.Contains('.', StringComparison.Ordinal)
            && releases.Count > 0
            && releases.TrueForAll(s => s.IsComplete)
            ? $"Its tags name the whole version of CUDA: {Listed(releases.Select(s => s.Cuda))}."
            : null;
    }

    private static string Listed(IEnumerable<string> words)
    {
        var all = words.Distinct(StringComparer.Ordinal).ToList();
        return all.Count == 1 ? all[0] : $"{string.Join(", ", all.SkipLast(1))} and {all[^1]}";
    }
}
