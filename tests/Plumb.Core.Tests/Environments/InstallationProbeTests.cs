using System.Collections.Immutable;
using System.Diagnostics;
using Plumb.Core.Tests.Files;
using Plumb.Core.Tests.Formats;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Environments;

public sealed class InstallationProbeTests : IDisposable
{
    private readonly TestWorld _made = new();

    public InstallationProbeTests()
    {
        var program = new ElfFixture { Constants = [("Py_Version", 0x030B07F0)] }.Build();
        _made.File("/usr/local/bin/python3.11", program).Link("/usr/local/bin/python3", "python3.11");
        _made.File("/usr/local/lib/python3.11/os.py").Directory_("/usr/local/lib/python3.11/site-packages");
        _made.Link("/app/venv/bin/python", "/usr/local/bin/python3").Link("/app/venv/bin/python3", "python");
        _made.File("/app/venv/pyvenv.cfg", "home = /usr/local/bin\nversion = 3.11.4\n");
        _made.Directory_("/app/venv/lib/python3.11/site-packages");
    }

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
        var found = Found(path);

        Assert.Equal("/app/venv", found.Prefix);
        Assert.Equal("/usr/local", found.BasePrefix);
        Assert.Equal("/app/venv/bin", found.ScriptsFolder);
    }

    [Fact]
    public void A_base_that_was_upgraded_tells_the_version_rather_than_the_copy_in_the_environment()
    {
        var found = Found("/app/venv");

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

        var found = Found("/old");

        Assert.Equal("3.12.3", found.Version);
        Assert.Equal(["/old/lib/python3.12/site-packages"], found.SitePackages);
        Assert.DoesNotContain(found.SearchPath, entry => entry.Origin == PathOrigin.Site);
    }

    [Fact]
    public void A_linked_folder_keeps_its_name_in_the_prefix()
    {
        _made.Link("/current", "app/venv").Link("/python", "/usr/local");

        Assert.Equal("/current", Found("/current").Prefix);
        Assert.Equal("/python", Found("/python/bin/python3").Prefix);
    }

    [Fact]
    public void A_program_reached_through_a_linked_bin_folder_is_found_at_its_real_place()
    {
        _made.File("/usr/bin/python3.12", new ElfFixture().Build()).File("/usr/lib/python3.12/os.py");
        _made.Link("/bin", "usr/bin").Link("/lib", "usr/lib");

        Assert.Equal("/usr", Found("/bin/python3.12").Prefix);
    }

    [Fact]
    public void Variables_add_to_the_search_path_as_they_do_for_the_interpreter()
    {
        _made.Directory_("/vendor").Directory_("/users/me/lib/python3.11/site-packages");
        var variables = new WorldVariables(
            ImmutableDictionary<string, string>
                .Empty.Add("PYTHONPATH", "/vendor::relative:/gone:/vendor/")
                .Add("PYTHONUSERBASE", "/users/me")
                .Add("HOME", "/home/other")
        );

        var found = Found("/usr/local", variables);

        Assert.Equal(
            [
                new SearchPathEntry("/vendor", PathOrigin.PythonPath, true),
                new SearchPathEntry("/gone", PathOrigin.PythonPath, false),
                new SearchPathEntry("/usr/local/lib/python311.zip", PathOrigin.StandardLibrary, false),
                new SearchPathEntry("/usr/local/lib/python3.11", PathOrigin.StandardLibrary, true),
                new SearchPathEntry("/usr/local/lib/python3.11/lib-dynload", PathOrigin.StandardLibrary, false),
                new SearchPathEntry("/users/me/lib/python3.11/site-packages", PathOrigin.UserSite, true),
                new SearchPathEntry("/usr/local/lib/python3.11/site-packages", PathOrigin.Site, true),
            ],
            found.SearchPath
        );
        Assert.False(
            Found(
                "/usr/local",
                variables with
                {
                    Values = variables.Values.Add("PYTHONNOUSERSITE", "1"),
                }
            ).UserSiteEnabled
        );
        Assert.True(
            Found(
                "/usr/local",
                variables with
                {
                    Values = variables.Values.Add("PYTHONNOUSERSITE", ""),
                }
            ).UserSiteEnabled
        );
    }

    [Fact]
    public void Lines_of_pth_files_come_after_their_folder_in_the_order_of_the_names()
    {
        const string site = "/app/venv/lib/python3.11/site-packages";
        _made.Directory_("/src/one").Directory_("/src/two").File("/src/three.egg");
        _made
            .File(site + "/b.pth", "/src/two\n/src/gone\n")
            .File(site + "/a.pth", "import os\n/src/one\n/src/three.egg\n");
        _made.File(site + "/.c.pth", "/src\n");

        Assert.Equal(
            [
                new SearchPathEntry(site, PathOrigin.Site, true),
                new SearchPathEntry("/src/one", PathOrigin.PthFile, true, site + "/a.pth"),
                new SearchPathEntry("/src/three.egg", PathOrigin.PthFile, true, site + "/a.pth"),
                new SearchPathEntry("/src/two", PathOrigin.PthFile, true, site + "/b.pth"),
            ],
            Found("/app/venv").SearchPath.Where(entry => entry.Origin != PathOrigin.StandardLibrary)
        );
    }

    [Fact]
    public void An_environment_whose_base_is_gone_is_told_from_what_is_left()
    {
        _made.File("/moved/pyvenv.cfg", "home = /opt/gone/bin\nversion_info = 3.12.1\nuv = 0.5\n");
        _made.Link("/moved/bin/python", "/opt/gone/bin/python3.12").Directory_("/moved/lib/python3.12/site-packages");

        foreach (var path in (string[])["/moved", "/moved/bin/python", "/moved/lib/python3.12/site-packages"])
        {
            var found = Found(path);
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

        Assert.Equal("3.11.7", Found("/home/me/.pyenv/shims/python3").Version);
        Assert.Equal("3.12.1", Found("/home/me/.pyenv/shims/python3", variables).Version);
    }

    [Fact]
    public void A_folder_of_distributions_is_a_target()
    {
        _made.File(
            "/layer/python/numpy-2.0.0.dist-info/WHEEL",
            "Wheel-Version: 1.0\nTag: cp312-cp312-manylinux_2_17_x86_64\n"
        );
        _made.File("/layer/python/idna-3.20.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n");

        var found = Found("/layer/python");

        Assert.Equal(EnvironmentKind.Target, found.Kind);
        Assert.Equal("3.12", found.Version);
        Assert.Equal("/layer/python/numpy-2.0.0.dist-info/WHEEL", found.VersionSource);
        Assert.Equal(new TargetPlatform(OperatingSystemFamily.Linux, "x86_64", LibcKind.Glibc), found.Platform);
        Assert.Equal(["/layer/python"], found.SitePackages);
    }

    [Fact]
    public void Packages_cut_off_from_their_interpreter_are_still_told()
    {
        _made.File("/image/lib/python3.9/site-packages/x-1.dist-info/METADATA");

        foreach (var path in (string[])["/image", "/image/lib/python3.9/site-packages"])
        {
            var found = Found(path);
            Assert.Equal(EnvironmentKind.SitePackages, found.Kind);
            Assert.Equal("/image", found.Prefix);
            Assert.Equal("3.9", found.Version);
            Assert.Null(found.Executable);
        }
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/empty")]
    [InlineData("/script")]
    [InlineData("/text.exe")]
    [InlineData("/pipe")]
    [InlineData("/loop")]
    [InlineData("/dangling")]
    [InlineData("/lonely/bin/python3")]
    [InlineData("/nul\0byte")]
    [InlineData("/")]
    public void What_is_no_Python_is_said_to_be_none(string path)
    {
        _made.Directory_("/empty").File("/script", "#!/bin/sh\n").File("/text.exe", "text").Link("/loop", "loop");
        _made.Link("/dangling", "/gone").File("/lonely/bin/python3", new ElfFixture().Build());
        using var pipe = Process.Start("mkfifo", [_made.Folder + "/pipe"]);
        pipe.WaitForExit();

        var missing = Assert.IsType<InstallationNotFound>(
            InstallationProbe.Probe(_made.World, WorldVariables.None, path)
        );

        Assert.EndsWith(".", missing.Reason, StringComparison.Ordinal);
        Assert.NotEmpty(missing.LookedAt);
    }

    [Fact]
    public void A_pipe_in_place_of_the_configuration_is_named_and_never_waited_for()
    {
        File.Delete(_made.Folder + "/app/venv/pyvenv.cfg");
        using var pipe = Process.Start(
            "mkfifo",
            [_made.Folder + "/app/venv/pyvenv.cfg", _made.Folder + "/app/venv/lib/python3.11/site-packages/x.pth"]
        );
        pipe.WaitForExit();

        var found = Found("/app/venv");

        Assert.Equal("/app/venv", found.Prefix);
        Assert.Equal(["/app/venv/pyvenv.cfg: it is no regular file"], found.Unread);
    }

    [Fact]
    public void Configurations_that_point_anywhere_are_read_without_trouble()
    {
        foreach (
            var home in (string[])
                [
                    "",
                    "relative/bin",
                    "/",
                    "..",
                    "/a\0b",
                    "\u001B[31m",
                    new string('x', 60_000),
                    "/app/venv/bin",
                    "C:\\Python311",
                ]
        )
        {
            _made
                .File("/odd/pyvenv.cfg", $"home = {home}\nversion = 3.11.7\n")
                .Directory_("/odd/lib/python3.11/site-packages");

            Assert.Equal("/odd", Found("/odd").Prefix);
        }
    }

    public void Dispose() => _made.Dispose();

    private PythonInstallation Found(string path, WorldVariables? variables = null)
    {
        var result = InstallationProbe.Probe(_made.World, variables ?? WorldVariables.None, path);
        return result is InstallationFound found ? found.Installation : throw new Xunit.Sdk.XunitException($"{result}");
    }
}
