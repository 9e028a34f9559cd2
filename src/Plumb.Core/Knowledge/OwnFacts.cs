using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Metadata.Toml;
using Plumb.Text;

namespace Plumb.Knowledge;

/// <summary>Facts that an application or a user adds to those that Plumb ships. The facts of a process are put together once.</summary>
public static class OwnFacts
{
    private static readonly Lock _gate = new();
    private static FrozenDictionary<string, MergedFacts> _merged = FrozenDictionary<string, MergedFacts>.Empty;
    private static bool _isClosed;

    /// <summary>
    /// Adds files of one's own, before any fact is read. A row takes the place of the shipped row of the same table with the same identity,
    /// which is the first keys of the shipped rows whose values no two of them share; other rows are added.
    /// </summary>
    /// <param name="files">The files; of two with one name the first counts more.</param>
    /// <param name="error">Why a file is refused: the file, the line and what is wrong. Then nothing is added.</param>
    /// <exception cref="InvalidOperationException">A fact was read already, or files were added before.</exception>
    public static bool TryAdd(ImmutableArray<OwnFactFile> files, [NotNullWhen(false)] out FormatError? error)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                throw new InvalidOperationException(
                    "Facts of one's own are added once, before the first fact is read."
                );
            }

            if (!TryMerge(files, out var merged, out error))
            {
                return false;
            }

            _merged = merged;
            _isClosed = true;
            return true;
        }
    }

    /// <summary>Puts files into those that Plumb ships, by their names; nothing is kept.</summary>
    internal static bool TryMerge(
        ImmutableArray<OwnFactFile> files,
        [NotNullWhen(true)] out FrozenDictionary<string, MergedFacts>? merged,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        merged = null;
        error = null;
        var all = new Dictionary<string, MergedFacts>(StringComparer.Ordinal);
        foreach (var same in files.GroupBy(f => f.Name, StringComparer.Ordinal))
        {
            if (!KnowledgeReaders.ByFile.TryGetValue(same.Key, out var refuse))
            {
                var nearest = NearestWord.To(same.Key, KnowledgeReaders.ByFile.Keys);
                var names = KnowledgeReaders.ByFile.Keys.Order(StringComparer.Ordinal).ToImmutableArray();
                error = new FormatError(
                    $"{same.First().Path}: {same.Key} is no knowledge file; there are {TomlFields.Prose(names, "and")}."
                        + (nearest is null ? "" : $" Did you mean {nearest}?")
                );
                return false;
            }

            if (!MergedFacts.TryMerge(same.Key, EmbeddedKnowledge.Read(same.Key), same, refuse, out var put, out error))
            {
                return false;
            }

            all.Add(same.Key, put);
        }

        merged = all.ToFrozenDictionary(StringComparer.Ordinal);
        return true;
    }

    /// <summary>The text of a file as it counts in this process. From now on nothing is added.</summary>
    internal static string Toml(string name) => Merged(name)?.Toml ?? EmbeddedKnowledge.Read(name);

    /// <summary>The facts of a file that something was added to; null for others. From now on nothing is added.</summary>
    internal static ImmutableArray<KnowledgeFact>? Facts(string name) => Merged(name)?.Facts;

    private static MergedFacts? Merged(string name)
    {
        lock (_gate)
        {
            _isClosed = true;
            return _merged.GetValueOrDefault(name);
        }
    }
}
