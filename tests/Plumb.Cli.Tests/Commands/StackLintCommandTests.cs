using Plumb.Cli.Tests.Rendering;
using Xunit;

namespace Plumb.Cli.Tests.Commands;

public sealed class StackLintCommandTests
{
    [Fact]
    public void A_false_claim_is_shown_with_its_line_and_ends_with_code_1()
    {
        using var world = new TestWorld();
        var file = Write(world, "# GPU\n\nThe RTX 5080 is SM 8.9.\n");

        Assert.Equal(1, world.Run("stack", "lint", file));
        Assert.Contains(":3  false", world.Output, StringComparison.Ordinal);
        Assert.Contains("sm_120", world.Output, StringComparison.Ordinal);
        Assert.Contains("1 claim read: 0 true, 1 false", world.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The RTX 4090 is SM 8.9.\n")]
    [InlineData("Nothing is claimed here.\n")]
    [InlineData("")]
    public void Without_a_false_claim_the_code_is_0(string text)
    {
        using var world = new TestWorld();

        Assert.Equal(0, world.Run("stack", "lint", Write(world, text)));
        Assert.Contains(" 0 false", world.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_ends_with_code_2()
    {
        using var world = new TestWorld();

        Assert.Equal(2, world.Run("stack", "lint", Path.Combine(world.Folder, "none.md")));
        Assert.Contains("none.md cannot be read", world.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The RTX 5080 is SM 8.9.\n")]
    [InlineData("")]
    public void Its_json_is_valid_against_the_schema(string text)
    {
        using var world = new TestWorld();

        world.Run("stack", "lint", Write(world, text), "--json");
        JsonSchemaFile.AssertValid(JsonSchemaFile.Plumb, world.Output);
    }

    [Theory]
    [InlineData("sarif")]
    [InlineData("github")]
    public void A_pull_request_shows_the_line(string format)
    {
        using var world = new TestWorld();
        var file = Write(world, "# GPU\n\nThe RTX 5080 is SM 8.9.\n");

        Assert.Equal(1, world.Run("stack", "lint", file, "--format", format));
        if (format == "sarif")
        {
            JsonSchemaFile.AssertValid(JsonSchemaFile.Sarif, world.Output);
            Assert.Contains(
                "\"startLine\":3",
                world.Output.Replace(" ", "", StringComparison.Ordinal),
                StringComparison.Ordinal
            );
        }
        else
        {
            Assert.Contains("::error file=INSTALL.md,line=3,", world.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_corrected_document_keeps_its_permissions_and_a_closed_one_its_words()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no modes.");
            return;
        }

        const UnixFileMode Mode =
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead;
        using var world = new TestWorld();
        var file = Write(world, "pip install opencv-python==4.8.0\n", "setup.sh");
        File.SetUnixFileMode(file, Mode);
        world.Run("stack", "lint", "--fix", file);
        Assert.DoesNotContain("4.8.0\n", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Equal(Mode, File.GetUnixFileMode(file));

        var closed = Write(world, "pip install opencv-python==4.8.0\n", "closed.sh");
        File.SetUnixFileMode(closed, UnixFileMode.UserRead);
        Assert.Equal(3, world.Run("stack", "lint", "--fix", closed));
        Assert.Contains("read-only", world.Error, StringComparison.Ordinal);
        Assert.Equal("pip install opencv-python==4.8.0\n", File.ReadAllText(closed));
    }

    [Fact]
    public void A_folder_is_corrected_without_what_its_links_lead_to_elsewhere()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links want rights there.");
        using var world = new TestWorld();
        var outside = Write(world, "pip install opencv-python==4.8.0\n", "outside.md");
        var folder = Directory.CreateDirectory(Path.Combine(world.Folder, "docs")).FullName;
        File.CreateSymbolicLink(Path.Combine(folder, "a.md"), outside);
        File.WriteAllText(Path.Combine(folder, "b.md"), "pip install opencv-python==4.8.0\n");
        File.CreateSymbolicLink(Path.Combine(folder, "c.md"), Path.Combine(folder, "b.md"));
        world.Run("stack", "lint", "--fix", folder);
        Assert.Equal("pip install opencv-python==4.8.0\n", File.ReadAllText(outside));
        Assert.DoesNotContain("4.8.0\n", File.ReadAllText(Path.Combine(folder, "b.md")), StringComparison.Ordinal);
        Assert.NotNull(File.ResolveLinkTarget(Path.Combine(folder, "c.md"), returnFinalTarget: false));
    }

    [Fact]
    public void What_is_certain_is_written_and_the_rest_of_the_document_stays()
    {
        const string Text =
            "# Setup\r\n\r\n```\r\npip install opencv-python==4.8.0  # old\r\n```\r\nThe RTX 5080 is SM 8.9.\r\n";
        using var dry = new TestWorld();
        var file = Write(dry, Text);
        Assert.Equal(1, dry.Run("stack", "lint", file, "--fix", "--dry-run"));
        Assert.Contains("+ pip install opencv-python==4.8.0.", dry.Output, StringComparison.Ordinal);
        Assert.Equal(Text, File.ReadAllText(file));

        using var world = new TestWorld();
        file = Write(world, Text);
        Assert.Equal(1, world.Run("stack", "lint", file, "--fix"));
        var after = File.ReadAllText(file);
        Assert.Matches("^# Setup\r\n\r\n```\r\npip install opencv-python==4\\.8\\.0\\.[0-9]+  # old\r\n", after);
        Assert.EndsWith("The RTX 5080 is SM 8.9.\r\n", after, StringComparison.Ordinal);
        Assert.Contains(" 1 false", world.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_stands_for_its_documents()
    {
        using var world = new TestWorld();
        Write(world, "The RTX 5080 is SM 8.9.\n");
        Directory.CreateDirectory(Path.Combine(world.Folder, "venv"));
        File.WriteAllText(Path.Combine(world.Folder, "venv", "README.md"), "The RTX 5080 is SM 8.9.\n");
        File.WriteAllText(Path.Combine(world.Folder, "main.py"), "# The RTX 5080 is SM 8.9.\n");
        Assert.Equal(1, world.Run("stack", "lint", "."));
        Assert.Contains("1 claim read: 0 true, 1 false", world.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dry_run_of_nothing_is_refused()
    {
        using var world = new TestWorld();
        Assert.Equal(2, world.Run("stack", "lint", Write(world, "x"), "--dry-run"));
    }

    private static string Write(TestWorld world, string text, string name = "INSTALL.md")
    {
        var file = Path.Combine(world.Folder, name);
        File.WriteAllText(file, text);
        return file;
    }
}
