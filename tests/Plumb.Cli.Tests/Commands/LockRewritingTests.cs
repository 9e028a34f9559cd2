using Xunit;

namespace Plumb.Cli.Tests.Commands;

public sealed class LockRewritingTests
{
    [Theory]
    [InlineData("opencv-python==4.8.0", "opencv-python==4.8.0.74")]
    [InlineData("opencv-python == 4.8.0   # why", "opencv-python==4.8.0.74   # why")]
    [InlineData("OpenCV_Python==4.8.0 ; python_version > '3'", "OpenCV_Python==4.8.0.74 ; python_version > '3'")]
    public void Only_the_versions_of_the_one_line_change(string before, string after)
    {
        var file = $"\uFEFF# kept ü\r\nnumpy<2  \r\n{before}\r\n\n  # end without a line end";
        using var world = With(file);
        Assert.Equal(0, Run(world));
        Assert.Equal(file.Replace(before, after, StringComparison.Ordinal), Read(world));
        Assert.Contains("opencv-python==4.8.0.74", world.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dry_run_shows_the_lines_and_writes_nothing()
    {
        const string file = "numpy<2\nopencv-python==4.8.0\n";
        using var world = With(file);
        Assert.Equal(0, Run(world, "--dry-run"));
        Assert.Equal(
            "requirements.txt:2\n- opencv-python==4.8.0\n+ opencv-python==4.8.0.74\nNothing was written (--dry-run).\n",
            world.Output
        );
        Assert.Equal(file, Read(world));
    }

    [Theory]
    [InlineData(
        "opencv-python==4.8.0 --hash=sha256:0000000000000000000000000000000000000000000000000000000000000000\n"
    )]
    [InlineData(
        "opencv-python==4.8.0 \\\n  --hash=sha256:0000000000000000000000000000000000000000000000000000000000000000\n"
    )]
    [InlineData("opencv-python (==4.8.0)\n")]
    public void A_line_that_cannot_be_rewritten_for_certain_is_left_to_its_author(string file)
    {
        using var world = With(file);
        Assert.Equal(3, Run(world));
        Assert.Equal("", world.Output);
        Assert.Equal(file, Read(world));
        Assert.Contains("requirements.txt:1 cannot be rewritten", world.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_another_includes_is_the_one_that_changes()
    {
        const string file = "-r inner.txt\nnumpy<2\n";
        using var world = With(file);
        File.WriteAllText(Path.Combine(world.Folder, "inner.txt"), "\nopencv-python==4.8.0\n");
        Assert.Equal(0, Run(world));
        Assert.Equal(file, Read(world));
        Assert.Equal("\nopencv-python==4.8.0.74\n", File.ReadAllText(Path.Combine(world.Folder, "inner.txt")));
    }

    [Fact]
    public void A_project_file_is_not_rewritten()
    {
        const string file = "[project]\nname='x'\nversion='1'\ndependencies=['opencv-python==4.8.0']\n";
        using var world = new TestWorld();
        var path = Path.Combine(world.Folder, "pyproject.toml");
        File.WriteAllText(path, file);
        Assert.Equal(3, world.Run(["lock", .. _options]));
        Assert.Equal(file, File.ReadAllText(path));
        Assert.Contains("only those are written", world.Error, StringComparison.Ordinal);
    }

    private static readonly string[] _options =
    [
        "--python-version",
        "3.10",
        "--python-platform",
        "linux",
        "--repair",
        "nearest",
        "--write",
    ];

    private static int Run(TestWorld world, params string[] arguments) =>
        world.Run(["lock", "-r", "requirements.txt", .. _options, .. arguments]);

    private static TestWorld With(string requirements)
    {
        var world = new TestWorld();
        File.WriteAllText(Path.Combine(world.Folder, "requirements.txt"), requirements);
        return world;
    }

    // As bytes: a reader of text would pass over the mark at the beginning.
    private static string Read(TestWorld world) =>
        new System.Text.UTF8Encoding(false).GetString(
            File.ReadAllBytes(Path.Combine(world.Folder, "requirements.txt"))
        );
}
