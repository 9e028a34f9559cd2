using System.Collections.Immutable;
using Plumb.Core.Tests.Checks;
using Plumb.Environments;
using Xunit;

namespace Plumb.Core.Tests.Environments.Observing.Imports;

/// <summary>Modules that import one another: what fails does not depend on which thread comes first.</summary>
public sealed class ImportCycleTests
{
    private const int Times = 50;

    [Fact]
    public void Both_modules_of_a_cycle_fail_with_what_one_of_them_lacks()
    {
        using var environment = With(("aa", "import bb\nimport nowhere\n"), ("bb", "import aa\n"));

        Assert.Equal(["aa: nowhere via aa", "bb: nowhere via bb/aa"], Always(environment));
    }

    [Fact]
    public void What_passes_inside_a_cycle_fails_where_it_is_entered_elsewhere()
    {
        // `two` catches the failure of `one`, which is not met where `one` is being imported already.
        using var environment = With(
            ("one", "import two\nimport nowhere\n"),
            ("three", "import one\n"),
            ("two", "try:\n    import one\nexcept ImportError:\n    import fallback\n"),
            ("user", "import two\n")
        );

        Assert.Equal(
            [
                "one: nowhere via one",
                "three: nowhere via three/one",
                "two: fallback via two",
                "user: fallback via user/two",
            ],
            Always(environment)
        );
    }

    [Fact]
    public void A_module_that_changes_the_path_vouches_only_for_what_it_imports_itself()
    {
        using var environment = With(
            ("inner", "import vendored\n"),
            ("outer", "import sys\nsys.path.append('x')\nimport inner\n"),
            ("plain", "import inner\n")
        );

        Assert.Equal(["inner: vendored via inner", "plain: vendored via plain/inner"], Always(environment));
    }

    [Fact]
    public void Submodules_are_imported_after_their_package()
    {
        using var environment = With(
            ("pack/__init__", "from pack import part\n"),
            ("pack/part", "import pack\nfrom pack import other\n"),
            ("pack/other", "import pack.part\n"),
            ("user", "import pack.other\n")
        );

        Assert.Empty(Always(environment));
    }

    [Theory]
    [InlineData("StopIteration", true)]
    [InlineData("DeprecationWarning", true)]
    [InlineData("OSError", true)]
    [InlineData("ImportError", false)]
    [InlineData("lib.Trouble", false)]
    public void Only_a_handler_that_may_catch_it_keeps_an_import_from_failing(string caught, bool fails)
    {
        using var environment = With(("one", $"try:\n    import nowhere\nexcept {caught}:\n    pass\n"));

        Assert.Equal(fails, !Failures(environment).IsEmpty);
    }

    [Fact]
    public void Long_chains_and_large_cycles_end()
    {
        var chain = Enumerable.Range(0, 2_000).Select(i => ($"m{i:0000}", $"import m{(i + 1) % 2_000:0000}\n"));
        using var environment = With([.. chain, ("n0000", "import n0001\n"), ("n0001", "import nowhere\n")]);

        Assert.Equal(["n0000: nowhere via n0000/n0001", "n0001: nowhere via n0001"], Failures(environment));
    }

    private static SmallEnvironment With(params ReadOnlySpan<(string Module, string Source)> modules)
    {
        var environment = new SmallEnvironment();
        foreach (var (module, source) in modules)
        {
            environment.File($"{environment.Site}/{module}.py", source);
        }

        return environment;
    }

    private static ImmutableArray<string> Always(SmallEnvironment environment)
    {
        var first = Failures(environment);
        for (var i = 1; i < Times; i++)
        {
            Assert.Equal(first, Failures(environment));
        }

        return first;
    }

    private static ImmutableArray<string> Failures(SmallEnvironment environment) =>
        [
            .. environment
                .Observe(observation: Observation.Files | Observation.Sources)
                .Imports.Failures.Select(f => $"{f.Package}: {f.Module} via {string.Join('/', f.Chain)}"),
        ];
}
