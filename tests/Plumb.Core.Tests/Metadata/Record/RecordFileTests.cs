using System.Text;
using Plumb.Metadata.Record;
using Xunit;

namespace Plumb.Core.Tests.Metadata.Record;

public sealed class RecordFileTests
{
    [Theory]
    [InlineData("\uFEFFa.py,,\nb.py,,\n")]
    [InlineData("a.py,,\n\uFEFFb.py,,\n")]
    [InlineData("a.py,,\n\uFEFF\"b.py\",,\n")]
    [InlineData("\uFEFF\uFEFFa.py,,\r\nb.py,,\r\n")]
    public void A_byte_order_mark_belongs_to_no_name(string text)
    {
        var record = RecordFile.Read(Encoding.UTF8.GetBytes(text));

        Assert.Equal(["a.py", "b.py"], record.Rows.Select(r => r.Path));
        Assert.Empty(record.Problems);
    }

    [Fact]
    public void A_line_that_is_not_UTF8_is_a_problem_at_which_installers_stop()
    {
        var record = RecordFile.Read([.. "a.py,,\n"u8, 0xFF, .. ".py,,\nb.py,,\n"u8]);

        Assert.Equal(["a.py", "b.py"], record.Rows.Select(r => r.Path));
        Assert.Equal(("the line is not UTF-8", 2), (record.Problems[0].Message, record.Problems[0].Offset));
    }

    [Fact]
    public void A_line_that_is_only_a_mark_is_a_problem_and_hides_no_row()
    {
        var record = RecordFile.Read("a.py,,\n\uFEFF\nb.py,,\n"u8);

        Assert.Equal(["a.py", "b.py"], record.Rows.Select(r => r.Path));
        Assert.Equal(2, Assert.Single(record.Problems).Offset);
    }
}
