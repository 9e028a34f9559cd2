using Plumb.Core.Tests.Checks;
using Plumb.Core.Tests.Corpus;
using Plumb.Environments;
using Plumb.Native.NumpyAbi;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Environments.Observing;

/// <summary>Extension modules of recorded environments for three systems, read for what they were built for.</summary>
public sealed class ExtensionReaderCorpusTests(SkeletonStore skeletons)
{
    [Theory]
    [InlineData("f-win-cp311-core", OperatingSystemFamily.Windows, "amd64")]
    [InlineData("f-mac-arm64-cp311-core", OperatingSystemFamily.MacOs, "arm64")]
    [InlineData("c-py39", OperatingSystemFamily.Linux, "x86_64")]
    public void Modules_are_of_the_system_and_processor_that_their_wheels_are_for(
        string id,
        OperatingSystemFamily system,
        string processor
    )
    {
        var files = Observe(id).Extensions.Files;

        Assert.NotEmpty(files);
        Assert.All(files, f => Assert.Equal((f.Path, system), (f.Path, f.System)));
        Assert.All(files, f => Assert.Contains(processor, f.Architectures));
    }

    [Fact]
    public void Modules_for_Windows_name_their_interpreter_or_the_stable_ABI()
    {
        // The tree that the repository carries holds no import tables.
        if (CorpusFile.SharedFolder is null)
        {
            return;
        }

        var named = Observe("f-win-cp311-core").Extensions.Files.SelectMany(f => f.PythonLibraries).ToHashSet();

        Assert.Subset(new HashSet<string>(StringComparer.Ordinal) { "python3.dll", "python311.dll" }, named);
        Assert.Contains("python311.dll", named);
    }

    [Fact]
    public void The_files_of_NumPy_itself_are_not_judged_against_NumPy()
    {
        var snapshot = Observe("c-py39");

        Assert.True(snapshot.Extensions.Numpy?.HasCore2);
        var numpy = snapshot.Extensions.Files.Where(f => f.Path.Contains("/numpy/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(numpy);
        Assert.All(numpy, f => Assert.Equal(NumpyHeaders.None, f.Numpy.Headers));
    }

    private EnvironmentSnapshot Observe(string id) =>
        CheckedSkeleton
            .Check(skeletons.Shared(id), selection: new Plumb.Checks.RuleSelection(["PLB2101"], []))
            .Snapshot;
}
