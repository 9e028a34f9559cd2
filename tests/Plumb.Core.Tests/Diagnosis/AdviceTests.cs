using System.Text.RegularExpressions;
using Plumb.Diagnosis;
using Xunit;

namespace Plumb.Core.Tests.Diagnosis;

/// <summary>Advice fits what the log says: the number in a name, the versions that are there, the name that was used.</summary>
public sealed class AdviceTests
{
    private const string Flash =
        "Traceback (most recent call last):\n  File \"/v/lib/python3.11/site-packages/{0}/__init__.py\", line 3, in <module>\n    import x\n"
        + "ImportError: /v/lib/python3.11/site-packages/x_cuda.so: undefined symbol: _ZN3c104impl8GPUTrace13gpuTraceStateE\n";

    private const string Missing =
        "ERROR: Could not find a version that satisfies the requirement {0} (from versions: {1})\nERROR: No matching distribution found for {0}\n";

    private const string Ignored =
        "ERROR: Ignored the following versions that require a different python version: 2.1.0 Requires-Python >=3.10; 2.1.1 Requires-Python >=3.10\n";

    [Theory]
    [InlineData("ModuleNotFoundError: No module named 'myapp.utils'", "submodule-missing", "rename it", "pip install")]
    [InlineData(
        "ModuleNotFoundError: No module named 'myapp'",
        "package-missing",
        "pip install \"myapp\"",
        "rename it"
    )]
    [InlineData(
        "ModuleNotFoundError: No module named 'google.protobuf'",
        "package-missing",
        "pip install \"protobuf\"",
        "rename it"
    )]
    [InlineData(
        "ModuleNotFoundError: No module named 'frob.x'; 'frob' is not a package",
        "submodule-missing",
        "frob\\.__file__",
        "pip install"
    )]
    public void A_part_that_is_missing_in_a_module_that_is_there_is_no_missing_package(
        string line,
        string code,
        string cure,
        string never
    ) => Judge(line + "\n", code, cure, never);

    [Theory]
    [InlineData("libcublasLt.so.11", "cublas-cu11", "-cu12|-cu13")]
    [InlineData("libcudart.so.11.0", "cuda-runtime-cu11", "-cu12|-cu13")]
    [InlineData("libcublasLt.so.12", "cublas-cu12", "-cu11|-cu13")]
    [InlineData("libcudnn.so.9", "cudnn-cu12>=9", "-cu11|-cu13")]
    [InlineData("libcudnn.so.8", "cudnn-cu12<9", ">=9|-cu13")]
    [InlineData("libcudart.so.13", "cuda-toolkit\\[cublas,cudart.*>=13", "-cu11|-cu12")]
    public void The_major_in_the_name_of_a_library_decides_which_wheels_bring_it(
        string library,
        string cure,
        string never
    ) =>
        Judge(
            $"[E:onnxruntime:Default] Failed to load library libonnxruntime_providers_cuda.so with error: {library}: cannot open shared object file: No such file or directory\n",
            "ort-cuda-libs-missing",
            cure,
            never
        );

    [Theory]
    [InlineData("numpy>=2.1.0", "1.26.4, 2.0.1, 2.0.2", "requires-python-older", "numpy==2\\.0\\.2", "2\\.1\\.0")]
    [InlineData("numpy==2.1.0", "1.26.4, 2.0.1, 2.0.2", "requires-python-older", "numpy==2\\.0\\.2", ">=2\\.1\\.0")]
    public void A_pin_that_this_Python_refuses_is_not_advised_again(
        string asked,
        string versions,
        string code,
        string cure,
        string never
    ) => Judge(Ignored + Text(Missing, asked, versions), code, cure, never);

    [Theory]
    [InlineData("frob==9.9", "1.0, 1.1, 1.2", "version-not-there", "frob==1\\.2", "9\\.9")]
    [InlineData(
        "torch==2.0.1+cu117",
        "2.2.0, 2.2.1, 2.3.0",
        "no-matching-distribution",
        "older Python",
        "==2\\.0\\.1|whl/"
    )]
    [InlineData("torch==2.2.1+cu121", "2.2.0, 2.2.1, 2.3.0", "local-version-not-on-index", "whl/cu121", "older Python")]
    public void A_version_that_is_not_there_is_not_advised(
        string asked,
        string versions,
        string code,
        string cure,
        string never
    ) => Judge(Text(Missing, asked, versions), code, cure, never);

    [Theory]
    [InlineData("flash_attn", "--no-binary flash-attn flash-attn", ":all:")]
    [InlineData("torch", "--no-binary NAME NAME", ":all:|--no-binary torch")]
    public void A_rebuild_names_the_package_and_not_all(string package, string cure, string never) =>
        Judge(Text(Flash, package, ""), "torch-ext-undefined-symbol", cure, never);

    [Theory]
    [InlineData("object", "write object .*np\\.object_")]
    [InlineData("bool", "write bool .*np\\.bool_")]
    [InlineData("str", "write str .*np\\.str_")]
    [InlineData("long", "write int .*np\\.int_")]
    [InlineData("unicode", "write str .*np\\.str_")]
    [InlineData("complex", "write complex .*np\\.complex128")]
    [InlineData("float", "write float .*np\\.float64")]
    public void An_alias_is_replaced_by_what_exists(string alias, string cure) =>
        Judge(
            $"Traceback (most recent call last):\n  File \"/srv/a.py\", line 3, in <module>\n    np.x\nAttributeError: module 'numpy' has no attribute '{alias}'.\n",
            "numpy-alias-removed-124",
            cure,
            "(object|str|bool|long|unicode|complex)64|write (long|unicode)"
        );

    [Theory]
    [InlineData("    raise RuntimeError(\"Error(s) in loading state_dict for {}\")")]
    [InlineData("    raise RuntimeError(\n        \"Error(s) in loading state_dict for {}:\"")]
    public void Source_that_makes_a_message_is_no_message(string source)
    {
        var log = $"Traceback (most recent call last):\n  File \"a.py\", line 1, in f\n{source}\nFrobError: no frob\n";
        Assert.Empty(Diagnose(log).Causes);
        Assert.True(Diagnose(log).IsUnknown);
        Assert.Equal(
            "model-state-dict-mismatch",
            Diagnose(log + "RuntimeError: Error(s) in loading state_dict for Net:\n").Causes[0].Code
        );
    }

    private static string Text(string format, string first, string second) =>
        format.Replace("{0}", first, StringComparison.Ordinal).Replace("{1}", second, StringComparison.Ordinal);

    private static void Judge(string log, string code, string cure, string never)
    {
        var cause = Diagnose(log).Causes[0];
        Assert.Equal(code, cause.Code);
        var fixes = string.Join('\n', cause.Fixes.Select(f => f.Title + "\n" + string.Join('\n', f.Commands)));
        Assert.Matches(new Regex(cure, RegexOptions.None, TimeSpan.FromSeconds(5)), fixes);
        var commands = string.Join('\n', cause.Fixes.SelectMany(f => f.Commands).Prepend(cause.Fixes[0].Title));
        Assert.DoesNotMatch(new Regex(never, RegexOptions.None, TimeSpan.FromSeconds(5)), commands);
    }

    private static LogDiagnosis Diagnose(string log) =>
        FailureSignaturesTests.Diagnose(FailureSignatures.Embedded, log);
}
