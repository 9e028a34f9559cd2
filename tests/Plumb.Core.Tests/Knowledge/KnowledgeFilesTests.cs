using Plumb.Core.Tests.Corpus;
using Plumb.Knowledge;
using Xunit;

namespace Plumb.Core.Tests.Knowledge;

/// <summary>What holds of every knowledge file that has typed facts.</summary>
public sealed class KnowledgeFilesTests
{
    public static TheoryData<string> Files =>
        [.. EmbeddedKnowledge.Names.Where(n => !n.StartsWith("failures/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_reader_takes_it(string name) =>
        Assert.Null(KnowledgeReaders.ByFile[name](EmbeddedKnowledge.Read(name))?.Message);

    [Fact]
    public void Each_reader_has_a_file() =>
        Assert.Equal(
            Files.Select(f => f.Data).Order(StringComparer.Ordinal),
            KnowledgeReaders.ByFile.Keys.Order(StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Files))]
    public void It_means_the_same_when_it_is_written_anew(string name)
    {
        var file = ShippedFactFile.Read(name, EmbeddedKnowledge.Read(name));
        var text = file.With(file.Rows);
        Assert.Null(KnowledgeReaders.ByFile[name](text)?.Message);
        Assert.True(FactReader.TryRead(name, text, out var facts, out _));
        Assert.Equal(
            file.Rows.Select(r => (r.Fact.Kind, r.Fact.Name, r.Fact.Source, string.Join('|', r.Fact.Values))),
            facts.Select(f => (f.Kind, f.Name, f.Source, string.Join('|', f.Values)))
        );
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_two_rows_of_a_table_have_the_same_identity(string name)
    {
        var file = ShippedFactFile.Read(name, EmbeddedKnowledge.Read(name));
        Assert.Distinct(file.Rows.Select(file.IdentityOf));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Its_own_rows_can_all_be_ones_own(string name)
    {
        var shipped = EmbeddedKnowledge.Read(name);
        var file = ShippedFactFile.Read(name, shipped);
        var own = file.With([.. file.Rows.Select(r => r.Owned("there"))]);
        // What stands at the top beside source, grade and date is no row.
        if (name == "standard-library.toml")
        {
            return;
        }

        Assert.True(
            OwnFacts.TryMerge([new OwnFactFile(name, "/own", own)], out var merged, out var error),
            error?.Message
        );
        Assert.Equal(file.Rows.Length, merged[name].Facts.Length);
        Assert.All(merged[name].Facts, f => Assert.EndsWith("(own: /own)", f.Source.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_on_facts_tells_by_what_rows_are_told_apart()
    {
        var page = File.ReadAllText(Path.Combine(CorpusFile.RepositoryRoot, "docs/recipes/add-a-fact.md"));
        var told = page.Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal));
        var computed = EmbeddedKnowledge
            .Names.Where(n => !n.StartsWith("failures/", StringComparison.Ordinal))
            .Select(n => ShippedFactFile.Read(n, EmbeddedKnowledge.Read(n)))
            .SelectMany(file => file.Kinds.Select(k => (file.Name, Kind: k, Table: file.Table(k)!)))
            .Select(t =>
                t.Table.IsPairs
                    ? $"| `{t.Name}` | `[{t.Kind}]` | its key |"
                    : $"| `{t.Name}` | `[[{t.Kind}]]` | {string.Join(", ", t.Table.Keys.Select(k => $"`{k}`"))} |"
            );
        Assert.Equal(computed, told);
    }
}
