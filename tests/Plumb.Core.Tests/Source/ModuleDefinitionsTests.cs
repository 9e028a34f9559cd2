using System.Text;
using Plumb.Source;
using Xunit;

namespace Plumb.Core.Tests.Source;

public sealed class ModuleDefinitionsTests
{
    [Theory]
    [InlineData("def a(): pass", NameDefinition.Yes)]
    [InlineData("class a: pass", NameDefinition.Yes)]
    [InlineData("b, (c, *a) = d", NameDefinition.Yes)]
    [InlineData("a: int = 1", NameDefinition.Yes)]
    [InlineData("a: int", NameDefinition.No)]
    [InlineData("import a.b", NameDefinition.Yes)]
    [InlineData("import b as a", NameDefinition.Yes)]
    [InlineData("from b import c as a", NameDefinition.Yes)]
    [InlineData("from b import a as c", NameDefinition.No)]
    [InlineData("if x:\n  try: a = 1\n  except E: pass", NameDefinition.Yes)]
    [InlineData("with open(b) as a: pass", NameDefinition.Yes)]
    [InlineData("for a in b: pass", NameDefinition.Yes)]
    [InlineData("if (a := b): pass", NameDefinition.Yes)]
    [InlineData("def f(a): a = 1", NameDefinition.No)]
    [InlineData("class A:\n  a = 1", NameDefinition.No)]
    [InlineData("b.a = 1\nb[a] = 1\nf(a=1)", NameDefinition.No)]
    [InlineData("a = 1\ndel a", NameDefinition.No)]
    [InlineData("a = 1\nif x: del a", NameDefinition.Unknown)]
    [InlineData("del a\na = 1", NameDefinition.Yes)]
    [InlineData("if TYPE_CHECKING: from b import a", NameDefinition.No)]
    [InlineData("if TYPE_CHECKING: pass\nelse: a = 1", NameDefinition.Yes)]
    [InlineData("from b import *", NameDefinition.Unknown)]
    [InlineData("def __getattr__(name): pass", NameDefinition.Unknown)]
    [InlineData("__getattr__, b = attach()", NameDefinition.Unknown)]
    [InlineData("def f():\n  global a\n  a = 1", NameDefinition.Unknown)]
    [InlineData("globals()[b] = 1", NameDefinition.Unknown)]
    [InlineData("globals().update(b)", NameDefinition.Unknown)]
    [InlineData("inject(globals())", NameDefinition.Unknown)]
    [InlineData("b = globals().get('a')", NameDefinition.No)]
    [InlineData("b = globals()['a']", NameDefinition.No)]
    [InlineData("sys.modules[__name__] = b()", NameDefinition.Unknown)]
    [InlineData("exec(b)", NameDefinition.Unknown)]
    [InlineData("b = (", NameDefinition.Unknown)]
    [InlineData("", NameDefinition.No)]
    public void A_name_is_bound_or_not_or_not_known(string text, NameDefinition expected) =>
        Assert.Equal(expected, Read(text).Defines("a"));

    [Fact]
    public void Every_module_has_the_names_that_Python_adds() =>
        Assert.Equal(NameDefinition.Yes, Read("").Defines("__name__"));

    [Fact]
    public void A_star_import_names_the_module_that_it_takes_from()
    {
        var definitions = Read("from .b import *");

        Assert.Equal([".b"], definitions.StarImports);
        Assert.NotNull(definitions.OpenBecause);
    }

    [Theory]
    [InlineData("__all__ = ['a', \"b\"]")]
    [InlineData("__all__ = ('a',)\n__all__ += ['b']")]
    [InlineData("__all__: list[str] = ['a', 'b']")]
    [InlineData("__all__ = ['a']\n__all__.append('b')")]
    public void A_literal_list_of_exported_names_is_read(string text) => Assert.Equal(["a", "b"], Read(text).Exported);

    [Theory]
    [InlineData("__all__ = a.__all__ + ['b']")]
    [InlineData("__all__ = [n for n in b]")]
    [InlineData("a = 1")]
    public void A_computed_list_of_exported_names_is_not_guessed(string text) =>
        Assert.True(Read(text).Exported.IsDefault);

    [Fact]
    public void Names_come_in_the_order_of_the_file() =>
        Assert.Equal(["b", "a"], Read("b = 1\na = 2\nb = 3\nc = 1\ndel c").Names);

    private static ModuleDefinitions Read(string text) =>
        PythonSource.Read(Encoding.UTF8.GetBytes(text), WatchedNames.None).Definitions;
}
