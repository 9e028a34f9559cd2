using CsCheck;
using Plumb.Core.Tests.Corpus;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Python;

public sealed class SupportedTagsTests
{
    private static readonly TargetPlatform Debian = new(OperatingSystemFamily.Linux, "x86_64", LibcKind.Glibc, 2, 36);

    [Fact]
    public void The_rank_of_every_tag_is_its_place_in_the_list()
    {
        var supported = SupportedTags.For(Debian, 3, 12, InterpreterAbi.CPython);
        var place = 0;
        foreach (var tag in supported.InOrder)
        {
            Assert.Equal(place++, supported.RankOf(tag));
        }
    }

    [Fact]
    public void A_tag_that_comes_twice_keeps_its_first_place() =>
        Gen.Select(Gen.Int[0, 4].Array[0, 6], Gen.Int[0, 3].Array[0, 5])
            .Sample(
                (runs, platforms) =>
                {
                    var supported = new SupportedTags(
                        [.. runs.Select(r => new TagRun("cp3" + r, "none", r % 2 == 0))],
                        [.. platforms.Select(p => p == 0 ? "any" : "plat" + p)]
                    );
                    var first = new Dictionary<WheelTag, int>();
                    foreach (var (tag, i) in supported.InOrder.Select((tag, i) => (tag, i)))
                    {
                        first.TryAdd(tag, i);
                    }

                    return first.All(pair => supported.RankOf(pair.Key) == pair.Value);
                }
            );

    [Theory]
    [InlineData("win_amd64", true)]
    [InlineData("win32", false)]
    [InlineData("manylinux_2_17_x86_64", false)]
    public void Windows_accepts_its_own_architecture_only(string platform, bool accepted) =>
        Assert.Equal(
            accepted,
            SupportedTags
                .For(new TargetPlatform(OperatingSystemFamily.Windows, "amd64"), 3, 11, InterpreterAbi.CPython)
                .Contains(new WheelTag("cp311", "cp311", platform))
        );

    [Theory]
    [InlineData("musllinux_1_2_x86_64", true)]
    [InlineData("musllinux_1_3_x86_64", false)]
    [InlineData("manylinux_2_17_x86_64", false)]
    [InlineData("linux_x86_64", true)]
    public void Musl_accepts_its_own_versions_downwards(string platform, bool accepted) =>
        Assert.Equal(
            accepted,
            SupportedTags
                .For(
                    new TargetPlatform(OperatingSystemFamily.Linux, "x86_64", LibcKind.Musl, 1, 2),
                    3,
                    12,
                    InterpreterAbi.CPython
                )
                .Contains(new WheelTag("cp312", "cp312", platform))
        );

    [Theory]
    [InlineData("manylinux_2_39_x86_64")]
    [InlineData("musllinux_1_2_x86_64")]
    public void A_C_library_that_could_not_be_asked_is_taken_to_be_new_enough(string platform) =>
        Assert.True(
            SupportedTags
                .For(new TargetPlatform(OperatingSystemFamily.Linux, "x86_64"), 3, 12, InterpreterAbi.CPython)
                .Contains(new WheelTag("cp312", "cp312", platform))
        );

    [Fact]
    public void Builds_without_the_lock_take_their_own_ABI_and_not_the_common_stable_one()
    {
        var supported = SupportedTags.For(Debian, 3, 13, new InterpreterAbi { IsFreeThreaded = true });
        Assert.True(supported.Contains(new WheelTag("cp313", "cp313t", "manylinux_2_28_x86_64")));
        Assert.False(supported.Contains(new WheelTag("cp313", "cp313", "manylinux_2_28_x86_64")));
        Assert.False(supported.Contains(new WheelTag("cp39", "abi3", "manylinux_2_28_x86_64")));
        Assert.True(supported.Contains(new WheelTag("py3", "none", "any")));
    }

    [Fact]
    public void PyPy_takes_the_ABI_of_its_extension_suffix()
    {
        var abi = new InterpreterAbi { Implementation = "pypy", Soabi = "pypy310-pp73-x86_64-linux-gnu" };
        var supported = SupportedTags.For(Debian, 3, 10, abi);
        Assert.Equal("pp310-pypy310_pp73-linux_x86_64", supported.InOrder.First().ToString());
        Assert.True(supported.Contains(new WheelTag("pp3", "none", "any")));
    }

    [Fact]
    public void A_32_bit_ARM_build_also_takes_what_is_built_for_ARMv7()
    {
        var platform = new TargetPlatform(OperatingSystemFamily.Linux, "armv8l", LibcKind.Glibc, 2, 36);
        var supported = SupportedTags.For(platform, 3, 11, InterpreterAbi.CPython);
        Assert.True(supported.Contains(new WheelTag("cp311", "cp311", "manylinux2014_armv7l")));
    }

    [Fact]
    public void The_best_of_several_tags_decides()
    {
        var supported = SupportedTags.For(Debian, 3, 12, InterpreterAbi.CPython);
        Assert.True(WheelTagSet.TryParse("py2.py3-none-any", out var pure, out _));
        Assert.True(WheelTagSet.TryParse("cp39-abi3-manylinux2014_x86_64.win_amd64", out var stable, out _));
        Assert.True(WheelTagSet.TryParse("cp38-cp38-win_amd64", out var foreign, out _));
        Assert.InRange(supported.BestRank(stable), 0, supported.BestRank(pure) - 1);
        Assert.Equal(-1, supported.BestRank(foreign));
    }

    [Fact]
    public void Damaged_file_names_are_taken_or_refused_and_what_is_taken_is_bounded() =>
        Mutation
            .Of(
                "some_Package-1.0rc1+local.2-1abc-py2.py3-none-manylinux_2_17_x86_64.any.whl"u8.ToArray(),
                "some-Package-1.0.tar.gz"u8.ToArray(),
                System.Text.Encoding.ASCII.GetBytes(
                    "a-1-" + string.Join('.', Enumerable.Repeat("p", 900)) + "-none-any.whl"
                )
            )
            .Sample(
                bytes =>
                {
                    var text = System.Text.Encoding.Latin1.GetString(bytes);
                    var isWheel = WheelFileName.TryParse(text, out var wheel, out var wheelError);
                    var isSource = SdistFileName.TryParse(text, out _, out var sourceError);
                    Assert.Equal((isWheel, isSource), (wheelError is null, sourceError is null));
                    Assert.InRange(wheel?.Tags.Length ?? 1, 1, WheelTagSet.DefaultLimit);
                },
                iter: 10_000
            );
}
