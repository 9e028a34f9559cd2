using CsCheck;
using Plumb.Environments.Observing;
using Xunit;

namespace Plumb.Core.Tests.Environments.Observing;

public sealed class PathLiteralsTests
{
    [Theory]
    [InlineData("MAPPING = {'a': '/src/a', 'b.c': \"/src/b/c\"}", "a=/src/a b.c=/src/b/c")]
    [InlineData("NAMESPACES: dict[str, list[str]] = {'n': ['/one', '/two']}", "n=/one =/two")]
    [InlineData("F.map_module('m', '/src/m.py')", "m=/src/m.py")]
    [InlineData("x = r'C:\\src\\tool'", "=C:\\src\\tool")]
    [InlineData("x = 'C:\\\\src\\\\tool'", "=C:\\src\\tool")]
    [InlineData("x = 'a'; y = '/b'", "=/b")]
    [InlineData("# '/comment'\nx = '/code'", "=/code")]
    [InlineData("'''/in a docstring that goes on\nand on'''", "=/in a docstring that goes on\nand on")]
    [InlineData("x = 'it\\'s'; y = '/b\\tc'", "=/b\tc")]
    [InlineData("'unfinished /x\ny = '/z'", "=/z")]
    [InlineData("'/' '//x' 'relative/x' ''", "=//x")]
    public void Absolute_paths_are_found_with_the_modules_before_them(string source, string expected) =>
        Assert.Equal(expected, string.Join(' ', PathLiterals.Read(source).Select(p => $"{p.Module}={p.Path}")));

    [Fact]
    public void Any_text_is_read_to_its_end() =>
        Gen.Char["'\"\\#/a:, \n"].Array[0, 200].Sample(c => PathLiterals.Read(new string(c)).Length <= 200);
}
