using System.Collections.Immutable;
using Plumb.Checks;
using Plumb.Core.Tests.Formats;
using Plumb.Environments;
using Plumb.Findings;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Checks.Cuda;

/// <summary>Majors of CUDA and cuDNN on Windows, by the names of the DLLs that packages import.</summary>
public sealed class WindowsCudaTests : IDisposable
{
    private readonly SmallEnvironment _world = new SmallEnvironment().With(i =>
        i with
        {
            Platform = new TargetPlatform(OperatingSystemFamily.Windows, "amd64"),
        }
    );

    [Theory]
    [InlineData("cudart64_110.dll", "cublas64_11.dll", "cudnn64_8.dll", "CUDA (12 and 11) and cuDNN (9 and 8)")]
    [InlineData("cudart64_12.dll", "cublas64_12.dll", "cudnn64_8.dll", "cuDNN (9 and 8)")]
    [InlineData("cudart64_13.dll", "cublas64_13.dll", "cudnn64_9.dll", "CUDA (12 and 13)")]
    public void Two_packages_that_import_DLLs_of_other_majors_are_told(
        string runtime,
        string blas,
        string cudnn,
        string differences
    )
    {
        Packages(runtime, blas, cudnn);

        var finding = Assert.Single(
            Check(),
            f => f.Title.Contains("different major versions", StringComparison.Ordinal)
        );

        Assert.Contains(differences, finding.Title, StringComparison.Ordinal);
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Contains(cudnn == "cudnn64_9.dll" ? runtime : cudnn, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Packages_of_the_same_majors_are_silent()
    {
        Packages("cudart64_12.dll", "cublas64_12.dll", "cudnn64_9.dll");

        Assert.DoesNotContain(Check(), f => f.Severity > Severity.Info);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("C:\\tools;D:\\CUDA\\bin", 0)]
    [InlineData("C:\\tools", 1)]
    public void What_lies_in_no_folder_of_PATH_is_missing(string? path, int findings)
    {
        _world.File("/D/CUDA/bin/cudart64_12.dll").File("/C/Windows/System32/nvcuda.dll");
        if (path is not null)
        {
            _world.Variable("Path", path);
        }

        Library("one/one.dll", "cudart64_12.dll", "nvcuda.dll");
        _world.Install("one", "1.0", ["one/one.dll"]);

        var found = Check().Where(f => f.Title.Contains("which nothing brings", StringComparison.Ordinal)).ToList();

        Assert.Equal(findings, found.Count);
        Assert.All(found, f => Assert.Contains("cudart64_12.dll", f.Title, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public void What_conda_puts_into_its_own_folders_is_found(bool isConda, int findings)
    {
        _world
            .Variable("Path", "C:\\tools")
            .File("/usr/local/Library/bin/cudart64_12.dll")
            .File("/C/Windows/System32/kernel32.dll");
        if (isConda)
        {
            _world.File("/usr/local/conda-meta/history");
        }

        Library("one/one.dll", "cudart64_12.dll");
        _world.Install("one", "1.0", ["one/one.dll"]);

        Assert.Equal(findings, Check().Count(f => f.Title.Contains("which nothing brings", StringComparison.Ordinal)));
    }

    public void Dispose() => _world.Dispose();

    private void Packages(string runtime, string blas, string cudnn)
    {
        Library("one/one.dll", "cudart64_12.dll", "cublas64_12.dll", "cudnn64_9.dll");
        Library("one/cudart64_12.dll");
        Library("one/cublas64_12.dll");
        Library("one/cudnn64_9.dll");
        _world.Install(
            "one",
            "1.0",
            ["one/one.dll", "one/cudart64_12.dll", "one/cublas64_12.dll", "one/cudnn64_9.dll"]
        );
        Library("other/other.dll", runtime, blas, cudnn);
        _world.Install("other", "1.0", ["other/other.dll"]);
    }

    private void Library(string path, params string[] imports) =>
        _world.File(
            $"{_world.Site}/{path}",
            PeFixture.WithImports(PeFixture.Build(0x8664, true), true, [.. imports, "kernel32.dll"], [])
        );

    private ImmutableArray<Finding> Check()
    {
        var snapshot = _world.Observe(observation: Observation.Files | Observation.Native | Observation.Devices);
        return
        [
            .. CheckRunner.Run(new CheckContext(snapshot), new RuleSelection(["PLB23"], [])).Select(j => j.Finding),
        ];
    }
}
