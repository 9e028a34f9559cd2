using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Sources;

public sealed class ApplicationSourcesCheckTests
{
    private const string Application = "/opt/app";

    [Fact]
    public void A_module_that_nobody_brings_is_named_with_its_distribution()
    {
        using var environment = SourceStory.With("1.26.4", "");
        environment.File(Application + "/main.py", "import os\nimport numpy\nimport cv2\n");

        var finding = Assert.Single(environment.Findings("PLB25,PLB26", Application));

        Assert.Equal("PLB2504", finding.Rule.Code);
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal("main.py imports cv2, which nothing that is installed brings.", finding.Title);
        Assert.Contains("opencv-python", finding.Message, StringComparison.Ordinal);
        Assert.Equal(3, finding.Location!.Line);
    }

    [Theory]
    [InlineData("main.py", "def f():\n    import cv2\n", Severity.Warning)]
    [InlineData("main.py", "import of_a_host_program\n", Severity.Warning)]
    [InlineData("main.py", "import sys\nsys.path.append('x')\nimport cv2\n", Severity.Info)]
    [InlineData("main.py", "if __name__ == '__main__':\n    import cv2\n", Severity.Info)]
    [InlineData("tests/main.py", "import cv2\n", Severity.Info)]
    [InlineData("my-script.py", "import cv2\n", Severity.Error)]
    public void How_bad_it_is_depends_on_when_it_runs(string file, string source, Severity severity)
    {
        using var environment = SourceStory.With("1.26.4", "");
        environment.File($"{Application}/{file}", source);

        Assert.Equal(severity, Assert.Single(environment.Findings("PLB25", Application)).Severity);
    }

    [Theory]
    [InlineData("main.py", "try:\n    import cv2\nexcept ImportError:\n    cv2 = None\n")]
    [InlineData("main.py", "from contextlib import suppress\nwith suppress(ImportError):\n    import cv2\n")]
    [InlineData("main.py", "import contextlib\nwith contextlib.suppress(ImportError, OSError):\n    import cv2\n")]
    [InlineData("main.py", "import sys\nif sys.platform == 'win32':\n    import cv2\n")]
    [InlineData("main.py", "import sys\nif sys.version_info < (3, 8):\n    import cv2\n")]
    [InlineData("main.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import cv2\n")]
    [InlineData("main.py", "import own, package.part, native\nfrom . import thing\n")]
    [InlineData("main.py", "import cv2(\n")]
    [InlineData(".hidden/main.py", "import cv2\n")]
    [InlineData("node_modules/main.py", "import cv2\n")]
    [InlineData("build/main.py", "import cv2\n")]
    [InlineData("lib/site-packages/main.py", "import cv2\n")]
    [InlineData("other/main.py", "import cv2\n")]
    [InlineData("third/main.py", "import cv2\n")]
    public void What_is_guarded_its_own_or_not_of_the_application_is_silent(string file, string source)
    {
        using var environment = SourceStory.With("1.26.4", "");
        environment
            .File(Application + "/src/own.py")
            .File(Application + "/src/package/part.py")
            .File(Application + "/native.cpython-311-x86_64-linux-gnu.so")
            .File(Application + "/other/venv/pyvenv.cfg")
            .File(Application + "/third/.venv/pyvenv.cfg")
            .File($"{Application}/{file}", source);

        Assert.Empty(environment.Findings("PLB25", Application));
    }

    [Theory]
    [InlineData("imp", "3.12.1", Severity.Error, "Python 3.12 took imp out")]
    [InlineData("telnetlib", "3.13.0", Severity.Error, "Python 3.13 took telnetlib out")]
    [InlineData("distutils.version", "3.12.1", Severity.Error, "setuptools")]
    public void A_module_that_Python_took_out_is_told_with_the_version(
        string module,
        string python,
        Severity severity,
        string words
    )
    {
        using var environment = SourceStory.With("1.26.4", "", python);
        environment.File(Application + "/main.py", $"import {module}\n");

        var finding = Assert.Single(environment.Findings("PLB25", Application));

        Assert.Equal(severity, finding.Severity);
        Assert.Contains(words, finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import numpy as np\nX = np.float\n", "PLB2603 Error")]
    [InlineData("import numpy as np\ndef f():\n    return np.float\n", "PLB2603 Warning")]
    [InlineData("from numpy import float\n", "PLB2505 Error")]
    [InlineData("from old import nothing\n", "PLB2505 Error")]
    [InlineData("import old.nothing\n", "PLB2505 Error")]
    public void Names_that_the_installed_versions_lack_are_told(string source, string expected)
    {
        using var environment = SourceStory.With("1.26.4", "x = 1\n");
        environment.File(Application + "/main.py", source);

        var finding = Assert.Single(environment.Findings("PLB25,PLB26", Application));

        Assert.Equal(expected, $"{finding.Rule.Code} {finding.Severity}");
    }

    [Fact]
    public void A_file_that_puts_a_name_back_helps_the_others()
    {
        using var environment = SourceStory.With("1.26.4", "");
        environment
            .File(Application + "/patch.py", "import numpy\nnumpy.float = float\n")
            .File(Application + "/main.py", "import patch\nimport numpy as np\nX = np.float\n");

        Assert.Empty(environment.Findings("PLB26", Application));
    }
}
