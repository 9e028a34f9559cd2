using System.Diagnostics.CodeAnalysis;

namespace Plumb.Knowledge;

/// <summary>A container image as a Dockerfile names it.</summary>
/// <param name="Image">Its name without a registry that mirrors it: <c>nvidia/cuda</c>.</param>
/// <param name="Tag">What stands behind the colon.</param>
public readonly record struct ImageReference(string Image, string Tag)
{
    // The registries that NVIDIA's list of tags names; both hold the same images.
    private static readonly string[] _registries = ["docker.io/", "index.docker.io/", "nvcr.io/"];

    /// <summary>Reads <c>image:tag</c>; false without a tag, or where a variable stands for a part.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ImageReference reference)
    {
        var name = text.Split('@')[0];
        foreach (var registry in _registries)
        {
            name = name.StartsWith(registry, StringComparison.Ordinal) ? name[registry.Length..] : name;
        }

        var colon = name.LastIndexOf(':');
        var isOne = colon > 0 && colon < name.Length - 1 && !name.Contains('$', StringComparison.Ordinal);
        reference = isOne ? new ImageReference(name[..colon], name[(colon + 1)..]) : default;
        return isOne && !reference.Tag.Contains('/', StringComparison.Ordinal);
    }
}
