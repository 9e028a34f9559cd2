using CsCheck;
using Plumb.Files;
using Xunit;

namespace Plumb.Core.Tests.Files;

public sealed class WorldPathTests
{
    [Theory]
    [InlineData("/", "/")]
    [InlineData("/usr//lib/", "/usr/lib")]
    [InlineData("/usr/./lib/../bin", "/usr/bin")]
    [InlineData("/../..", "/")]
    [InlineData("/a/..", "/")]
    [InlineData("/.venv/.hidden", "/.venv/.hidden")]
    [InlineData("C:\\Users\\me\\..\\you", "C:/Users/you")]
    [InlineData("C:/", "C:/")]
    [InlineData("C:\\..", "C:/")]
    [InlineData("/back\\slash", "/back\\slash")]
    public void Paths_have_one_form(string path, string expected) => Assert.Equal(expected, WorldPath.Normalize(path));

    [Theory]
    [InlineData("/usr/lib", "/usr", "lib")]
    [InlineData("/usr", "/", "usr")]
    [InlineData("/", "/", "")]
    [InlineData("C:/x", "C:/", "x")]
    [InlineData("C:/", "C:/", "")]
    public void A_path_is_its_parent_and_its_name(string path, string parent, string name)
    {
        Assert.Equal(parent, WorldPath.Parent(path));
        Assert.Equal(name, WorldPath.Name(path));
    }

    [Theory]
    [InlineData("/usr/lib", "/usr", true, "lib")]
    [InlineData("/usr", "/usr", true, "/usr")]
    [InlineData("/usrlib", "/usr", false, "/usrlib")]
    [InlineData("/usr", "/", true, "usr")]
    public void Below_means_by_whole_segments(string path, string folder, bool within, string relative)
    {
        Assert.Equal(within, WorldPath.IsWithin(path, folder));
        Assert.Equal(relative, WorldPath.Relative(path, folder));
    }

    [Fact]
    public void Normalizing_twice_changes_nothing_and_joining_parent_and_name_gives_the_path_back()
    {
        var segment = Gen.OneOf(Gen.Const(".."), Gen.Const("."), Gen.Const(""), Gen.String[Gen.Char["ab.\\ é"], 1, 4]);
        segment
            .Array[0, 8]
            .Select(parts => "/" + string.Join('/', parts))
            .Sample(path =>
            {
                var normal = WorldPath.Normalize(path);
                Assert.Equal(normal, WorldPath.Normalize(normal));
                Assert.StartsWith("/", normal, StringComparison.Ordinal);
                Assert.Equal(normal, WorldPath.Join(WorldPath.Parent(normal), WorldPath.Name(normal)));
            });
    }
}
