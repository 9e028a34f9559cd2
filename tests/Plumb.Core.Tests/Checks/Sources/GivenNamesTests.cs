using Xunit;

namespace Plumb.Core.Tests.Checks.Sources;

/// <summary>What a file gives to other modules by names in strings.</summary>
public sealed class GivenNamesTests
{
    [Theory]
    [InlineData("setattr(np, 'float', float)\n", 0)]
    [InlineData("np.__dict__['float'] = float\n", 0)]
    [InlineData("setattr(np, 'floating', float)\n", 1)]
    [InlineData("np.__dict__['float']\n", 1)]
    public void An_attribute_that_the_file_gives_is_there(string source, int findings)
    {
        using var environment = SourceStory.With("1.26.4", $"import numpy as np\n{source}X = np.float(3)\n");

        Assert.Equal(findings, environment.Findings("PLB26").Length);
    }

    [Theory]
    [InlineData("import sys\nsys.modules['numpy.gone'] = sys\n", 0)]
    [InlineData("import sys\nsys.modules.setdefault('numpy.gone', sys)\n", 0)]
    [InlineData("import sys\nsys.modules['numpy.other'] = sys\n", 1)]
    [InlineData("import sys\nsys.modules.get('numpy.gone')\n", 1)]
    public void A_module_that_the_file_puts_in_place_is_there(string source, int findings)
    {
        using var environment = SourceStory.With("1.26.4", source + "from numpy.gone import x\n");
        environment.File(environment.Site + "/numpy/__init__.py", "float64 = 1\n");

        Assert.Equal(findings, environment.Findings("PLB25").Length);
    }

    [Fact]
    public void An_application_may_put_it_in_place_as_well()
    {
        using var environment = SourceStory.With("1.26.4", "");
        environment
            .File(environment.Site + "/numpy/__init__.py", "float64 = 1\n")
            .File("/srv/app/main.py", "import sys\nsys.modules['numpy.gone'] = sys\nimport numpy.gone\n");

        Assert.Empty(environment.Findings("PLB25", "/srv/app"));
    }

    [Theory]
    [InlineData("    raise\n", 1)]
    [InlineData("    raise RuntimeError('old')\n", 1)]
    [InlineData("    D = float\n", 0)]
    public void A_handler_that_only_raises_guards_nothing(string handler, int findings)
    {
        using var environment = SourceStory.With(
            "1.26.4",
            "import numpy as np\ntry:\n    D = np.float\nexcept AttributeError:\n" + handler
        );

        Assert.Equal(findings, environment.Findings("PLB26").Length);
    }
}
