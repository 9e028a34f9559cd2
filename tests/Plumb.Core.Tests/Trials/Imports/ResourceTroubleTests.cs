using System.Text;
using Plumb.Processes;
using Plumb.Trials.Imports;
using Xunit;

namespace Plumb.Core.Tests.Trials.Imports;

public sealed class ResourceTroubleTests
{
    private const string Handled =
        "Traceback (most recent call last):\n  File \"a.py\", line 1\nMemoryError: handled\n";

    [Theory]
    [InlineData("MemoryError\n", ImportOutcomeKind.Memory)]
    [InlineData("numpy._core._exceptions._ArrayMemoryError: Unable to allocate 9 GiB\n", ImportOutcomeKind.Memory)]
    [InlineData("terminate called\n  what():  std::bad_alloc\n", ImportOutcomeKind.Memory)]
    [InlineData(
        "OpenBLAS blas_thread_init: pthread_create failed for thread 1 of 64: Resource temporarily unavailable\n",
        ImportOutcomeKind.Memory
    )]
    [InlineData(Handled + "ValueError: the last\n", ImportOutcomeKind.Signal)]
    [InlineData(Handled + "Fatal Python error: Segmentation fault\n", ImportOutcomeKind.Signal)]
    [InlineData("warning: MemoryError may follow\n", ImportOutcomeKind.Signal)]
    public void What_a_process_without_an_answer_printed_last_counts(string printed, ImportOutcomeKind kind)
    {
        var end = new ChildEnd(ChildEndKind.Signalled, TimeSpan.Zero) { Signal = "SIGSEGV", Error = printed };

        Assert.Equal(kind, ImportAnswer.Read("m", end, null).Kind);
    }

    [Theory]
    [InlineData("RuntimeError", "can't start new thread", ImportOutcomeKind.Memory)]
    [InlineData("BlockingIOError", "[Errno 11] Resource temporarily unavailable", ImportOutcomeKind.Memory)]
    [InlineData("ImportError", "x.so: cannot open shared object file", ImportOutcomeKind.Exception)]
    public void An_exception_for_want_of_threads_is_no_fault_of_the_module(
        string type,
        string said,
        ImportOutcomeKind kind
    )
    {
        var answer = Encoding.UTF8.GetBytes(
            $$"""{"outcome":"exception","milliseconds":1,"chain":[{"type":"{{type}}","message":"{{said}}","link":"raised","frames":[]}]}"""
        );

        Assert.Equal(kind, ImportAnswer.Read("m", new ChildEnd(ChildEndKind.Exited, TimeSpan.Zero), answer).Kind);
    }
}
