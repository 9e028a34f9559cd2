using System.Text;
using Plumb.Environments;
using Xunit;

namespace Plumb.Core.Tests.Environments;

public sealed class PthFileTests
{
    [Fact]
    public void Paths_and_code_are_told_apart_and_the_rest_is_left_out()
    {
        var file = Parse(
            "# comment\n\n/abs/path\r\nrelative/../x \nimport sys; sys.path\nimport\tos\nimportant\n  import late\n \t\n"
        );

        Assert.Equal(
            [
                new PthLine(3, PthLineKind.Path, "/abs/path"),
                new PthLine(4, PthLineKind.Path, "relative/../x"),
                new PthLine(5, PthLineKind.Code, "import sys; sys.path"),
                new PthLine(6, PthLineKind.Code, "import\tos"),
                new PthLine(7, PthLineKind.Path, "important"),
                new PthLine(8, PthLineKind.Path, "  import late"),
            ],
            file.Lines
        );
        Assert.Equal("/abs/path", file.Resolve(file.Lines[0]));
        Assert.Equal("/site/x", file.Resolve(file.Lines[1]));
        Assert.Equal(5, file.Lines[2].Number);
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_path() =>
        Assert.Equal("/x", Assert.Single(Parse("\uFEFF/x\n").Lines).Text);

    [Fact]
    public void Only_the_line_ends_of_text_files_end_a_line() =>
        Assert.Equal(["/a\fb\u2028c", "/d"], Parse("/a\fb\u2028c\r/d").Lines.Select(line => line.Text).ToArray());

    [Fact]
    public void Endless_lines_are_cut_off() => Assert.True(Parse(new string('\n', 100_000) + "/late").Lines.IsEmpty);

    [Theory]
    [InlineData("a.pth", true)]
    [InlineData(".hidden.pth", false)]
    [InlineData("a.pth.bak", false)]
    [InlineData("a.PTH", false)]
    public void Only_visible_names_that_end_in_pth_are_read(string name, bool expected) =>
        Assert.Equal(expected, PthFile.IsPth(name));

    private static PthFile Parse(string text) => PthFile.Parse("/site/a.pth", Encoding.UTF8.GetBytes(text));
}
