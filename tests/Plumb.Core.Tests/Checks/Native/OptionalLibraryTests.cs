using System.Collections.Immutable;
using Plumb.Checks;
using Plumb.Core.Tests.Formats;
using Plumb.Environments;
using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Native;

/// <summary>What a missing library is worth, by how the package imports the module that needs it.</summary>
public sealed class OptionalLibraryTests : IDisposable
{
    private readonly LoaderWorld _world = new();

    [Theory]
    [InlineData("try:\n    from . import _pool\nexcept ImportError:\n    _pool = None\n")]
    [InlineData("def start():\n    try:\n        from fast import _pool\n    except ImportError:\n        pass\n")]
    [InlineData(
        "import importlib\ndef f():\n    try:\n        return importlib.import_module('fast._pool')\n    except Exception:\n        return None\n"
    )]
    public void A_module_that_is_imported_in_a_try_only_is_a_note(string source)
    {
        var finding = Assert.Single(Check(source, "_pool"));

        Assert.Equal(("PLB2001", Severity.Info), (finding.Rule.Code, finding.Severity));
        Assert.Contains("goes on without it", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("from . import _pool\n", Severity.Error)]
    [InlineData("try:\n    from . import _pool\nexcept ValueError:\n    pass\n", Severity.Error)]
    [InlineData("def start():\n    from fast import _pool\n", Severity.Warning)]
    [InlineData(
        "try:\n    from . import _pool\nexcept ImportError:\n    pass\ndef f():\n    import fast._pool\n",
        Severity.Warning
    )]
    [InlineData("import os\nif os.environ.get('X'):\n    from . import _pool\n", Severity.Warning)]
    [InlineData("x = 1\n", Severity.Warning)]
    [InlineData(
        "try:\n    from . import _pool\nexcept ImportError as e:\n    raise ImportError('install libpool') from e\n",
        Severity.Error
    )]
    [InlineData(
        "import sys\ntry:\n    from . import _pool\nexcept ImportError:\n    print('no pool')\n    sys.exit(1)\n",
        Severity.Error
    )]
    [InlineData(
        "import os\ntry:\n    from . import _pool\nexcept ImportError:\n    if os.name == 'posix':\n        raise\n",
        Severity.Warning
    )]
    [InlineData(
        "def start():\n    try:\n        from . import _pool\n    except ImportError:\n        raise\n",
        Severity.Warning
    )]
    public void A_module_whose_import_may_fail_is_more(string source, Severity severity) =>
        Assert.Equal(severity, Assert.Single(Check(source, "_pool")).Severity);

    [Fact]
    public void Variants_of_which_one_can_be_loaded_are_notes()
    {
        Module("_codec6", []);
        var finding = Assert.Single(Check("x = 1\n", "_codec4", "_codec5"));

        Assert.Equal(Severity.Info, finding.Severity);
        Assert.Contains("one of several variants", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Variants_of_which_none_can_be_loaded_are_more() =>
        Assert.Equal(Severity.Warning, Assert.Single(Check("x = 1\n", "_codec4", "_codec5")).Severity);

    [Fact]
    public void Modules_that_are_asked_for_by_their_own_names_are_no_variants()
    {
        Module("_h266", []);
        const string Source = "def a():\n    from . import _h264\ndef b():\n    from . import _h265\n";
        Assert.Equal(Severity.Warning, Assert.Single(Check(Source, "_h264", "_h265")).Severity);
    }

    [Fact]
    public void A_variant_that_the_package_imports_outright_is_an_error() =>
        Assert.Equal(Severity.Error, Assert.Single(Check("from . import _codec4\n", "_codec4", "_codec5")).Severity);

    public void Dispose() => _world.Dispose();

    private void Module(string name, ImmutableArray<string> needed) =>
        _world.Environment.File(
            $"{_world.Site}/fast/{name}.cpython-311-x86_64-linux-gnu.so",
            new ElfFixture { Needed = [.. needed], Constants = [("PyInit_" + name, 1)] }.Build()
        );

    private ImmutableArray<Finding> Check(string source, params string[] modules)
    {
        var environment = _world.Environment;
        environment.File(_world.Site + "/fast/__init__.py", source);
        foreach (var module in modules)
        {
            Module(module, ["libpool.so.12"]);
        }

        environment.Install(
            "fast",
            "1.2",
            ["fast/__init__.py", .. modules.Select(m => $"fast/{m}.cpython-311-x86_64-linux-gnu.so")]
        );
        var snapshot = environment.Observe(observation: Observation.Files | Observation.Native | Observation.Sources);
        return
        [
            .. CheckRunner.Run(new CheckContext(snapshot), new RuleSelection(["PLB2001"], [])).Select(j => j.Finding),
        ];
    }
}
