using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Sources;

public sealed class RemovedApiCheckTests
{
    private const string InFunction = "import numpy as np\ndef f(x):\n    return x.astype(np.float)\n";

    [Fact]
    public void What_runs_at_import_is_an_error()
    {
        using var environment = SourceStory.With("1.24.4", "import numpy as np\nDTYPE = np.float\n");

        var finding = Assert.Single(environment.Findings("PLB26"));

        Assert.Equal("PLB2601", finding.Rule.Code);
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal(2, finding.Location!.Line);
        Assert.Contains("old 1.0", finding.Title, StringComparison.Ordinal);
        Assert.Contains("1.24", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_runs_in_a_function_is_a_warning_with_its_place_and_successor()
    {
        using var environment = SourceStory.With("1.26.4", InFunction);

        var finding = Assert.Single(environment.Findings("PLB26"));

        Assert.Equal("PLB2602", finding.Rule.Code);
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("old 1.0 uses numpy.float, which numpy 1.26.4 no longer has.", finding.Title);
        Assert.Equal("line 3: numpy.float", Assert.Single(finding.Evidence).Text);
        Assert.Contains("float64", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("def f():\n    x: list[np.float] = [np.float(1)]\n", 1)]
    [InlineData("def f():\n    x: list[np.float] = []\n", 0)]
    [InlineData("def g(tol: np.float = 1e-6):\n    pass\n", 1)]
    [InlineData("from __future__ import annotations\ndef g(tol: np.float = 1e-6):\n    return np.float(tol)\n", 1)]
    public void An_annotation_hides_no_use_beside_it_and_gives_nothing_a_value(string source, int findings)
    {
        using var environment = SourceStory.With(
            "1.26.4",
            source.StartsWith("from __future__", StringComparison.Ordinal)
                ? source.Replace("annotations\n", "annotations\nimport numpy as np\n", StringComparison.Ordinal)
                : "import numpy as np\n" + source
        );

        Assert.Equal(findings, environment.Findings("PLB26").Length);
    }

    [Theory]
    [InlineData("3.14.0", "def f(node: ast.Num) -> ast.Str:\n    pass\n", 0)]
    [InlineData("3.14.0", "x: ast.Str\n", 0)]
    [InlineData("3.14.0", "def f(node=ast.Num):\n    pass\n", 1)]
    [InlineData("3.13.0", "def f(node: ast.Num):\n    pass\n", 0)]
    public void Python_3_14_evaluates_no_annotation(string python, string source, int findings)
    {
        using var environment = new SmallEnvironment(python: python)
            .File($"/opt/app/venv/lib/python{python[..4]}/site-packages/va.py", "import ast\n" + source)
            .Install("va", "1.0", ["va.py"]);

        Assert.Equal(findings, environment.Findings("PLB26").Length);
    }

    [Theory]
    [InlineData("1.23.5")]
    [InlineData("1.20.0")]
    public void A_version_that_still_has_it_is_silent(string numpy)
    {
        using var environment = SourceStory.With(numpy, InFunction);

        Assert.Empty(environment.Findings("PLB26"));
    }

    [Theory]
    [InlineData("1.26.4", 1)]
    [InlineData("2.0.0", 0)]
    public void A_name_that_came_back_is_silent(string numpy, int findings)
    {
        using var environment = SourceStory.With(numpy, "import numpy as np\ndef f():\n    return np.bool\n");

        Assert.Equal(findings, environment.Findings("PLB26").Length);
    }

    [Theory]
    [InlineData("def f(np):\n    return np.float\n")]
    [InlineData("def f(a, np=None) -> int:\n    return np.float\n")]
    [InlineData("from contextlib import suppress\nwith suppress(AttributeError):\n    D = np.float\n")]
    [InlineData("try:\n    import compatible as np\nexcept ImportError:\n    import numpy as np\nD = np.float\n")]
    public void A_name_that_may_be_another_ones_is_silent(string source)
    {
        using var environment = SourceStory.With("1.26.4", "import numpy as np\n" + source);

        Assert.Empty(environment.Findings("PLB26"));
    }

    [Theory]
    [InlineData("try:\n    D = np.float\nexcept AttributeError:\n    D = float\n")]
    [InlineData("try:\n    D = np.float64\nexcept AttributeError:\n    D = np.float\n")]
    [InlineData("D = np.float if hasattr(np, 'float') else float\n")]
    [InlineData("if hasattr(np, 'float'):\n    D = np.float\n")]
    [InlineData("if np.__version__ < '1.24':\n    D = np.float\nelse:\n    D = float\n")]
    [InlineData("NUMPY_OLD = 0\nif not _numpy_available:\n    D = np.float\n")]
    [InlineData("np.float = float\ndef f():\n    return np.float\n")]
    [InlineData("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    D = np.float\n")]
    [InlineData("D = 'np.float'  # np.float\n")]
    [InlineData("D = np.float64, np.floating, np.float16\n")]
    public void What_is_guarded_put_back_or_only_alike_is_silent(string source)
    {
        using var environment = SourceStory.With("1.26.4", "import numpy as np\n" + source);

        Assert.Empty(environment.Findings("PLB26"));
    }

    [Theory]
    [InlineData("if __name__ == '__main__':\n    print(np.float)\n")]
    [InlineData("import os\nif os.environ.get('X'):\n    D = np.float\n")]
    [InlineData("def f():\n    if np.__version__ > '1.24':\n        return 1\n    return np.float\n")]
    public void What_may_never_run_is_a_note(string source)
    {
        using var environment = SourceStory.With("1.26.4", "import numpy as np\n" + source);

        Assert.Equal(Severity.Info, Assert.Single(environment.Findings("PLB26")).Severity);
    }

    [Fact]
    public void A_file_that_no_import_reaches_is_not_judged()
    {
        using var environment = SourceStory.With("1.26.4", "");
        environment.File(environment.Site + "/old/script.py", "import numpy as np\nnp.float\n");

        Assert.Empty(environment.Findings("PLB26"));
    }

    [Fact]
    public void The_list_that_the_installed_NumPy_carries_counts()
    {
        using var environment = SourceStory.With("2.9.0", "import numpy as np\ndef f():\n    return np.sparkle\n");
        environment.File(
            environment.Site + "/numpy/_expired_attrs_2_0.py",
            "__expired_attributes__ = {\n    \"sparkle\":\n        \"Use `np.glow` \"\n        \"instead.\",\n}\n"
        );

        Assert.Contains("np.glow", Assert.Single(environment.Findings("PLB26")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3.9.18", "import collections\nclass A(collections.Mapping):\n    pass\n", null)]
    [InlineData("3.10.13", "import collections\nclass A(collections.Mapping):\n    pass\n", "PLB2601")]
    [InlineData("3.10.13", "from collections import Mapping\n", "PLB2503")]
    [InlineData(
        "3.10.13",
        "try:\n    from collections.abc import Mapping\nexcept ImportError:\n    from collections import Mapping\n",
        null
    )]
    [InlineData("3.13.0", "def f():\n    import locale\n    return locale.format('%d', 1)\n", "PLB2602")]
    public void The_standard_library_is_judged_by_the_version_of_Python(string python, string source, string? code)
    {
        using var environment = SourceStory.With("1.26.4", source, python);
        environment.File($"/usr/local/lib/python{environment.Minor}/collections/__init__.py");

        Assert.Equal(code, environment.Findings("PLB25,PLB26").SingleOrDefault()?.Rule.Code);
    }
}
