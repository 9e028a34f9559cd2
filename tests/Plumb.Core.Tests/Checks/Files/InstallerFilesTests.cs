using Xunit;

namespace Plumb.Core.Tests.Checks.Files;

public sealed class InstallerFilesTests
{
    [Theory]
    [InlineData("INSTALLER")]
    [InlineData("REQUESTED")]
    [InlineData("direct_url.json")]
    public void Books_that_a_tool_rewrote_were_not_altered(string name)
    {
        using var world = new SmallEnvironment();
        var file = $"{world.Site}/pkg-1.0.dist-info/{name}";
        world
            .File(file, "{}")
            .Install("pkg", "1.0", ["pkg/a.py", "pkg-1.0.dist-info/" + name], installer: null, hashed: true)
            .File(file, "{\"url\": \"file:///srv/pkg\", \"dir_info\": {}}");

        Assert.Empty(world.Check("PLB12"));
    }

    [Theory]
    [InlineData("pkg-1.0.dist-info/entry_points.txt")]
    [InlineData("pkg/INSTALLER")]
    public void Other_files_are_the_wheels(string file)
    {
        using var world = new SmallEnvironment();
        world
            .File($"{world.Site}/{file}", "a")
            .Install("pkg", "1.0", [file], hashed: true)
            .File($"{world.Site}/{file}", "ab");

        Assert.Equal($"pkg 1.0: {file} was changed after it was installed.", Assert.Single(world.Check("PLB12")).Title);
    }
}
