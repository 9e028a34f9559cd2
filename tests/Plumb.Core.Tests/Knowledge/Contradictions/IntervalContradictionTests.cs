using Plumb.Knowledge;
using Xunit;

namespace Plumb.Core.Tests.Knowledge.Contradictions;

/// <summary>Of one thing, one version has one answer.</summary>
public sealed class IntervalContradictionTests
{
    private static IEnumerable<string> Overlaps(CudaRequirements facts) =>
        from a in facts.All
        from b in facts.All
        where !ReferenceEquals(a, b) && a.Distribution == b.Distribution
        where (a.Cuda, a.Cudnn) != (b.Cuda, b.Cudnn)
        where a.From is null ? b.From is null : b.Covers(a.From.Value)
        select $"{a.Distribution} from {a.From}: CUDA {a.Cuda} and {b.Cuda}";

    private static IEnumerable<string> Changes(BehaviourChanges facts) =>
        facts
            .Changes.GroupBy(c => (c.Package, c.What))
            .Where(g => g.Select(c => c.Version).Distinct().Count() > 1)
            .Select(g => $"{g.Key.Package}: {g.Key.What}")
            .Concat(
                facts
                    .Moved.GroupBy(m => (m.Package, m.Module))
                    .Where(g => g.Select(m => (m.Now, m.Version)).Distinct().Count() > 1)
                    .Select(g => $"{g.Key.Package}: {g.Key.Module} moved twice")
            );

    private static IEnumerable<string> Renamed(SystemPackageNames facts) =>
        facts
            .Renamed.GroupBy(r => r.Name, StringComparer.Ordinal)
            .Where(g => g.Select(r => (r.Now, r.Debian, r.Ubuntu)).Distinct().Count() > 1)
            .Select(g => $"{g.Key} has two new names")
            .Concat(
                facts
                    .Renamed.Where(r => facts.Absent.Any(a => a.Name == r.Name))
                    .Select(r => $"{r.Name} never was, and was renamed")
            );

    // What a name was replaced by has to be there when the name goes.
    private static IEnumerable<string> GoneReplacements(RemovedApis facts)
    {
        var byName = facts.All.ToLookup(a => (a.Package, a.FullName));
        return facts
            .All.Where(a => byName[(a.Package, a.Replacement)].Any(r => r.IsGoneFrom(a.RemovedIn)))
            .Select(a => $"{a.FullName} is replaced by {a.Replacement}, which is gone too");
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData(
        "[[consumer]]\ndistribution = 'onnxruntime-gpu'\nfrom = '1.20'\nbelow = '1.21'\ncuda = '11.8'\ncudnn = 8",
        1
    )]
    [InlineData(
        "[[consumer]]\ndistribution = 'onnxruntime-gpu'\nfrom = '1.20'\nbelow = '1.21'\ncuda = '12'\ncudnn = 9",
        0
    )]
    public void A_version_of_a_consumer_wants_one_CUDA(string row, int count) =>
        Assert.Equal(
            count,
            Overlaps(Files.With<CudaRequirements>("cuda-consumers.toml", CudaRequirements.TryRead, row)).Count()
        );

    [Theory]
    [InlineData("", 0)]
    [InlineData("[[moved]]\npackage = 'numpy'\nversion = '2.0.0'\nmodule = 'numpy.core'\nnow = 'numpy.elsewhere'", 1)]
    [InlineData(
        "[[change]]\npackage = 'torch'\nversion = '2.7.0'\nwhat = 'torch.load reads with weights_only=True unless told otherwise'\nsigns = ['a']",
        1
    )]
    public void A_change_came_with_one_version(string row, int count) =>
        Assert.Equal(
            count,
            Changes(Files.With<BehaviourChanges>("behaviour-changes.toml", BehaviourChanges.TryRead, row)).Count()
        );

    [Theory]
    [InlineData("", 0)]
    [InlineData("[[renamed]]\nname = 'libgl1-mesa-glx'\nnow = 'libgl2'\ndebian = '13'\nubuntu = '23.10'", 1)]
    [InlineData("[[absent]]\nname = 'libgl1-mesa-glx'\nwhy = 'it never was'", 1)]
    public void A_system_package_has_one_new_name(string row, int count) =>
        Assert.Equal(
            count,
            Renamed(Files.With<SystemPackageNames>("system-packages.toml", SystemPackageNames.TryRead, row)).Count()
        );

    [Theory]
    [InlineData("", 0)]
    [InlineData(
        "[[removal]]\npackage = 'numpy'\nmodule = 'numpy'\nremoved_in = '1.25'\nnames = { made_up = 'numpy.irr' }",
        1
    )]
    [InlineData(
        "[[removal]]\npackage = 'numpy'\nmodule = 'numpy'\nremoved_in = '1.18'\nnames = { made_up = 'numpy.irr' }",
        0
    )]
    public void What_replaces_a_name_is_there_when_it_goes(string row, int count) =>
        Assert.Equal(
            count,
            GoneReplacements(Files.With<RemovedApis>("removed-apis.toml", RemovedApis.TryRead, row)).Count()
        );

    [Fact]
    public void A_name_goes_once() =>
        Assert.Contains(
            "numpy.irr stands twice",
            Files
                .Refusal(
                    "removed-apis.toml",
                    "[[removal]]\npackage = 'numpy'\nmodule = 'numpy'\nremoved_in = '1.30'\nnames = { irr = '' }"
                )
                ?.Message,
            StringComparison.Ordinal
        );
}
