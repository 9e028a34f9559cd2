using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Sources;

/// <summary>Modules that a version of Python took out of its standard library.</summary>
public sealed class TakenOutModulesTests
{
    [Fact]
    public void Python_is_named_for_a_module_that_it_took_out()
    {
        using var environment = SourceStory.With("2.2.0", "import imp\n", "3.12.1");

        var finding = Assert.Single(environment.Findings("PLB25"));
        Assert.StartsWith("Python 3.12 has no imp:", finding.Title, StringComparison.Ordinal);
        Assert.Contains("Python 3.12 took imp out", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3.12.1", "def f():\n    from distutils.util import strtobool\n", 1)]
    [InlineData("3.12.1", "def f():\n    import distutils\n", 1)]
    [InlineData("3.11.7", "def f():\n    from distutils.util import strtobool\n", 0)]
    [InlineData("3.12.1", "def f():\n    try:\n        import distutils\n    except ImportError:\n        pass\n", 0)]
    public void An_import_of_it_in_a_function_is_a_warning(string python, string source, int findings)
    {
        using var environment = SourceStory.With("2.2.0", source, python);

        Assert.Equal(findings, environment.Findings("PLB26").Count(f => f.Severity == Severity.Warning));
    }

    [Fact]
    public void A_hook_that_brings_it_back_is_heeded()
    {
        using var environment = SourceStory.With("2.2.0", "def f():\n    import distutils\n", "3.12.1");
        environment.File(environment.Site + "/_distutils_hack/__init__.py", "x = 1\n");

        Assert.Empty(environment.Findings("PLB26"));
    }
}
