using System.Text;
using Plumb.Source;
using Xunit;

namespace Plumb.Core.Tests.Source;

public sealed class PythonSourceTests
{
    private static readonly WatchedNames _numpy = new("numpy");

    [Fact]
    public void An_import_tells_its_line_its_names_and_the_blocks_around_it()
    {
        var import = Assert.Single(
            Read("def f():\n  try:\n    from ..a import (b,\n      c as d)\n  except (E, F): pass").Imports
        );

        Assert.Equal(3, import.Line);
        Assert.Equal("..a", import.Module);
        Assert.Equal(2, import.Level);
        Assert.Equal([new ImportedName("b", null), new ImportedName("c", "d")], import.Names);
        Assert.Equal(["function", "try:E,F"], import.Context.Select(b => b.ToString()));
    }

    [Fact]
    public void An_else_knows_the_test_that_failed_and_a_handler_what_it_catches()
    {
        var source = Read("if hasattr(a, 'b'): pass\nelse:\n  try: pass\n  except KeyError: import c");

        var context = Assert.Single(source.Imports).Context;
        Assert.Equal("hasattr(a, 'b')", context[0].Test);
        Assert.Equal(SourceBlockKind.Else, context[0].Kind);
        Assert.Equal(["KeyError"], context[1].Catches);
    }

    [Fact]
    public void A_long_test_is_whole_although_its_name_is_cut()
    {
        var test = string.Join(" and ", Enumerable.Repeat("a", 60));
        var block = Assert.Single(Assert.Single(Read($"if {test}: import x").Imports).Context);

        Assert.Equal(test, block.Test);
        Assert.Equal("if:" + test[..80], block.ToString());
    }

    [Fact]
    public void A_use_in_a_test_of_its_own_is_told_apart()
    {
        var source = Read("import numpy as np\nx = np.bool if hasattr(np, 'bool') else bool\ny = np.int");

        Assert.Equal(
            [(2, "numpy.bool", true), (3, "numpy.int", false)],
            source.Uses.Select(u => (u.Line, u.Name, u.IsTested))
        );
    }

    [Fact]
    public void A_test_does_not_reach_into_the_statements_that_it_guards()
    {
        var source = Read("import numpy as np\nif np.__version__ < '2':\n  np.bool");

        Assert.Equal([true, false], source.Uses.Select(u => u.IsTested));
        Assert.Equal("if:np.__version__ < '2'", Assert.Single(source.Uses[1].Context).ToString());
    }

    [Theory]
    [InlineData("importlib.import_module('a.b')", "a.b", DynamicImportKind.ImportModule)]
    [InlineData("import_module('.a', __name__)", ".a", DynamicImportKind.ImportModule)]
    [InlineData("x = [__import__('a')]", "a", DynamicImportKind.Import)]
    [InlineData("if importlib.util.find_spec('a') is None: pass", "a", DynamicImportKind.FindSpec)]
    [InlineData("pytest.importorskip('a')", "a", DynamicImportKind.ImportOrSkip)]
    public void A_module_named_by_a_literal_is_kept_apart(string text, string module, DynamicImportKind kind)
    {
        var source = Read(text);

        var import = Assert.Single(source.DynamicImports);
        Assert.Equal((1, module, kind), (import.Line, import.Module, import.Kind));
        Assert.Empty(source.Imports);
    }

    [Theory]
    [InlineData("importlib.import_module('a' + b)")]
    [InlineData("importlib.import_module(a)")]
    [InlineData("x.__import__('a')")]
    [InlineData("importlib.import_module(f'a{b}')")]
    public void A_module_that_is_computed_is_not_guessed(string text) => Assert.Empty(Read(text).DynamicImports);

    [Fact]
    public void What_stands_before_an_error_is_kept_with_its_line()
    {
        var source = Read("import a\nx = )\nimport b");

        Assert.Equal("a", Assert.Single(source.Imports).Module);
        Assert.Equal(2, source.ErrorLine);
        Assert.NotNull(source.Error);
        Assert.Equal(NameDefinition.Unknown, source.Definitions.Defines("b"));
    }

    [Theory]
    [InlineData("import a\nprint 'b'\n", 2)]
    [InlineData("import a\nx = 0777\n", 2)]
    [InlineData("import a\n\nx = '\0'\n", 3)]
    public void Python_2_and_zero_bytes_are_errors(string text, int line)
    {
        var source = Read(text);

        Assert.Equal(line, source.ErrorLine);
        Assert.Single(source.Imports);
    }

    [Fact]
    public void A_wrong_byte_ends_the_reading_where_it_stands()
    {
        var source = PythonSource.Read([.. "import a\n# "u8, 0xFF, .. "\nimport b"u8], _numpy);

        Assert.Equal("a", Assert.Single(source.Imports).Module);
        Assert.Equal(2, source.ErrorLine);
    }

    [Fact]
    public void A_declared_encoding_is_read_as_it_says()
    {
        byte[] text = [.. "# coding: latin-1\nif x == '"u8, 0xE9, .. "': import a"u8];

        Assert.Equal(
            "if:x == 'é'",
            Assert.Single(Assert.Single(PythonSource.Read(text, _numpy).Imports).Context).ToString()
        );
    }

    [Fact]
    public void A_file_beyond_the_limit_is_not_read()
    {
        var source = PythonSource.Read(new byte[PythonSource.MostBytes + 1], _numpy);

        Assert.NotNull(source.Error);
        Assert.Empty(source.Imports);
    }

    private static PythonSource Read(string text) => PythonSource.Read(Encoding.UTF8.GetBytes(text), _numpy);
}
