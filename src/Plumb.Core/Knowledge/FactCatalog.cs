using System.Collections.Immutable;

namespace Plumb.Knowledge;

/// <summary>All facts that Plumb judges by, shipped and of one's own, to list and to search.</summary>
public static class FactCatalog
{
    private static readonly Lazy<ImmutableArray<KnowledgeFact>> _facts = new(ReadAll);

    /// <summary>The facts, by file and in the order of each.</summary>
    public static ImmutableArray<KnowledgeFact> Facts => _facts.Value;

    /// <summary>The facts in which each of the words occurs, in capitals or not: in topic, kind, name, a key, a value or the source.</summary>
    public static ImmutableArray<KnowledgeFact> Find(IReadOnlyCollection<string> words) =>
        [.. Facts.Where(fact => words.All(word => Occurs(word, fact)))];

    /// <summary>A word occurs in the value.</summary>
    public static bool Occurs(string word, FactValue value) => Has(value.Key, word) || Has(value.Text, word);

    private static bool Occurs(string word, KnowledgeFact fact) =>
        Has(fact.Topic, word)
        || Has(fact.Kind, word)
        || Has(fact.Name, word)
        || Has(fact.Source.Text, word)
        || fact.Values.Any(value => Occurs(word, value));

    private static bool Has(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static ImmutableArray<KnowledgeFact> ReadAll()
    {
        var all = ImmutableArray.CreateBuilder<KnowledgeFact>();
        foreach (var name in EmbeddedKnowledge.Names)
        {
            all.AddRange(OwnFacts.Facts(name) ?? Shipped(name));
        }

        return all.DrainToImmutable();
    }

    private static ImmutableArray<KnowledgeFact> Shipped(string name) =>
        FactReader.TryRead(name, EmbeddedKnowledge.Read(name), out var facts, out var error)
            ? facts
            : throw new InvalidDataException($"{name}: {error.Message}");
}
