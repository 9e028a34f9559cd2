using Plumb.Trials.Imports;
using Xunit;

namespace Plumb.Core.Tests.Trials.Imports;

public sealed class FatalTracebackTests
{
    [Fact]
    public void The_lines_of_a_crash_are_read_innermost_first()
    {
        const string text = """
            noise
            Fatal Python error: Segmentation fault

            Current thread 0x00007f55 (most recent call first):
              File "/usr/lib/python3.11/ctypes/__init__.py", line 519 in string_at
              File "/venv/site-packages/crash.py", line 2 in <module>
              File "<frozen importlib._bootstrap>", line 241 in _call_with_frames_removed
              File "/tmp/plumb-Xy/script.py", line 90 in main

            Extension modules: numpy.core._multiarray_umath (total: 1)
            """;

        var frames = FatalTraceback.Read(text);

        Assert.Equal(
            [("/usr/lib/python3.11/ctypes/__init__.py", 519), ("/venv/site-packages/crash.py", 2)],
            frames.Select(f => (f.File, f.Line))
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("Fatal Python error: x\nFile \"")]
    [InlineData("Fatal Python error: x\nFile \"\", line 99999999999 in f\nFile \"a\", line in")]
    public void Broken_text_gives_none(string text) => Assert.Empty(FatalTraceback.Read(text));
}
