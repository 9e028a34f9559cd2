using System.Collections.Immutable;
using System.Text;
using Plumb.Source;
using Xunit;

namespace Plumb.Core.Tests.Source;

/// <summary>Where a name that an import brings is another one's, or is not evaluated.</summary>
public sealed class LocalStretchTests
{
    [Theory]
    [InlineData("f = lambda np: np.float")]
    [InlineData("f = lambda a, *np: np.float")]
    [InlineData("f = lambda a=1, /, **np: a or np.float if a else np.float")]
    [InlineData("f(lambda np: lambda a: np.float, 1)")]
    [InlineData("f = [np.float for np in x]")]
    [InlineData("f = {a: np.float for a, (b, np) in x if np.float}")]
    [InlineData("f(np.float async for np in x)")]
    [InlineData("f = [y for x in z for np in x if np.float]")]
    [InlineData("f = [lambda: np.float for np in x]")]
    [InlineData("f = f'{[np.float for np in x]!r:>{w}}'")]
    public void A_name_bound_around_the_use_is_doubtful(string line) =>
        Assert.All(Uses(line), u => Assert.True(u.IsDoubtful));

    [Theory]
    [InlineData("f = lambda x=np.float: x")]
    [InlineData("f = lambda np=np.float: 1")]
    [InlineData("f((lambda np: 1), np.float)")]
    [InlineData("f(lambda np: 1, np.float)")]
    [InlineData("f = {1: lambda np: np, 2: np.float}")]
    [InlineData("f = [np for np in np.float]")]
    [InlineData("f = [a for a in np.float if a]")]
    [InlineData("f = [x.np for x.np in y], np.float")]
    [InlineData("f = lambda: np.float")]
    [InlineData("for np2 in x: np.float")]
    [InlineData("f = lambda np: 1; np.float")]
    [InlineData("f = lambda np: 1\nnp.float")]
    public void A_name_bound_elsewhere_leaves_the_use_as_it_is(string line) =>
        Assert.False(Assert.Single(Uses(line)).IsDoubtful);

    [Theory]
    [InlineData("x: np.float = 1")]
    [InlineData("x.y: list[np.float]")]
    [InlineData("match: np.float = 1")]
    [InlineData("def f(x: np.float, *a: np.float = 1, k: dict[int, np.float] = {1: 2}) -> np.float: pass")]
    [InlineData("async def f(a=lambda b: 1, x: np.float = 1): pass")]
    [InlineData("class A:\n    x: np.float")]
    [InlineData("if a: x: np.float = 1")]
    public void Under_the_future_import_annotations_are_not_evaluated(string line)
    {
        Assert.All(Uses("from __future__ import annotations\n" + line), u => Assert.True(u.IsNeverEvaluated));
        Assert.All(Uses(line), u => Assert.False(u.IsNeverEvaluated));
    }

    [Theory]
    [InlineData("x: int = np.float")]
    [InlineData("def f(x: int = np.float): pass")]
    [InlineData("def f(x=lambda y: np.float): pass")]
    [InlineData("@g(np.float)\ndef f(): pass")]
    [InlineData("def f(x: int) -> int: return np.float")]
    [InlineData("if a: np.float")]
    [InlineData("match a:\n    case np.float: pass")]
    [InlineData("f = {1: np.float}")]
    [InlineData("f = x[1:np.float]")]
    [InlineData("class A(np.float): pass")]
    [InlineData("else_ = lambda x: np.float")]
    public void What_stands_beside_an_annotation_is_evaluated(string line) =>
        Assert.False(Assert.Single(Uses("from __future__ import annotations\n" + line)).IsNeverEvaluated);

    [Fact]
    public void The_annotation_of_a_variable_in_a_function_is_never_evaluated_and_that_of_a_class_in_it_is()
    {
        Assert.True(Assert.Single(Uses("def f():\n    x: np.float = 1\n")).IsNeverEvaluated);
        Assert.False(Assert.Single(Uses("def f():\n    class A:\n        x: np.float = 1\n")).IsNeverEvaluated);
    }

    private static ImmutableArray<ApiUse> Uses(string source)
    {
        var bytes = Encoding.UTF8.GetBytes("import numpy as np\n" + source + "\n");
        var read = PythonSource.Read(bytes, new WatchedNames("numpy"));
        Assert.Null(read.Error);
        Assert.NotEmpty(read.Uses);
        return read.Uses;
    }
}
