using Plumb.Environments;
using Xunit;

namespace Plumb.Core.Tests.Environments;

public sealed class ExtensionNameTests
{
    [Theory]
    [InlineData("_core.cpython-312-x86_64-linux-gnu.so", "_core", "cpython-312-x86_64-linux-gnu", true)]
    [InlineData("_core.cpython-36m-x86_64-linux-gnu.so", "_core", "cpython-36m-x86_64-linux-gnu", true)]
    [InlineData("_core.cpython-311-darwin.so", "_core", "cpython-311-darwin", true)]
    [InlineData("_core.cp311-win_amd64.pyd", "_core", "cp311-win_amd64", true)]
    [InlineData("_core.pypy310-pp73-x86_64-linux-gnu.so", "_core", "pypy310-pp73-x86_64-linux-gnu", true)]
    [InlineData("_core.abi3.so", "_core", "abi3", false)]
    [InlineData("_core.so", "_core", "", false)]
    [InlineData("_core.pyd", "_core", "", false)]
    [InlineData("libfoo.so", "libfoo", "", false)]
    public void A_module_says_for_which_interpreter_it_was_built(string file, string module, string tag, bool tagged)
    {
        Assert.True(ExtensionName.TryParse(file, out var name));
        Assert.Equal((module, tag, tagged), (name.Module.ToString(), name.Tag.ToString(), name.IsTagged));
    }

    [Theory]
    [InlineData("libfoo.so.1")]
    [InlineData("libfoo.1.so")]
    [InlineData("libopenblas.v0.3.so")]
    [InlineData(".so")]
    [InlineData("foo.py")]
    [InlineData("foo.dll")]
    [InlineData("")]
    public void Other_files_are_no_modules(string file) => Assert.False(ExtensionName.TryParse(file, out _));
}
