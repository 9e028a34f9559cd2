using System.Collections.Immutable;
using System.Globalization;
using Plumb.Files;
using Plumb.Native.Cuda;

namespace Plumb.Checks.Cuda;

/// <summary>
/// Packages that bring one library for each version of CUDA (<c>libbitsandbytes_cuda126.so</c>) and load the one that fits torch:
/// only that one counts.
/// </summary>
internal static class CudaVariants
{
    private const string Mark = "_cuda";

    /// <summary>The libraries that are loaded beside a torch for a version of CUDA.</summary>
    /// <param name="libraries">All of one distribution.</param>
    /// <param name="torch">What torch is built for; null when it is not known.</param>
    public static ImmutableArray<CudaLibrary> Choose(ImmutableArray<CudaLibrary> libraries, CudaBuild? torch)
    {
        var variants = libraries
            .Select(l => (Library: l, Cuda: VersionIn(WorldPath.Name(l.Path))))
            .Where(v => v.Cuda is not null)
            .ToList();
        if (variants.Count < 2)
        {
            return libraries;
        }

        // Without torch's version the newest one speaks for all.
        var chosen =
            variants.Find(v => v.Cuda == torch).Library
            ?? variants
                .Where(v => torch is null || v.Cuda?.Major == torch?.Major)
                .OrderByDescending(v => (v.Cuda?.Major, v.Cuda?.Minor))
                .FirstOrDefault()
                .Library
            ?? variants[^1].Library;
        return [.. libraries.Where(l => l == chosen || VersionIn(WorldPath.Name(l.Path)) is null)];
    }

    /// <summary>126 in <c>libbitsandbytes_cuda126.so</c> is 12.6; null for other names.</summary>
    internal static CudaBuild? VersionIn(string name)
    {
        var at = name.LastIndexOf(Mark, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var rest = name.AsSpan(at + Mark.Length);
        var end = rest.IndexOfAnyExceptInRange('0', '9');
        return end == 3 && int.TryParse(rest[..3], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new CudaBuild(number / 10, number % 10)
            : null;
    }
}
