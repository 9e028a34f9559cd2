using System.Collections.Immutable;
using Plumb.Diagnosis;
using Xunit;

namespace Plumb.Core.Tests.Diagnosis;

public sealed class ExceptionReaderTests
{
    [Fact]
    public void A_chain_is_read_with_its_calls()
    {
        var exceptions = Read(
            """
            loading
            Traceback (most recent call last):
              File "/app/venv/lib/python3.11/site-packages/numpy/core/__init__.py", line 24, in <module>
                from . import multiarray
            ImportError: file too short

            During handling of the above exception, another exception occurred:

            Traceback (most recent call last):
              File "/app/main.py", line 3, in <module>
                import numpy
                ^^^^^^^^^^^^
              File "h5py/_errors.pyx", line 1, in init h5py._errors
            RuntimeError: broken
            more of it
            """
        );
        Assert.Equal(["ImportError", "RuntimeError"], exceptions.Select(e => e.Type));
        Assert.Equal([false, true], exceptions.Select(e => e.Follows));
        Assert.Equal("broken\nmore of it", exceptions[1].Message);
        Assert.Equal(["numpy"], exceptions[0].Frames.Select(f => f.Package));
        Assert.Equal([null, "h5py"], exceptions[1].Frames.Select(f => f.Package));
        Assert.Equal(new LogFrame("/app/main.py", 3, "import numpy"), exceptions[1].Frames[0]);
        Assert.Equal((2, 5), (exceptions[0].First, exceptions[0].Last));
    }

    [Theory]
    [InlineData("")]
    [InlineData("web_1  | ")]
    [InlineData("[rank0]: ")]
    [InlineData("2024-03-25T06:28:22.690134812Z ")]
    [InlineData("#12 3.456 ")]
    [InlineData("Oct 04 13:19:39 host app[394]: ")]
    [InlineData("      │ ")]
    public void What_stands_before_the_lines_does_not_matter(string prefix)
    {
        var lines = new[]
        {
            "Traceback (most recent call last):",
            "  File \"C:\\app\\main.py\", line 3, in <module>",
            "    import six",
            "ModuleNotFoundError: No module named 'six'",
        };
        var exception = Assert.Single(Read(string.Join('\n', lines.Select(l => prefix + l))));
        Assert.Equal("ModuleNotFoundError", exception.Type);
        Assert.Equal("import six", Assert.Single(exception.Frames).Code);
    }

    [Fact]
    public void The_boxes_of_rich_are_read()
    {
        var exceptions = Read(
            """
            ╭───────────────── Traceback (most recent call last) ─────────────────╮
            │ /opt/app/app.py:6 in <module>                                       │
            │                                                                     │
            │ /opt/venv/lib/python3.11/site-packages/click/core.py:1012 in usage  │
            ╰─────────────────────────────────────────────────────────────────────╯
            TypeError: make_metavar() takes 1 positional argument but 2 were given
            """
        );
        var exception = Assert.Single(exceptions);
        Assert.Equal([6, 1012], exception.Frames.Select(f => f.Line));
        Assert.Equal("click", exception.Frames[1].Package);
    }

    private static ImmutableArray<LoggedException> Read(string log)
    {
        var block = new LogBlock();
        foreach (var line in log.Split('\n'))
        {
            block.Add(line);
        }

        var reader = new ExceptionReader();
        reader.Read(block);
        return reader.Exceptions;
    }
}
