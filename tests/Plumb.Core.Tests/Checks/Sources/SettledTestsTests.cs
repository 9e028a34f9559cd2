using Xunit;

namespace Plumb.Core.Tests.Checks.Sources;

/// <summary>Imports under a test of a name that its file makes a constant.</summary>
public sealed class SettledTestsTests
{
    private const string Setup = "try:\n    __SETUP__\nexcept NameError:\n    __SETUP__ = False\n";

    [Theory]
    [InlineData(Setup + "if __SETUP__:\n    pass\nelse:\n    import gone_for_good\n", 1)]
    [InlineData(Setup + "if not __SETUP__:\n    import gone_for_good\n", 1)]
    [InlineData(Setup + "if __SETUP__:\n    import gone_for_good\n", 0)]
    [InlineData("A = True\nif A:\n    import gone_for_good\n", 1)]
    [InlineData("A = True\nA = f()\nif A:\n    import gone_for_good\n", 0)]
    [InlineData("A = f()\nif A:\n    import gone_for_good\n", 0)]
    [InlineData("'''\nA = True\n'''\nA = f()\nif A:\n    import gone_for_good\n", 0)]
    [InlineData("A = True\ndef g():\n    global A\n    A = 0\ng()\nif A:\n    import gone_for_good\n", 0)]
    [InlineData("from old.b import A\nif A:\n    import gone_for_good\n", 0)]
    public void The_import_runs_where_the_constant_says_so(string source, int findings)
    {
        using var environment = SourceStory.With("1.26.4", source);
        environment.File(environment.Site + "/old/b.py", "A = True\n");

        Assert.Equal(findings, environment.Findings("PLB25").Length);
    }

    [Theory]
    [InlineData("import importlib\nX = importlib.import_module('gone_for_good')\n", 1)]
    [InlineData("import importlib\nimportlib.import_module('gone_for_good')\n", 1)]
    [InlineData("import importlib\nX = lambda: importlib.import_module('gone_for_good')\n", 0)]
    [InlineData("import importlib\nX = [\n    importlib.import_module('gone_for_good') for i in y\n]\n", 0)]
    [InlineData("import importlib\ndef f():\n    importlib.import_module('gone_for_good')\n", 0)]
    [InlineData(
        "import importlib\ntry:\n    X = importlib.import_module('gone_for_good')\nexcept ImportError:\n    X = 0\n",
        0
    )]
    public void A_call_that_imports_a_literal_name_is_an_import(string source, int findings)
    {
        using var environment = SourceStory.With("1.26.4", source);

        Assert.Equal(findings, environment.Findings("PLB25").Length);
    }
}
