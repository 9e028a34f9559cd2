using System.Text;
using Plumb.Source;
using Xunit;

namespace Plumb.Core.Tests.Source;

/// <summary>Sources made to exhaust their reader: each ends with an answer or an error, in memory of the order of the file.</summary>
public sealed class HostileSourceTests
{
    private const int Many = 200_000;
    private const long MostAllocated = 512L << 20;

    public static TheoryData<string, string, string> Repeated =>
        new()
        {
            { "", "(", "" },
            { "x = f'", "{f'", "" },
            { "x = f'", "{x:", "" },
            { "if ", "not ", "x: import a" },
            { "if ", "-", "x: import a" },
            { "if ", "lambda: ", "x: import a" },
            { "if x", " if y else z", ": import a" },
            { "if x", ".y", ": import a" },
            { "if x", " ** y", ": import a" },
            { "if x: pass", "\nelif y: import a", "" },
            { "", "if x: import a\n", "" },
            { "", "try: import a\nexcept E: import b\n", "" },
            { "try: import a", "\nexcept E: import b", "" },
            { "import numpy as np\n", "np.a;", "" },
            { "", "import a;", "" },
            { "from a import b", ", c", "" },
            { "import a", ".b", "" },
            { "x = a", ".b", "" },
            { "", "globals()[", "" },
            { "", "a = ", "1" },
            { "", "del a\n", "" },
            { "", "'", "" },
            { "", "\\\n", "" },
            { "", "\r", "" },
            { "", "coding:", "" },
            { "x = '''", "\\", "" },
            { "f'", "\\N{", "" },
        };

    [Theory]
    [MemberData(nameof(Repeated))]
    public void What_repeats_without_end_is_read_in_bounded_memory(string before, string piece, string after)
    {
        var text = Encoding.UTF8.GetBytes(before + string.Concat(Enumerable.Repeat(piece, Many)) + after);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var source = PythonSource.Read(text, new WatchedNames("numpy"));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, MostAllocated);
        Assert.Equal(source.Error is null, source.ErrorLine == 0);
    }
}
