using Plumb.Knowledge;
using Plumb.Text;
using Xunit;

namespace Plumb.Core.Tests.Knowledge;

/// <summary>Shipped text and text of one's own give a text, or a mistake with its place.</summary>
public sealed class OwnFactsTests
{
    private const string Sourced = "source = 'https://example.org/a'\ngrade = 'documented'\ndate = '2026-01-02'\n";

    private const string Shipped =
        Sourced
        + """
            [[module]]
            name = "cv2"
            distribution = "opencv-python"
            [[module]]
            name = "PIL"
            distribution = "pillow"
            """;

    private static OwnFactFile File(string toml, string path = "/own/import-names.toml") =>
        new("import-names.toml", path, toml);

    private static string Module(string name, string distribution) =>
        $"[[module]]\nname = '{name}'\ndistribution = '{distribution}'\n";

    private static MergedFacts? Merge(out FormatError? error, params OwnFactFile[] files) =>
        MergedFacts.TryMerge(
            "import-names.toml",
            Shipped,
            files,
            KnowledgeReaders.ByFile["import-names.toml"],
            out var merged,
            out error
        )
            ? merged
            : null;

    private static string Refusal(string toml)
    {
        Assert.Null(Merge(out var error, File(toml)));
        return error!.Message;
    }

    private static ImportNames Names(MergedFacts merged) =>
        ImportNames.TryRead(merged.Toml, out var names, out var error)
            ? names
            : throw new InvalidDataException(error.Message);

    [Fact]
    public void A_row_takes_the_place_of_the_shipped_one_with_its_identity_and_says_whose_it_is()
    {
        var merged = Merge(out _, File(Sourced + Module("cv2", "ours")))!;
        var found = Names(merged).Find("cv2")!;
        Assert.Equal("ours", found.Requirement);
        Assert.Equal("https://example.org/a (own: /own/import-names.toml)", found.Source.Text);
        Assert.Equal("pillow", Names(merged).Find("PIL")!.Requirement);
        var fact = Assert.Single(merged.Facts, f => f.Name == "cv2");
        Assert.True(fact.IsOwn);
        Assert.Equal("/own/import-names.toml:5:1", fact.Place.ToString());
        Assert.False(Assert.Single(merged.Facts, f => f.Name == "PIL").IsOwn);
    }

    [Fact]
    public void Another_row_is_added_and_the_first_file_counts_more()
    {
        var merged = Merge(
            out _,
            File(Sourced + Module("mine", "first")),
            File(Sourced + Module("mine", "second") + Module("yours", "second"), "/user/import-names.toml")
        )!;
        Assert.Equal("first", Names(merged).Find("mine")!.Requirement);
        Assert.Equal("second", Names(merged).Find("yours")!.Requirement);
        Assert.Equal("opencv-python", Names(merged).Find("cv2")!.Requirement);
        Assert.Equal(4, merged.Facts.Length);
    }

    [Theory]
    [InlineData("", "/own/import-names.toml:1:1: A row of module has no source, grade or date.")]
    [InlineData(
        Sourced + "[[modul]]\nname = 'a'\n",
        "import-names.toml:4:3: import-names.toml has no modul to add to; it has [[module]]."
    )]
    [InlineData(Sourced + "[module]\nname = 'a'\n", "import-names.toml:4:2: module is written [[module]].")]
    [InlineData(
        Sourced + "[[module]]\nnaem = 'a'\n",
        "import-names.toml:5:1: [[module]] has no key \"naem\"; it has distribution and name."
    )]
    [InlineData(
        Sourced + "[[module]]\nname = 3\n",
        "import-names.toml:5:8: name of [[module]] is a value of the kind string, not integer."
    )]
    [InlineData(Sourced + "[[module]\n", "/own/import-names.toml:4:")]
    [InlineData(
        Sourced + "[[module]]\nname = 'good'\ndistribution = 'good'\n[[module]]\nname = 'bad'\n",
        "/own/import-names.toml:8:1: module"
    )]
    [InlineData(
        Sourced + "[[module]]\nname = 'a'\ndistribution = 'b'\n[[module]]\nname = 'a'\ndistribution = 'c'\n",
        "The row says again what the row in line 5 says of the same thing"
    )]
    public void A_mistake_is_told_with_its_place(string toml, string said) =>
        Assert.Contains(said, Refusal(toml.Length == 0 ? Module("a", "b") : toml), StringComparison.Ordinal);

    [Fact]
    public void A_file_that_Plumb_does_not_ship_is_refused_with_the_names_there_are()
    {
        Assert.False(
            OwnFacts.TryMerge([new OwnFactFile("import-name.toml", "/own/import-name.toml", "")], out _, out var error)
        );
        Assert.StartsWith(
            "/own/import-name.toml: import-name.toml is no knowledge file; there are ",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.EndsWith("Did you mean import-names.toml?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_of_a_table_are_added_and_replaced_too()
    {
        const string Own = Sourced + "[products]\n\"1e02\" = \"Ours\"\n\"ffff\" = \"New\"\n";
        Assert.True(
            OwnFacts.TryMerge([new OwnFactFile("nvidia-pci-ids.toml", "/own/n.toml", Own)], out var merged, out _)
        );
        Assert.True(NvidiaPciIds.TryRead(merged["nvidia-pci-ids.toml"].Toml, out var ids, out _));
        Assert.Equal("Ours", ids.Find("1e02"));
        Assert.Equal("New", ids.Find("ffff"));
        Assert.Equal("Tesla T4", ids.Find("1eb8"));
    }

    [Fact]
    public void Nothing_is_added_once_a_fact_was_read()
    {
        Assert.NotNull(ImportNames.Embedded);
        Assert.Throws<InvalidOperationException>(() => OwnFacts.TryAdd([], out _));
    }
}
