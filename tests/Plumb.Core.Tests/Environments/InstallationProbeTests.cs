using System.Collections.Immutable;
using Plumb.Core.Tests.Files;
using Plumb.Core.Tests.Formats;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Environments;

public sealed class InstallationProbeTests : IDisposable
{
    private readonly TestWorld _made = ProbedWorld.Create();

    [Theory]
    [InlineData("/app/venv")]
    [InlineData("/app/venv/")]
    [InlineData("/app/venv/bin")]
    [InlineData("/app/venv/bin/python")]
    [InlineData("/app/venv/bin/python3")]
    [InlineData("/app/venv/pyvenv.cfg")]
    [InlineData("/app/venv/lib/python3.11/site-packages")]
    [InlineData("/app/../app/./venv")]
    public void Every_path_of_an_environment_leads_to_it(string path)
    {
        var found = _made.Found(path);

        Assert.Equal("/app/venv", found.Prefix);
        Assert.Equal("/usr/local", found.BasePrefix);
        Assert.Equal("/app/venv/bin", found.ScriptsFolder);
    }

    [Fact]
    public void A_base_that_was_upgraded_tells_the_version_rather_than_the_copy_in_the_environment()
    {
        var found = _made.Found("/app/venv");

        Assert.Equal("3.11.7", found.Version);
        Assert.Equal("/usr/local/bin/python3.11", found.VersionSource);
        Assert.Equal("3.11.4", found.VenvConfiguration["version"]);
    }

    [Fact]
    public void A_base_of_another_minor_version_leaves_the_packages_behind()
    {
        _made.File("/usr/bin/python3.12", new ElfFixture { Constants = [("Py_Version", 0x030C03F0)] }.Build());
        _made.Link("/usr/bin/python3", "python3.12").File("/usr/lib/python3.12/os.py");
        _made
            .File("/old/pyvenv.cfg", "home = /usr/bin\nversion = 3.10.12\n")
            .Link("/old/bin/python3", "/usr/bin/python3");
        _made.Directory_("/old/lib/python3.10/site-packages");

        var found = _made.Found("/old");

        Assert.Equal("3.12.3", found.Version);
        Assert.Equal(["/old/lib/python3.12/site-packages"], found.SitePackages);
        Assert.DoesNotContain(found.SearchPath, entry => entry.Origin == PathOrigin.Site);
    }

    [Fact]
    public void A_linked_folder_keeps_its_name_in_the_prefix()
    {
        _made.Link("/current", "app/venv").Link("/python", "/usr/local");

        Assert.Equal("/current", _made.Found("/current").Prefix);
        Assert.Equal("/python", _made.Found("/python/bin/python3").Prefix);
    }

    [Fact]
    public void A_program_reached_through_a_linked_bin_folder_is_found_at_its_real_place()
    {
        _made.File("/usr/bin/python3.12", new ElfFixture().Build()).File("/usr/lib/python3.12/os.py");
        _made.Link("/bin", "usr/bin").Link("/lib", "usr/lib");

        Assert.Equal("/usr", _made.Found("/bin/python3.12").Prefix);
    }

    [Fact]
    public void An_environment_whose_base_is_gone_is_told_from_what_is_left()
    {
        _made.File("/moved/pyvenv.cfg", "home = /opt/gone/bin\nversion_info = 3.12.1\nuv = 0.5\n");
        _made.Link("/moved/bin/python", "/opt/gone/bin/python3.12").Directory_("/moved/lib/python3.12/site-packages");

        foreach (var path in (string[])["/moved", "/moved/bin/python", "/moved/lib/python3.12/site-packages"])
        {
            var found = _made.Found(path);
            Assert.True(found.ExecutableDangles);
            Assert.Null(found.BasePrefix);
            Assert.Null(found.Paths);
            Assert.Equal("3.12.1", found.Version);
            Assert.Equal("/moved/pyvenv.cfg", found.VersionSource);
            Assert.Equal(
                ["/moved/lib/python3.12/site-packages"],
                found.SearchPath.Select(entry => entry.Path).ToArray()
            );
        }
    }

    [Fact]
    public void A_shim_of_pyenv_leads_to_the_version_that_it_would_start()
    {
        foreach (var (version, constant) in ((string, ulong)[])[("3.11.7", 0x030B07F0), ("3.12.1", 0x030C01F0)])
        {
            var root = "/home/me/.pyenv/versions/" + version;
            var minor = version[..4];
            _made.File($"{root}/bin/python{minor}", new ElfFixture { Constants = [("Py_Version", constant)] }.Build());
            _made.Link(root + "/bin/python3", "python" + minor).File($"{root}/lib/python{minor}/os.py");
        }

        _made.File("/home/me/.pyenv/shims/python3", "#!/usr/bin/env bash\nexec pyenv exec\n");
        _made.File("/home/me/.pyenv/version", "3.11.7\n3.12.1\n");
        var variables = new WorldVariables(ImmutableDictionary<string, string>.Empty.Add("PYENV_VERSION", "3.12.1"));

        _made.File("/home/me/src/.python-version", "3.12\n").Directory_("/home/me/src/app/deep");

        Assert.Equal("3.11.7", _made.Found("/home/me/.pyenv/shims/python3").Version);
        var local = InstallationProbe.Probe(
            _made.World,
            WorldVariables.None,
            "/home/me/.pyenv/shims/python3",
            "/home/me/src/app/deep"
        );
        Assert.Equal("3.12.1", Assert.IsType<InstallationFound>(local).Installation.Version);
        Assert.Equal("3.12.1", _made.Found("/home/me/.pyenv/shims/python3", variables).Version);
    }

    [Fact]
    public void A_folder_of_distributions_is_a_target()
    {
        _made.File(
            "/layer/python/numpy-2.0.0.dist-info/WHEEL",
            "Wheel-Version: 1.0\nTag: cp312-cp312-manylinux_2_17_x86_64\n"
        );
        _made.File("/layer/python/idna-3.20.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n");

        var found = _made.Found("/layer/python");

        Assert.Equal(EnvironmentKind.Target, found.Kind);
        Assert.Equal("3.12", found.Version);
        Assert.Equal("/layer/python/numpy-2.0.0.dist-info/WHEEL", found.VersionSource);
        Assert.Equal(new TargetPlatform(OperatingSystemFamily.Linux, "x86_64", LibcKind.Glibc), found.Platform);
        Assert.Equal(["/layer/python"], found.SitePackages);
    }

    [Theory]
    [InlineData("app.egg-info/PKG-INFO")]
    [InlineData("app-1.0.dist-info/METADATA", "pyproject.toml")]
    [InlineData("app-1.0.dist-info/METADATA", "setup.py")]
    public void A_project_s_sources_are_no_target(params string[] files)
    {
        foreach (var file in files)
        {
            _made.File("/src/" + file);
        }

        Assert.IsType<InstallationNotFound>(InstallationProbe.Probe(_made.World, WorldVariables.None, "/src"));
    }

    [Fact]
    public void Packages_cut_off_from_their_interpreter_are_still_told()
    {
        _made.File("/image/lib/python3.9/site-packages/x-1.dist-info/METADATA");

        foreach (var path in (string[])["/image", "/image/lib/python3.9/site-packages"])
        {
            var found = _made.Found(path);
            Assert.Equal(EnvironmentKind.SitePackages, found.Kind);
            Assert.Equal("/image", found.Prefix);
            Assert.Equal("3.9", found.Version);
            Assert.Null(found.Executable);
        }
    }

    public void Dispose() => _made.Dispose();
}
