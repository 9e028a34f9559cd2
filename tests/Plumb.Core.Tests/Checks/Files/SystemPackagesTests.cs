using Plumb.Environments;
using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Files;

/// <summary>Packages of Debian, which carry no RECORD: dpkg's own lists tell what has to be there.</summary>
public sealed class SystemPackagesTests
{
    private const string Packages = "/usr/lib/python3/dist-packages";

    [Fact]
    public void A_file_on_dpkgs_list_that_is_gone_is_an_error_of_its_package()
    {
        using var world = Debian()
            .File("/var/lib/dpkg/info/python3-numpy:amd64.list", List("numpy", "numpy/__init__.py", "numpy/core.py"))
            .File(Packages + "/numpy/core.py");

        var finding = Assert.Single(world.Check("PLB12"));

        Assert.Equal(
            ("PLB1210", Severity.Error, $"python3-numpy of the system lacks {Packages}/numpy/__init__.py."),
            (finding.Rule.Code, finding.Severity, finding.Title)
        );
        var fix = Assert.Single(finding.Fixes);
        Assert.Equal(["apt-get install --reinstall python3-numpy"], fix.Commands);
        Assert.True(fix.Verified);
    }

    [Fact]
    public void Whole_and_diverted_files_links_and_what_lies_elsewhere_are_no_trouble()
    {
        using var world = Debian()
            .File(
                "/var/lib/dpkg/info/python3-a.list",
                List("a", "a/__init__.py", "a/moved.py", "a/link.py") + "/usr/share/doc/gone\n/usr/lib/python3/x.py\n"
            )
            .File("/var/lib/dpkg/diversions", $"{Packages}/a/moved.py\n{Packages}/a/moved.distrib.py\npython3-b\n")
            .File(Packages + "/a/__init__.py")
            .Link(Packages + "/a/link.py", "/etc/nowhere");

        Assert.Empty(world.Check("PLB12"));
    }

    [Fact]
    public void A_library_of_the_system_that_is_cut_off_is_told_by_its_own_headers()
    {
        using var world = Debian().File(Packages + "/PIL/_imaging.so", "");

        var finding = Assert.Single(world.Check("PLB12"));

        Assert.Equal(("PLB1203", "_imaging.so is empty, and no RECORD names it."), (finding.Rule.Code, finding.Title));
        Assert.Contains("dpkg -S " + Packages, finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "apt-get install python3-venv")]
    [InlineData(false, "/usr/bin/python3 -m venv .venv")]
    public void What_venv_needs_comes_first_where_Debian_ships_it_apart(bool lacks, string first)
    {
        using var world = Debian();
        world.With(i =>
            i with
            {
                Executable = "/usr/bin/python3",
                ExternallyManaged = "/usr/lib/python3.11/EXTERNALLY-MANAGED",
                LacksEnsurePip = lacks,
            }
        );

        Assert.Equal(first, Assert.Single(Assert.Single(world.Check("PLB1706")).Fixes).Commands[0]);
    }

    private static string List(params string[] files) =>
        "/.\n/usr\n" + string.Concat(files.Select(f => $"{Packages}/{f}\n"));

    private static SmallEnvironment Debian() =>
        new SmallEnvironment(EnvironmentKind.System).OnPath(Packages, PathOrigin.Site);
}
