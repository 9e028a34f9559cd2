using System.Collections.Concurrent;
using System.Collections.Frozen;
using Plumb.Files;

namespace Plumb.Environments.Observing;

/// <summary>
/// Chooses which files are read: those whose size is wrong, those that two owners claim with different hashes, libraries and models of
/// a few bytes, with hashes all.
/// </summary>
internal static class DifferingContents
{
    /// <summary>Without <c>--verify</c> at most this many files are read; the others keep their size as the only proof.</summary>
    public const int MostUnasked = 4000;

    public static FrozenDictionary<string, ContentFacts> Read(
        FileWorld world,
        IReadOnlyList<InstalledDistribution> distributions,
        FileTree tree,
        bool verify,
        CancellationToken cancellation
    )
    {
        var claims = new Dictionary<string, Claim>(StringComparer.Ordinal);
        foreach (var distribution in distributions.Where(d => d.Site.IsOwn))
        {
            foreach (var file in distribution.Files)
            {
                if (file.Presence == Presence.File && (file.Row.Hash is not null || file.SizeDiffers))
                {
                    var hash = file.Row.Hash;
                    var wanted = file.SizeDiffers;
                    ref var claim = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(
                        claims,
                        file.Path,
                        out var second
                    );
                    claim = second
                        ? new Claim(claim.Hash, claim.Read || wanted || claim.Hash != hash)
                        : new Claim(hash, wanted);
                }
            }
        }

        foreach (var path in SuspiciouslySmall(tree))
        {
            claims[path] = claims.TryGetValue(path, out var claim) ? claim with { Read = true } : new Claim(null, true);
        }

        var facts = new ConcurrentDictionary<string, ContentFacts>(StringComparer.Ordinal);
        var options = new ParallelOptions { CancellationToken = cancellation };
        var unasked = claims.Where(c => c.Value.Read).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => c.Key);
        Parallel.ForEach(
            verify ? unasked : unasked.Take(MostUnasked),
            options,
            path =>
            {
                if (ContentReader.Read(world, path, verify, cancellation) is { } read)
                {
                    facts[path] = read;
                }
            }
        );
        if (verify)
        {
            Parallel.ForEach(
                claims.Where(c => !c.Value.Read && c.Value.Hash is not null),
                options,
                () => new byte[1 << 18],
                (claim, _, buffer) =>
                {
                    var digest = ContentReader.Hash(world, claim.Key, buffer, cancellation);
                    if (
                        digest != claim.Value.Hash
                        && ContentReader.Read(world, claim.Key, verify, cancellation) is { } read
                    )
                    {
                        facts[claim.Key] = read;
                    }

                    return buffer;
                },
                _ => { }
            );
        }

        return facts.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static IEnumerable<string> SuspiciouslySmall(FileTree tree) =>
        from folder in tree.Folders
        from entry in folder.Value.Entries
        where entry.Kind == FileKind.File && entry.Size is > 0 and < ContentFacts.SmallBytes && IsBinaryName(entry.Name)
        select WorldPath.Join(folder.Key, entry.Name);

    private static bool IsBinaryName(string name)
    {
        var dot = name.LastIndexOf('.');
        return dot > 0 && _binaryEndings.Contains(name[dot..]);
    }

    private static readonly FrozenSet<string> _binaryEndings = new[]
    {
        ".so",
        ".pyd",
        ".dll",
        ".dylib",
        ".onnx",
        ".pt",
        ".pth",
        ".ckpt",
        ".safetensors",
        ".gguf",
        ".bin",
        ".h5",
        ".pb",
        ".tflite",
        ".npz",
        ".pkl",
        ".caffemodel",
        ".engine",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly record struct Claim(Sha256Digest? Hash, bool Read);
}
