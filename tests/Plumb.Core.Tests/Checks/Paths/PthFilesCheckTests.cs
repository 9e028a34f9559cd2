using Plumb.Environments;
using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Paths;

public sealed class PthFilesCheckTests
{
    private const string Distutils =
        "import os; var = 'SETUPTOOLS_USE_DISTUTILS'; enabled = os.environ.get(var, 'local') == 'local'; "
        + "enabled and __import__('_distutils_hack').add_shim();";

    private const string Namespace =
        "import sys, types, os;has_mfs = sys.version_info > (3, 5);"
        + "p = os.path.join(sys._getframe(1).f_locals['sitedir'], *('google', 'cloud'));"
        + "importlib = has_mfs and __import__('importlib.util');has_mfs and __import__('importlib.machinery');"
        + "m = has_mfs and sys.modules.setdefault('google.cloud', importlib.util.module_from_spec("
        + "importlib.machinery.PathFinder.find_spec('google.cloud', [os.path.dirname(p)])));"
        + "m = m or sys.modules.setdefault('google.cloud', types.ModuleType('google.cloud'));"
        + "mp = (m or []) and m.__dict__.setdefault('__path__',[]);(p not in mp) and mp.append(p);"
        + "m and setattr(sys.modules['google'], 'cloud', m)";

    [Fact]
    public void Code_that_nobody_owns_is_a_warning_that_quotes_it()
    {
        using var world = new SmallEnvironment();
        world.File(world.Site + "/zzz.pth", "# comment\nimport os; os.system('x')\n");

        var finding = Assert.Single(world.Check("PLB16"));

        Assert.Equal(("PLB1602", Severity.Warning), (finding.Rule.Code, finding.Severity));
        Assert.Equal(2, finding.Location!.Line);
        Assert.Equal("import os; os.system('x')", Assert.Single(finding.Evidence).Text);
        Assert.True(Assert.Single(finding.Fixes).Verified);
    }

    [Fact]
    public void Code_of_a_distribution_is_worth_knowing()
    {
        using var world = new SmallEnvironment();
        world.File(world.Site + "/tracer.pth", "import tracer.auto").Install("tracer", "2.0", ["tracer.pth"]);

        var finding = Assert.Single(world.Check("PLB16"));

        Assert.Equal(Severity.Info, finding.Severity);
        Assert.Equal("tracer.pth of tracer 2.0 runs code whenever Python starts.", finding.Title);
    }

    [Theory]
    [InlineData("_virtualenv.pth", "import _virtualenv")]
    [InlineData("distutils-precedence.pth", Distutils)]
    [InlineData("google_cloud_core-1.7.3-py3.7-nspkg.pth", Namespace)]
    [InlineData(
        "__editable__.app-1.0.pth",
        "import __editable___app_1_0_finder; __editable___app_1_0_finder.install()"
    )]
    public void Code_of_a_well_known_tool_says_what_it_is_for(string name, string code)
    {
        using var world = new SmallEnvironment();
        world.File($"{world.Site}/{name}", code + "\n");

        var finding = Assert.Single(world.Check("PLB1602"));

        Assert.Equal(Severity.Info, finding.Severity);
        Assert.NotEmpty(finding.Message);
    }

    [Theory]
    [InlineData("_virtualenv.pth", "import os; os.system('x')")]
    [InlineData("_virtualenv.pth", "import _virtualenv; import x")]
    [InlineData("_virtualenv.pth", "import _virtualenv\nimport x")]
    [InlineData("distutils-precedence.pth", Distutils + " import x")]
    [InlineData("a-nspkg.pth", "import x")]
    [InlineData("__editable__.app-1.0.pth", "import __editable___app, x, b_finder; __editable___app_finder.install()")]
    [InlineData("easy-install.pth", "import sys; exec('x')")]
    public void Other_code_under_a_well_known_name_is_a_warning(string name, string code)
    {
        using var world = new SmallEnvironment();
        world.File($"{world.Site}/{name}", code + "\n");

        Assert.Equal(Severity.Warning, Assert.Single(world.Check("PLB1602")).Severity);
    }

    [Fact]
    public void A_namespace_whose_name_is_a_call_is_a_warning()
    {
        using var world = new SmallEnvironment();
        world.File(
            world.Site + "/x-nspkg.pth",
            Namespace.Replace("'google', 'cloud'", "evil()", StringComparison.Ordinal)
        );

        Assert.Equal(Severity.Warning, Assert.Single(world.Check("PLB1602")).Severity);
    }

    [Fact]
    public void A_line_that_leads_nowhere_is_worth_knowing()
    {
        using var world = new SmallEnvironment();
        world
            .File(world.Site + "/extra.pth", "/srv/there\n/srv/gone\nrelative\n")
            .File("/srv/there/x")
            .File(world.Site + "/relative/x");

        var finding = Assert.Single(world.Check("PLB16"));

        Assert.Equal(("PLB1603", Severity.Info, 2), (finding.Rule.Code, finding.Severity, finding.Location!.Line));
        Assert.Equal("extra.pth puts /srv/gone on the path, which does not exist.", finding.Title);
    }

    [Fact]
    public void Files_that_Python_does_not_read_at_start_say_nothing()
    {
        using var world = new SmallEnvironment();
        world
            .File(world.Site + "/.hidden.pth", "import x")
            .File(world.Site + "/note.pth.txt", "import x")
            .File(world.Site + "/sub/inner.pth", "import x")
            .File(world.Site + "/words.pth", "important\n")
            .File(world.Site + "/important/x")
            .File("/srv/vendor/code.pth", "import x")
            .OnPath("/srv/vendor", PathOrigin.PythonPath);

        Assert.Empty(world.Check("PLB16"));
    }

    [Fact]
    public void A_file_that_is_too_large_is_not_read_and_that_is_said()
    {
        using var world = new SmallEnvironment();
        world.File(world.Site + "/huge.pth", new byte[2 * 1024 * 1024]);

        var finding = Assert.Single(world.Check("PLB16"));

        Assert.Equal("PLB1605", finding.Rule.Code);
        Assert.Equal("huge.pth cannot be read: it is too large.", finding.Title);
    }

    [Theory]
    [InlineData("import gone\n/opt/a\n/opt/b\n", "gone", "2 later lines of the file have no effect")]
    [InlineData("import sys, gone.part as g; g.run()\n", "gone", "Every start")]
    [InlineData("import os, json\tas j, tool.hooks; j\n", null, null)]
    [InlineData("import sys; exec('import gone')\n", null, null)]
    public void A_line_that_imports_what_is_not_there_ends_its_file(string text, string? module, string? message)
    {
        using var world = new SmallEnvironment();
        world
            .File("/usr/local/lib/python3.11/json/__init__.py")
            .Install("tool", "1", ["tool/__init__.py", "tool/hooks.py"])
            .File(world.Site + "/tool.pth", text);

        var finding = world.Check("PLB1607").SingleOrDefault();

        Assert.Equal(
            module is null
                ? null
                : $"tool.pth imports {module} whenever Python starts, and no such module is on the path.",
            finding?.Title
        );
        Assert.Contains(message ?? "", finding?.Message ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sitecustomize.py", "sitecustomize.py")]
    [InlineData("usercustomize/__init__.py", "usercustomize/__init__.py")]
    [InlineData("customize.py", null)]
    [InlineData("sitecustomize/data.txt", null)]
    public void A_module_that_Python_imports_by_itself_and_nobody_installed_is_a_warning(string file, string? shown)
    {
        using var world = new SmallEnvironment();
        world.File($"{world.Site}/{file}");

        var finding = world.Check("PLB1606").SingleOrDefault();

        Assert.Equal(
            shown is null ? null : $"{shown} runs whenever Python starts, and no installed distribution owns it.",
            finding?.Title
        );
        Assert.Equal(shown is not null, finding?.Fixes[0].Verified ?? false);
        world.Install("owner", "1", [file]);
        Assert.Empty(world.Check("PLB1606"));
    }
}
