using System.Collections.Immutable;
using System.Text.Json;

namespace Plumb.Core.Tests.Corpus;

/// <summary>
/// Where environment skeletons and what real tools said about them can be found: those that the repository carries
/// (<c>tests/Corpus/environments</c>) and, where it is there, the larger <c>shared</c> folder beside the repository
/// (or where <c>PLUMB_SHARED</c> points).
/// </summary>
public static class SkeletonLibrary
{
    private const string Suffix = ".skel.jsonl.gz";

    /// <summary>The folder that holds <c>Plumb.slnx</c>.</summary>
    public static string RepositoryRoot => CorpusFile.RepositoryRoot;

    /// <summary>The corpus that the repository carries.</summary>
    public static string CorpusFolder { get; } = Path.Combine(RepositoryRoot, "tests", "Corpus");

    /// <summary>The larger collection; null where it is not there.</summary>
    public static string? SharedFolder => CorpusFile.SharedFolder;

    /// <summary>Folders with skeletons, those of <c>shared</c> first because their trees are complete.</summary>
    public static ImmutableArray<string> Folders { get; } = FindFolders();

    /// <summary>Ids of every skeleton that can be found, in ordinal order, with their kinds ("clean", "damage", "base", …).</summary>
    public static ImmutableSortedDictionary<string, string> Kinds { get; } = ReadKinds();

    /// <summary>Ids of the environments (neither bases nor hosts).</summary>
    public static IEnumerable<string> Environments =>
        Kinds.Where(pair => pair.Value is not ("base" or "host")).Select(pair => pair.Key);

    /// <summary>True where the tree is whole; trees that the repository carries hold only the beginning of each native file.</summary>
    public static bool IsWhole(string id) =>
        SharedFolder is not null && File.Exists(Path.Combine(SharedFolder, "environments", id + Suffix));

    /// <summary>The file of a skeleton.</summary>
    public static string PathOf(string id) =>
        Find(id + Suffix) ?? throw new FileNotFoundException($"There is no skeleton {id}.");

    /// <summary>What real tools said about an environment; null when nothing is recorded.</summary>
    public static JsonDocument? TruthOf(string id)
    {
        if (Find(id + ".truth.json") is { } plain)
        {
            return JsonDocument.Parse(File.ReadAllBytes(plain));
        }

        if (Find(id + ".truth.json.gz") is { } packed)
        {
            using var stream = SkeletonReader.OpenGzip(packed);
            return JsonDocument.Parse(stream);
        }

        return null;
    }

    /// <summary>A file of the <c>environments</c> folders by its name; null when none has it.</summary>
    public static string? Find(string name) =>
        Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private static ImmutableArray<string> FindFolders()
    {
        string?[] folders =
        [
            SharedFolder is null ? null : Path.Combine(SharedFolder, "environments"),
            Path.Combine(CorpusFolder, "environments"),
        ];
        return [.. folders.OfType<string>().Where(Directory.Exists)];
    }

    private static ImmutableSortedDictionary<string, string> ReadKinds()
    {
        var kinds = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var folder in Folders)
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*" + Suffix))
            {
                var id = Path.GetFileName(file)[..^Suffix.Length];
                if (!kinds.ContainsKey(id))
                {
                    kinds[id] = SkeletonReader.ReadHeader(file).Kind;
                }
            }
        }

        return kinds.ToImmutable();
    }
}
