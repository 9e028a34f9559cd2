using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Runtime.InteropServices;
using Plumb.Files;

namespace Plumb.Environments.Observing;

/// <summary>
/// Chooses which files are read: those whose size is wrong, those that two owners claim with different hashes, libraries and models of
/// a few bytes, libraries that begin with zeros or that no RECORD describes and that end too early, with hashes all.
/// </summary>
internal sealed class DifferingContents(FileWorld world, bool verify, CancellationToken cancellation)
{
    /// <summary>Without <c>--verify</c> at most this many files of a kind are read; the others keep their size as the only proof.</summary>
    public const int MostUnasked = 4000;

    private readonly ConcurrentDictionary<string, ContentFacts> _facts = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<string> _unwritten = [];
    private readonly ParallelOptions _options = new() { CancellationToken = cancellation };

    public FrozenDictionary<string, ContentFacts> Read(
        IReadOnlyList<InstalledDistribution> distributions,
        FileTree tree
    )
    {
        var claims = Claims(distributions);
        var libraries = new List<string>();
        foreach (var (path, size) in BinaryFiles(tree))
        {
            if (size >= ContentFacts.SmallBytes)
            {
                libraries.Add(path);
            }
            else
            {
                ref var claim = ref CollectionsMarshal.GetValueRefOrAddDefault(claims, path, out _);
                claim = claim with { Read = true };
            }
        }

        var unasked = claims.Where(c => c.Value.Read).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => c.Key);
        ReadWhole(unasked);
        Parallel.ForEach(libraries, _options, path => LookAtLibrary(path, claims));
        ReadWhole(_unwritten.Order(StringComparer.Ordinal));
        if (verify)
        {
            Verify(claims.Where(c => !c.Value.Read && c.Value.Hash is not null));
        }

        return _facts.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static Dictionary<string, Claim> Claims(IReadOnlyList<InstalledDistribution> distributions)
    {
        var own = distributions.Where(d => d.Site.IsOwn).ToList();
        var claims = new Dictionary<string, Claim>(own.Sum(d => d.Files.Length), StringComparer.Ordinal);
        foreach (var distribution in own)
        {
            foreach (var file in distribution.Files)
            {
                if (file.Presence == Presence.File && (file.Row.Hash is not null || file.SizeDiffers))
                {
                    ref var claim = ref CollectionsMarshal.GetValueRefOrAddDefault(claims, file.Path, out var second);
                    claim = second
                        ? new Claim(claim.Hash, claim.Read || file.SizeDiffers || claim.Hash != file.Row.Hash)
                        : new Claim(file.Row.Hash, file.SizeDiffers);
                }
            }
        }

        return claims;
    }

    private void ReadWhole(IEnumerable<string> paths) =>
        Parallel.ForEach(verify ? paths : paths.Take(MostUnasked), _options, ReadWhole);

    private void ReadWhole(string path)
    {
        if (ContentReader.Read(world, path, verify, cancellation) is { } read)
        {
            _facts[path] = read;
        }
    }

    private void LookAtLibrary(string path, Dictionary<string, Claim> claims)
    {
        if (claims.TryGetValue(path, out var claim))
        {
            // Its size is right, so that it can only be cut off if it is empty space: what a crash leaves of a file not yet written.
            if (!claim.Read && ContentReader.BeginsWithZeros(world, path))
            {
                _unwritten.Add(path);
            }
        }
        else if (ContentReader.Inspect(world, path) is { IsCutOff: true } facts)
        {
            _facts[path] = facts;
        }
        else if (ContentReader.BeginsWithZeros(world, path))
        {
            _unwritten.Add(path);
        }
    }

    private void Verify(IEnumerable<KeyValuePair<string, Claim>> claims) =>
        Parallel.ForEach(
            claims,
            _options,
            () => new byte[1 << 18],
            (claim, _, buffer) =>
            {
                if (ContentReader.Hash(world, claim.Key, buffer, cancellation) != claim.Value.Hash)
                {
                    ReadWhole(claim.Key);
                }

                return buffer;
            },
            _ => { }
        );

    /// <summary>Libraries of any size and models of a few bytes.</summary>
    private static IEnumerable<(string Path, long Size)> BinaryFiles(FileTree tree) =>
        from folder in tree.Folders
        from entry in folder.Value.Entries
        where entry.Kind == FileKind.File && entry.Size > 0
        where NativeFileName.IsLibrary(entry.Name) || (entry.Size < ContentFacts.SmallBytes && IsModelName(entry.Name))
        select (WorldPath.Join(folder.Key, entry.Name), entry.Size);

    private static bool IsModelName(string name)
    {
        var dot = name.LastIndexOf('.');
        return dot > 0 && _modelEndings.Contains(name[dot..]);
    }

    private static readonly FrozenSet<string> _modelEndings = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
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
        ".engine"
    );

    private readonly record struct Claim(Sha256Digest? Hash, bool Read);
}
