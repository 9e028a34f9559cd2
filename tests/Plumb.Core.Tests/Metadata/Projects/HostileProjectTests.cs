using Plumb.Files;
using Plumb.Metadata.Projects;
using Xunit;

namespace Plumb.Core.Tests.Metadata.Projects;

public sealed class HostileProjectTests : IDisposable
{
    private readonly ScratchFolder _root = new();

    public void Dispose() => _root.Dispose();

    private Project Read(string name, string text)
    {
        _root.Write("/app/" + name, text);
        return Project.Read(new FileWorld(_root.Path), "/app")!;
    }

    [Theory]
    [InlineData("(")]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("if x:\n ")]
    [InlineData("f(")]
    [InlineData("not ")]
    [InlineData("a if b else ")]
    [InlineData("lambda: ")]
    [InlineData("- ")]
    [InlineData("a.b")]
    [InlineData("\"")]
    [InlineData("x = [\"a\"] + ")]
    [InlineData("[i for i in ")]
    public void A_quarter_of_a_megabyte_of_one_piece_of_Python_is_read_without_a_crash(string piece)
    {
        var read = Read(
            "setup.py",
            string.Concat(Enumerable.Repeat(piece, (1 << 18) / piece.Length)) + "\nsetup(install_requires=['six'])\n"
        );

        Assert.NotNull(read);
    }

    [Fact]
    public void A_function_that_calls_itself_is_left_unknown()
    {
        var read = Read("setup.py", "def f():\n    return f()\nsetup(install_requires=f())\n");

        Assert.Equal(Completeness.Unknown, read.Completeness);
    }

    [Fact]
    public void A_list_that_doubles_in_a_loop_is_bounded()
    {
        var read = Read(
            "setup.py",
            "r=['six']\nfor a in [1]*9:\n    pass\nfor a in ['x']"
                + string.Concat(Enumerable.Repeat("+['x']", 40))
                + ":\n    r.extend(r)\nsetup(install_requires=r)\n"
        );

        Assert.InRange(read.Requirements.Length, 0, 200_000);
    }

    [Fact]
    public void References_in_setup_cfg_that_go_in_a_circle_are_an_error()
    {
        var read = Read("setup.cfg", "[options.extras_require]\na = %(b)s\nb = %(a)s\n");

        Assert.Equal(2, read.Errors.Length);
    }

    [Fact]
    public void A_file_outside_the_project_is_not_read()
    {
        _root.Write("/secret.txt", "six\n");

        var read = Read("setup.cfg", "[metadata]\nname=a\n[options]\ninstall_requires = file: ../secret.txt\n");

        Assert.Empty(read.Requirements);
        Assert.Contains("outside", Assert.Single(read.Warnings).Message, StringComparison.Ordinal);
    }
}
