using Plumb.Diagnosis;
using Xunit;

namespace Plumb.Core.Tests.Diagnosis;

/// <summary>Failures that no signature knows are said to be so, and ends that are none are not.</summary>
public sealed class UnknownFailureTests
{
    private const string Traceback = "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\n    g()\n";

    [Theory]
    [InlineData("", "ValueError: z\nFooError: bad\n", 4)]
    [InlineData("", "ValueError: z\nncclSystemError: System call failed.\n", 4)]
    [InlineData("", "ValueError: z\nINFO closing\nConfigError: see docs\n", 4)]
    [InlineData("[rank0]: ", "ValueError: z\nncclSystemError: bad\n", 4)]
    [InlineData("(worker pid=71) ERROR 11-25 10:00:01 [engine.py:33] ", "ValueError: z\nFooError: bad\n", 4)]
    [InlineData("", "ValueError: z\n1\n2\n3\n4\n5\n6\n7\n8\n9\n", 4)]
    [InlineData("", "zlib.error: Error -3\n", 4)]
    [InlineData("", "_queue.Empty\n", 4)]
    [InlineData("", "some words without an exception\n", 1)]
    public void A_traceback_that_is_not_known_is_never_called_healthy(string prefix, string end, int decisive)
    {
        var lines = (Traceback + end).TrimEnd('\n').Split('\n');
        var answer = Diagnose(string.Join('\n', lines.Select(l => prefix + l)) + "\n");
        Assert.Empty(answer.Causes);
        Assert.True(answer.IsUnknown);
        Assert.Equal(decisive, answer.Decisive[0].Number);
    }

    [Theory]
    [InlineData("RuntimeError: CUDA error: device-side assert triggered\n")]
    [InlineData("RuntimeError: frob failed\nnote one\nnote two\n")]
    [InlineData("CMake Error at CMakeLists.txt:3 (frob):\n  no frob\nmake: *** [all] Error 2\n")]
    [InlineData("gmake[1]: *** No rule to make target 'x'.  Stop.\n")]
    [InlineData("thread 'main' panicked at src/main.rs:3:5:\nno frob\n")]
    [InlineData("'python' is not recognized as an internal or external command,\noperable program or batch file.\n")]
    [InlineData("frob : The term 'frob' is not recognized as the name of a cmdlet, function, script file\n")]
    [InlineData("Killed\n")]
    [InlineData("src/a.c:3:5: error: expected ';'\n")]
    public void What_ends_a_log_badly_without_a_traceback_is_told_too(string end)
    {
        var answer = Diagnose("loading\n" + end);
        Assert.True(answer.IsUnknown || !answer.Causes.IsEmpty);
    }

    [Theory]
    [InlineData(Traceback + "KeyboardInterrupt\n")]
    [InlineData(Traceback + "SystemExit: 0\n")]
    [InlineData(Traceback + "ValueError: z\nSuccessfully installed six-1.16\n")]
    [InlineData("epoch 3\nMeanAbsoluteError: 0.12\n")]
    [InlineData("INFO RuntimeError: no frob, going on\nready\n")]
    [InlineData("FrobError: no frob, trying again\n1\n2\n3\n4\n5\n6\n7\n")]
    [InlineData("the process was Killed by nobody\nready\n")]
    [InlineData("makes *** stars\nready\n")]
    public void What_is_wanted_or_got_over_is_no_failure(string log)
    {
        var answer = Diagnose("loading\n" + log);
        Assert.Empty(answer.Causes);
        Assert.False(answer.IsUnknown);
    }

    [Fact]
    public void A_program_that_ends_itself_with_a_code_failed()
    {
        Assert.True(Diagnose(Traceback + "SystemExit: 2\n").IsUnknown);
        Assert.True(Diagnose(Traceback + "ValueError: z\n\n" + Traceback + "KeyboardInterrupt\n").IsUnknown);
    }

    private static LogDiagnosis Diagnose(string log) =>
        FailureSignaturesTests.Diagnose(FailureSignatures.Embedded, log);
}
