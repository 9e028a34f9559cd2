using System.Text;
using CsCheck;
using Plumb.Core.Tests.Corpus;
using Plumb.Metadata.Toml;
using Xunit;

namespace Plumb.Core.Tests.Metadata.Toml;

public sealed class TomlDocumentTests
{
    [Theory]
    [InlineData("a=1\na=2\n", 2, 1)]
    [InlineData("[a]\n[a]\n", 2, 2)]
    [InlineData("[a.b]\n[a]\n[a.b]\n", 3, 4)]
    [InlineData("a=1\n[a]\n", 2, 2)]
    [InlineData("a={b=1}\na.c=2\n", 2, 1)]
    [InlineData("a={b=1}\n[a.c]\n", 2, 2)]
    [InlineData("[[a]]\n[a]\n", 2, 2)]
    [InlineData("[a]\n[[a]]\n", 2, 3)]
    [InlineData("[a.b]\n[[a]]\n", 2, 3)]
    [InlineData("a=[]\n[[a]]\n", 2, 3)]
    [InlineData("[a]\nb.c=1\n[a.b]\n", 3, 4)]
    [InlineData("[a.b.c]\nz=9\n[a]\nb.c.t=1\n", 4, 3)]
    [InlineData("[a.b.c]\n[a]\nb.t=1\n[a.b]\n", 4, 4)]
    [InlineData("[[a]]\n[[a.b]]\n[a.b]\n", 3, 4)]
    [InlineData("a={b=1,b=2}\n", 1, 8)]
    [InlineData("a={b.c=1,b={}}\n", 1, 10)]
    [InlineData("a.b=1\na.b.c=2\n", 2, 3)]
    [InlineData("a = \n", 1, 5)]
    [InlineData("a = 1 b = 2\n", 1, 7)]
    [InlineData("[a] b = 2\n", 1, 5)]
    [InlineData("a..b=1", 1, 3)]
    [InlineData("a", 1, 2)]
    [InlineData("[[a]", 1, 4)]
    [InlineData("[a\n]", 1, 3)]
    [InlineData("a=[1,,2]", 1, 6)]
    [InlineData("a=[1 2]", 1, 6)]
    [InlineData("a=[1", 1, 5)]
    [InlineData("a={b=1", 1, 7)]
    [InlineData("a={,}", 1, 4)]
    [InlineData("a=\"\"\"x", 1, 6)]
    [InlineData("a='x\n'", 1, 5)]
    [InlineData("a=01", 1, 3)]
    [InlineData("a=99999999999999999999", 1, 3)]
    [InlineData("\"\"\"a\"\"\"=1", 1, 3)]
    [InlineData("a=\"\\u", 1, 6)]
    public void What_is_no_toml_is_refused_with_its_place(string text, int line, int column)
    {
        Assert.False(TomlDocument.TryParse("x.toml", text, out _, out var error));
        var place = new Plumb.Text.SourceText("x.toml", text).LocationOf((int)error.Offset);
        Assert.Equal((line, column), (place.Line, place.Column));
    }

    [Fact]
    public void A_value_knows_its_kind_and_place()
    {
        var document = Parse(
            "\ufeffa.\"b c\" = [1, [2.5, inf], {x='\\n', y.z=true}]\r\n[[t]]\n[t.u]\nd=1979-05-27T07:32:00Z\n"
                + "[[t]]\ns=\"\"\"\n\\u00e9\n\"\"\"\nh=0x1F\n"
        );
        var list = document.Root.Table("a")!.Items("b c");
        Assert.Equal(1, Assert.IsType<TomlInteger>(list[0]).Number);
        Assert.Equal(
            [2.5, double.PositiveInfinity],
            Assert.IsType<TomlArray>(list[1]).Items.Select(item => ((TomlFloat)item).Number)
        );
        var inline = Assert.IsType<TomlTable>(list[2]);
        Assert.Equal("\\n", inline.Text("x"));
        Assert.True(inline.Table("y")!.Truth("z"));
        var tables = document.Root.Tables("t").ToList();
        Assert.Equal(2, tables.Count);
        Assert.True(tables[0].Table("u")!.TryGet<TomlDateTime>("d", out var date));
        Assert.Equal("1979-05-27T07:32:00Z", date.Text);
        Assert.Equal("é\n", tables[1].Text("s"));
        Assert.Equal(31, ((TomlInteger)tables[1]["h"]!).Number);
        Assert.Equal("x.toml:4:3", document.LocationOf(date).ToString());
        Assert.True(tables[1].TryGet("h", out var entry));
        Assert.Equal("x.toml:9:1", document.LocationOf(entry).ToString());
    }

    [Theory]
    [InlineData("[a]\nb={}\n[a.c]\n[a.c.d]\n[x]\n")]
    [InlineData("[fruit]\napple.color=1\napple.taste.sweet=true\n[fruit.apple.texture]\n")]
    [InlineData("[a.b.c]\n[a]\nd=1\n")]
    [InlineData("a=[[1],[2,],[\n# c\n]]\n")]
    [InlineData("3.14=1\n1979-05-27=2\ninf=3\ntrue=4\n''=5\n")]
    [InlineData("a=[{b=1},{c=[{}]}]")]
    [InlineData("")]
    public void What_is_toml_is_read(string text) => Assert.Null(Parse(text).BeyondVersion10);

    [Theory]
    [InlineData("a = {b=1,\nc=2}", 9)]
    [InlineData("a = {b=1,}", 8)]
    [InlineData("a = [{b=[\n1]}]\nb=\"\\e\"", 17)]
    [InlineData("a = \"\\\\\\x41\"", 4)]
    [InlineData("a = 07:32", 4)]
    [InlineData("a = 1979-05-27 07:32", 4)]
    public void What_only_version_1_1_allows_is_said(string text, int offset) =>
        Assert.Equal(offset, Parse(text).BeyondVersion10?.Offset);

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused() =>
        Assert.False(TomlDocument.TryParse("x.toml", [(byte)'a', (byte)'=', (byte)'"', 0xff, (byte)'"'], out _, out _));

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{a=", "}")]
    public void Nesting_is_bounded(string open, string close)
    {
        string Nested(int depth) =>
            "a=" + string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));
        Assert.True(TomlDocument.TryParse("x", Nested(60), out _, out _));
        Assert.False(TomlDocument.TryParse("x", Nested(100_000), out _, out _));
    }

    [Fact]
    public void Length_and_number_of_values_are_bounded()
    {
        var few = new TomlOptions { MaxLength = 20, MaxValues = 3 };
        Assert.True(TomlDocument.TryParse("x", "a=[1,2]", out _, out _, few));
        Assert.False(TomlDocument.TryParse("x", "a=[1,2,3]", out _, out _, few));
        Assert.False(TomlDocument.TryParse("x", "a=1" + new string(' ', 20), out _, out _, few));
        Assert.False(TomlDocument.TryParse("x", "a=1"u8, out _, out _, few with { MaxLength = 0 }));
    }

    [Fact]
    public void Mutated_documents_end_in_a_document_or_an_error()
    {
        var seed =
            """
            # c
            lock-version = "1.0"
            a.b = { c = 'x', d = [1, 2.5e3, 0xff, -inf, nan], e = 1979-05-27T07:32:00.5-07:00 }
            [[packages]]
            name = "q\u00e9\n"
            [[packages.wheels]]
            hashes = {sha256 = "abc"}
            t = 07:32:00
            m = '''
            x'''
            """u8.ToArray();
        Mutation.Of(seed).Sample(bytes => Assert.True(Ends(bytes)), iter: 10_000);
    }

    private static bool Ends(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        var read = TomlDocument.TryParse("x", text, out var document, out var error);
        return read ? document is not null && error is null : error is not null && error.Offset <= text.Length + 1;
    }

    private static TomlDocument Parse(string text)
    {
        Assert.True(TomlDocument.TryParse("x.toml", text, out var document, out var error), error?.ToString());
        return document;
    }
}
