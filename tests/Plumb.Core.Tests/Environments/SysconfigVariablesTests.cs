using Plumb.Core.Tests.Files;
using Plumb.Environments;
using Xunit;

namespace Plumb.Core.Tests.Environments;

public sealed class SysconfigVariablesTests
{
    private const string Text = """
        # system configuration generated and used by the sysconfig module
        build_time_vars = {'ABIFLAGS': '',
         'CONFIG_ARGS': "'--enable-shared' '--prefix=/usr'",
         'EXT_SUFFIX': '.cpython-311-x86_64-linux-gnu.so',
         'NOT_SOABI': 'wrong',
         'Py_GIL_DISABLED': 1,
         'SIZEOF_LONG': 8,
         'SOABI': 'cpython-311-x86_64-linux-gnu',
         'LAST': 0}
        """;

    [Theory]
    [InlineData("ABIFLAGS", "")]
    [InlineData("CONFIG_ARGS", "'--enable-shared' '--prefix=/usr'")]
    [InlineData("EXT_SUFFIX", ".cpython-311-x86_64-linux-gnu.so")]
    [InlineData("SOABI", "cpython-311-x86_64-linux-gnu")]
    [InlineData("Py_GIL_DISABLED", "1")]
    [InlineData("LAST", "0")]
    [InlineData("MISSING", null)]
    [InlineData("ENABLE", null)]
    public void Values_are_looked_up_by_their_whole_key(string key, string? value)
    {
        using var made = new TestWorld();
        made.File("/lib/_sysconfigdata.py", Text);

        Assert.Equal(value, SysconfigVariables.Read(made.World, "/lib/_sysconfigdata.py")!.Get(key));
    }

    [Theory]
    [InlineData("'SOABI': ")]
    [InlineData("{'SOABI': 'unended")]
    [InlineData("{'SOABI': 12")]
    [InlineData("")]
    public void A_file_that_ends_in_the_middle_tells_nothing(string text)
    {
        using var made = new TestWorld();
        made.File("/x.py", text);

        Assert.Null(SysconfigVariables.Read(made.World, "/x.py")!.Get("SOABI"));
    }

    [Fact]
    public void A_file_that_is_not_there_is_not_read()
    {
        using var made = new TestWorld();

        Assert.Null(SysconfigVariables.Read(made.World, "/x.py"));
    }
}
