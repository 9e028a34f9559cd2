namespace Plumb.Knowledge;

/// <summary>The parts of a tag with CUDA: <c>12.8.1-cudnn-devel-ubuntu22.04</c>.</summary>
/// <param name="Cuda">Digits and dots: <c>12.8.1</c>.</param>
/// <param name="Holds">What stands between: <c>cudnn-devel</c>.</param>
/// <param name="System">The last part: <c>ubuntu22.04</c>.</param>
internal readonly record struct TagParts(string Cuda, string Holds, string System)
{
    /// <summary>False when the tag has no three parts, or does not begin with a version.</summary>
    public static bool TryParse(string tag, out TagParts parts)
    {
        var (first, last) = (tag.IndexOf('-', StringComparison.Ordinal), tag.LastIndexOf('-'));
        parts =
            first > 0 && last > first + 1
                ? new TagParts(tag[..first], tag[(first + 1)..last], tag[(last + 1)..])
                : default;
        return parts.Cuda is { Length: > 0 } cuda
            && parts.System.Length > 0
            && char.IsAsciiDigit(cuda[0])
            && cuda.All(c => char.IsAsciiDigit(c) || c == '.');
    }
}
