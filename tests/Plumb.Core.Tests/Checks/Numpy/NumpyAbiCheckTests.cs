using System.Collections.Immutable;
using Plumb.Checks;
using Plumb.Environments;
using Plumb.Findings;
using Plumb.Native.NumpyAbi;
using Plumb.Python;
using Plumb.Repairs;
using Xunit;

namespace Plumb.Core.Tests.Checks.Numpy;

public sealed class NumpyAbiCheckTests
{
    private static readonly RuleSelection _selection = new(["PLB21", "PLB10"], []);
    private static readonly NumpyBuild _one = new(NumpyHeaders.Numpy1, NumpyTool.Other);

    [Fact]
    public void Modules_of_NumPy_1_are_one_finding_and_an_older_NumPy_is_verified()
    {
        using var environment = new SmallEnvironment()
            .Install("numpy", "2.2.6", ["numpy/__init__.py"])
            .Install("a", "1.0", ["a/x.abi3.so"], metadata: "Requires-Dist: numpy>=1.21\n")
            .Install("b", "2.0", ["b/y.abi3.so"], metadata: "Requires-Dist: numpy<2.3,>=1.24,!=1.26.4\n")
            .Install("c", "3.0", ["c/__init__.py"], metadata: "Requires-Dist: b\n");

        var findings = Check(
            environment,
            ("a/x.abi3.so", _one with { Tool = NumpyTool.Pybind11 }),
            ("b/y.abi3.so", _one with { Tool = NumpyTool.Cython })
        );

        var head = Assert.Single(findings, f => !f.IsConsequence);
        Assert.Equal("NumPy 2.2.6 is installed, but b 2.0 and a 1.0 were built for NumPy 1.", head.Title);
        Assert.Equal(Severity.Error, head.Severity);
        Assert.Contains(
            "Importing b.y fails with \"numpy.dtype size changed\".",
            head.Message,
            StringComparison.Ordinal
        );
        var fix = Assert.Single(head.Fixes);
        Assert.Equal(("numpy 2.2.6 → 1.25.2", true), (fix.Title, fix.Verified));
        Assert.Equal("c", Assert.Single(findings, f => f.IsConsequence).Subject.Name);
    }

    [Fact]
    public void What_only_prints_or_fails_later_is_a_warning_and_has_no_consequences()
    {
        using var environment = new SmallEnvironment()
            .Install("numpy", "2.0.2", ["numpy/__init__.py"])
            .Install("torch", "2.1.2", ["torch/lib/libtorch_python.so"])
            .Install("c", "3.0", ["c/__init__.py"], metadata: "Requires-Dist: torch\n");

        var finding = Assert.Single(
            Check(environment, ("torch/lib/libtorch_python.so", _one with { Tool = NumpyTool.Torch }))
        );

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("torch is imported and later says \"Numpy is not available\".", finding.Message);
        Assert.Equal(["numpy 2.0.2 → 1.26.4", "torch 2.1.2 → 2.3.0 or newer"], finding.Fixes.Select(f => f.Title));
        Assert.All(finding.Fixes, f => Assert.True(f.Verified));
    }

    [Fact]
    public void No_NumPy_is_offered_where_the_requirements_leave_none()
    {
        using var environment = new SmallEnvironment()
            .Install("numpy", "2.2.6", ["numpy/__init__.py"])
            .Install("a", "1.0", ["a/x.abi3.so"])
            .Install("b", "2.0", ["b/__init__.py"], metadata: "Requires-Dist: numpy>=2\n");

        Assert.Empty(Assert.Single(Check(environment, ("a/x.abi3.so", _one))).Fixes);
    }

    [Fact]
    public void A_module_that_needs_a_newer_NumPy_is_told_with_its_floor()
    {
        using var environment = new SmallEnvironment(python: "3.10.13")
            .Install("numpy", "1.22.4", ["numpy/__init__.py"])
            .Install("numexpr", "2.11.0", ["numexpr/interpreter.abi3.so"]);

        var finding = Assert.Single(
            Check(
                environment,
                ("numexpr/interpreter.abi3.so", new NumpyBuild(NumpyHeaders.Numpy2, NumpyTool.Other, (1, 23)))
            )
        );

        Assert.Equal("PLB2102", finding.Rule.Code);
        Assert.Equal("NumPy 1.22.4 is installed, but numexpr 2.11.0 was built for NumPy 1.23 or newer.", finding.Title);
        Assert.Equal(("numpy 1.22.4 → 1.26.4", true), (finding.Fixes[0].Title, finding.Fixes[0].Verified));
    }

    [Fact]
    public void What_fits_and_what_cannot_be_told_is_silent()
    {
        using var environment = new SmallEnvironment()
            .Install("numpy", "2.2.6", ["numpy/__init__.py"])
            .Install("a", "1.0", ["a/x.abi3.so", "a/y.abi3.so", "a/z.abi3.so"]);

        Assert.Empty(
            Check(
                environment,
                ("a/x.abi3.so", new NumpyBuild(NumpyHeaders.Numpy2, NumpyTool.Cython, (1, 20))),
                ("a/y.abi3.so", new NumpyBuild(NumpyHeaders.NewPybind11, NumpyTool.Pybind11)),
                ("a/z.abi3.so", new NumpyBuild(NumpyHeaders.Unknown, NumpyTool.Other)),
                ("a/other.cpython-39-x86_64-linux-gnu.so", _one)
            )
        );
    }

    [Fact]
    public void Without_metadata_the_package_folder_tells_the_NumPy()
    {
        using var environment = new SmallEnvironment().Install("a", "1.0", ["a/x.abi3.so"]);
        string Title(ObservedNumpy? numpy) =>
            Check(environment, numpy, ("a/x.abi3.so", _one)).Select(f => f.Title).SingleOrDefault() ?? "";

        Assert.StartsWith(
            "NumPy 2.1.0 is",
            Title(new ObservedNumpy("/n", PythonVersion.Parse("2.1.0"), HasCore2: true)),
            StringComparison.Ordinal
        );
        Assert.StartsWith("NumPy 2 is", Title(new ObservedNumpy("/n", null, HasCore2: true)), StringComparison.Ordinal);
        Assert.Equal("", Title(new ObservedNumpy("/n", null, HasCore2: false)));
        Assert.Equal("", Title(null));
    }

    private static ImmutableArray<Finding> Check(
        SmallEnvironment environment,
        params (string File, NumpyBuild Build)[] modules
    ) => Check(environment, null, modules);

    private static ImmutableArray<Finding> Check(
        SmallEnvironment environment,
        ObservedNumpy? numpy,
        params (string File, NumpyBuild Build)[] modules
    )
    {
        var snapshot = environment.Observe() with
        {
            Observed = Observation.Files | Observation.Native,
            Extensions = new ExtensionObservation
            {
                Numpy = numpy,
                Files =
                [
                    .. modules.Select(m => new ObservedExtension
                    {
                        Path = $"{environment.Site}/{m.File}",
                        System = OperatingSystemFamily.Linux,
                        Numpy = m.Build,
                    }),
                ],
            },
        };
        var context = new CheckContext(snapshot);
        return FixVerifier.Attach(context, CheckRunner.Run(context, _selection), _selection);
    }
}
