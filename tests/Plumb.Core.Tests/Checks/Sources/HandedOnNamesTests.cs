using Xunit;

namespace Plumb.Core.Tests.Checks.Sources;

/// <summary>Names that a module has and hands to nobody, and names that code makes.</summary>
public sealed class HandedOnNamesTests
{
    [Theory]
    [InlineData(
        "from builtins import bool, float\n__all__ = ['sctypes']\nfor key in {}:\n    globals()[key] = 1\n    __all__.append(key)\n",
        1
    )]
    [InlineData("from builtins import bool, float\n__all__ = ['sctypes']\n", 1)]
    [InlineData("from builtins import bool, float\n", 0)]
    [InlineData("from builtins import bool, float\n__all__ = ['float']\n", 0)]
    public void A_star_import_takes_what_all_lists(string types, int findings)
    {
        using var environment = SourceStory.With("1.26.4", "import numpy as np\nX = np.float\n");
        environment
            .File(environment.Site + "/numpy/__init__.py", "from .types import *\n")
            .File(environment.Site + "/numpy/types.py", types);

        Assert.Equal(findings, environment.Findings("PLB26").Length);
    }

    [Theory]
    [InlineData("B1 = 1\nfor i in range(2, 7):\n    globals()[f'B{i}'] = B1\n")]
    [InlineData("exec('B' + str(2) + ' = 1')\n")]
    [InlineData("import functools as lazy\n__getattr__, __dir__, __all__ = lazy.attach_stub(__name__, __file__)\n")]
    public void A_name_that_code_makes_is_written_nowhere(string source)
    {
        using var environment = SourceStory.With("1.26.4", "from .b import B2\n");
        environment.File(environment.Site + "/old/b.py", source);

        Assert.Empty(environment.Findings("PLB25"));
    }

    [Fact]
    public void A_likely_failure_says_what_is_doubtful()
    {
        using var environment = SourceStory.With("1.26.4", "from .b import B2\n");
        environment.File(
            environment.Site + "/old/b.py",
            "import sys\nsys.modules['other'] = None\ndef __getattr__(name):\n    raise AttributeError(name)\n"
        );

        var finding = Assert.Single(environment.Findings("PLB25"));
        Assert.Contains("old.b makes names while it runs", finding.Message, StringComparison.Ordinal);
    }
}
