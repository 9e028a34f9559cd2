using Plumb.Core.Tests.Formats;
using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Native;

public sealed class ExposedSearchPathCheckTests : IDisposable
{
    private const string Code = "PLB2005";
    private readonly LoaderWorld _world = new();

    [Fact]
    public void A_folder_that_everybody_may_write_and_that_is_searched_first_is_a_warning_that_says_who_can_close_it()
    {
        _world
            .Open("/data/shared")
            .Library("/lib/libz.so.1", "libz.so.1")
            .Module(new ElfFixture { Needed = ["libz.so.1"], RunPath = "/data/shared" });

        var finding = Assert.Single(_world.Check(Code));

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Contains(
            "(fast 1.2) looks for libz.so.1 in /data/shared, where every",
            finding.Title,
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            "The owner of /data/shared, or the administrator, has to take the others' right to write there.",
            finding.Message,
            StringComparison.Ordinal
        );
        Assert.Empty(finding.Fixes);
    }

    [Theory]
    [InlineData("/tmp/build/lib", true)]
    [InlineData("/data/scratch/build/lib", true)]
    [InlineData("/home/builder/project/build/lib", false)]
    [InlineData("/usr/local/cuda/lib64", false)]
    [InlineData("/__w/_temp/conda_environment_71/lib", false)]
    public void A_folder_that_is_not_there_counts_where_anybody_may_make_it(string folder, bool isTold)
    {
        _world
            .Open("/data/scratch", sticky: true)
            .Library("/lib/libz.so.1", "libz.so.1")
            .Module(new ElfFixture { Needed = ["libz.so.1"], RPath = folder });

        Assert.Equal(isTold ? 1 : 0, _world.Check(Code).Length);
    }

    [Fact]
    public void A_library_that_is_missing_is_looked_for_there_too()
    {
        _world.Module(new ElfFixture { Needed = ["libnone.so.1"], RunPath = "/tmp/x" });

        Assert.Equal(Severity.Warning, Assert.Single(_world.Check(Code)).Severity);
    }

    [Fact]
    public void What_is_found_before_or_is_loaded_already_is_not_looked_for_there()
    {
        _world
            .Library(_world.Site + "/fast.libs/libz.so.1", "libz.so.1")
            .Module(
                new ElfFixture { Needed = ["libc.so.6", "libz.so.1"], RunPath = "$ORIGIN/fast.libs:/tmp/x" },
                "fast.libs/libz.so.1"
            );

        Assert.Empty(_world.Check(Code));
    }

    [Fact]
    public void A_library_in_a_sticky_folder_cannot_be_replaced_by_others()
    {
        _world
            .Open("/usr/share/open", sticky: true)
            .Library("/usr/share/open/libz.so.1", "libz.so.1")
            .Module(new ElfFixture { Needed = ["libz.so.1"], RunPath = "/usr/share/open" });

        Assert.Empty(_world.Check(Code));
    }

    [Fact]
    public void A_library_taken_from_a_folder_outside_is_a_warning_without_a_fix()
    {
        _world
            .Library("/home/builder/build/libz.so.1", "libz.so.1")
            .Module(new ElfFixture { Needed = ["libz.so.1"], RunPath = "/home/builder/build" });

        var finding = Assert.Single(_world.Check(Code));

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Contains("no part of the environment", finding.Title, StringComparison.Ordinal);
        Assert.Empty(finding.Fixes);
    }

    [Theory]
    [InlineData("$ORIGIN:", "in the current folder")]
    [InlineData("fast.libs", "in fast.libs below the current folder")]
    public void The_current_folder_is_a_note(string runPath, string words)
    {
        _world
            .Library("/lib/libz.so.1", "libz.so.1")
            .Module(new ElfFixture { Needed = ["libz.so.1"], RunPath = runPath });

        var finding = Assert.Single(_world.Check(Code));

        Assert.Equal(Severity.Info, finding.Severity);
        Assert.Contains(words, finding.Title, StringComparison.Ordinal);
    }

    public void Dispose() => _world.Dispose();
}
