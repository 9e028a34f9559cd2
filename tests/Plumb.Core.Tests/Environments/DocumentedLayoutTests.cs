using System.Collections.Immutable;
using Plumb.Core.Tests.Files;
using Plumb.Core.Tests.Formats;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Environments;

/// <summary>Layouts that were not measured: what their documentation says of them is what is expected here.</summary>
public sealed class DocumentedLayoutTests : IDisposable
{
    private readonly TestWorld _made = new();

    [Fact]
    public void A_Python_for_Windows_tells_its_version_by_the_DLL()
    {
        MakeWindows("/C/Python312", "312", 0x030C01F0);

        var found = Probe("C:/Python312");

        Assert.Equal(EnvironmentKind.Interpreter, found.Kind);
        Assert.Equal("3.12.1", found.Version);
        Assert.Equal("C:/Python312", found.Prefix);
        Assert.Equal(".cp312-win_amd64.pyd", found.ExtensionSuffix);
        Assert.Null(found.Soabi);
        Assert.Equal(new TargetPlatform(OperatingSystemFamily.Windows, "amd64"), found.Platform);
        Assert.Equal(
            "C:/Python312/python312.zip C:/Python312/DLLs C:/Python312/Lib C:/Python312 C:/Python312/Lib/site-packages",
            Path(found)
        );
        Assert.Equal(
            new InstallPaths(
                "C:/Python312/Lib",
                "C:/Python312/Lib/site-packages",
                "C:/Python312/Lib/site-packages",
                "C:/Python312/Include",
                "C:/Python312/Scripts",
                "C:/Python312"
            ),
            found.Paths
        );
    }

    [Fact]
    public void A_venv_on_Windows_has_its_own_packages_and_the_library_of_its_base()
    {
        MakeWindows("/C/Python311", "311", 0);
        _made.File(
            "/C/app/venv/pyvenv.cfg",
            "home = C:\\Python311\ninclude-system-site-packages = false\nversion = 3.11.9\n"
        );
        _made.File("/C/app/venv/Scripts/python.exe", PeFixture.Build(0x8664, true));
        _made.Directory_("/C/app/venv/Lib/site-packages");

        foreach (
            var path in (string[])
                [
                    "C:\\app\\venv",
                    "C:/app/venv/Scripts/python.exe",
                    "C:/app/venv/Scripts",
                    "C:/app/venv/Lib/site-packages",
                ]
        )
        {
            var found = Probe(path);
            Assert.Equal(EnvironmentKind.Venv, found.Kind);
            Assert.Equal("3.11.9", found.Version);
            Assert.Equal("C:/Python311", found.BasePrefix);
            Assert.Equal(["C:/app/venv/Lib/site-packages"], found.SitePackages);
            Assert.False(found.UserSiteEnabled);
            Assert.Equal(
                "C:/Python311/python311.zip C:/Python311/DLLs C:/Python311/Lib C:/Python311 C:/app/venv C:/app/venv/Lib/site-packages",
                Path(found)
            );
        }
    }

    [Fact]
    public void A_venv_on_Windows_whose_base_is_gone_is_still_told()
    {
        _made.File("/C/app/venv/pyvenv.cfg", "home = C:\\Python311\nversion = 3.11.9\n");
        _made.File("/C/app/venv/Scripts/python.exe", PeFixture.Build(0x8664, true));

        var found = Probe("C:/app/venv");

        Assert.Null(found.BasePrefix);
        Assert.Equal("3.11.9", found.Version);
    }

    [Fact]
    public void The_embeddable_package_searches_what_its_path_file_says()
    {
        _made.File("/app/python_embeded/python.exe", PeFixture.Build(0x8664, true));
        _made.File("/app/python_embeded/python311.dll", PeFixture.Build(0x8664, true, ("Py_Version", 0x030B09F0)));
        _made.File(
            "/app/python_embeded/python311._pth",
            "../ComfyUI\npython311.zip\n.\n\n# Uncomment to run site.main()\nimport site\n"
        );
        _made.Directory_("/app/python_embeded/Lib/site-packages").Directory_("/app/ComfyUI");

        var found = Probe("/app/python_embeded");

        Assert.Equal(EnvironmentKind.Embedded, found.Kind);
        Assert.Equal("3.11.9", found.Version);
        Assert.False(found.UserSiteEnabled);
        Assert.Equal(
            "/app/ComfyUI /app/python_embeded/python311.zip /app/python_embeded /app/python_embeded/Lib/site-packages",
            Path(found)
        );
    }

    [Fact]
    public void A_conda_prefix_tells_its_version_by_the_package_python()
    {
        MakePosix("/opt/conda/envs/ml", "3.10", new ElfFixture());
        _made.File("/opt/conda/envs/ml/conda-meta/history");
        _made.File("/opt/conda/envs/ml/conda-meta/python-dateutil-2.9.0-pyhd8ed1ab_0.json");
        _made.File("/opt/conda/envs/ml/conda-meta/python-3.10.14-hd12c33a_0_cpython.json");

        var found = Probe("/opt/conda/envs/ml");

        Assert.Equal(EnvironmentKind.Conda, found.Kind);
        Assert.Equal("3.10.14", found.Version);
        Assert.Equal("/opt/conda/envs/ml/conda-meta/python-3.10.14-hd12c33a_0_cpython.json", found.VersionSource);
        Assert.Equal("/opt/conda/envs/ml", found.BasePrefix);
        Assert.True(found.UserSiteEnabled);
    }

    [Fact]
    public void A_framework_of_macOS_is_found_by_each_of_its_paths()
    {
        const string version = "/Library/Frameworks/Python.framework/Versions/3.12";
        _made.File(version + "/bin/python3.12", Convert.FromHexString("CFFAEDFE0C00000100000000"));
        _made.Link(version + "/bin/python3", "python3.12").Link("/usr/local/bin/python3", version + "/bin/python3");
        _made.Link("/Library/Frameworks/Python.framework/Versions/Current", "3.12");
        _made.File(version + "/lib/python3.12/os.py").Directory_(version + "/lib/python3.12/site-packages");
        _made.File(version + "/include/python3.12/patchlevel.h", "#define PY_VERSION \"3.12.4\"\n");
        _made.File(
            version + "/lib/python3.12/_sysconfigdata__darwin_darwin.py",
            "build_time_vars = {'EXT_SUFFIX': '.cpython-312-darwin.so',\n 'SOABI': 'cpython-312-darwin'}\n"
        );

        foreach (var path in (string[])["/usr/local/bin/python3", version, "/Library/Frameworks/Python.framework"])
        {
            var found = Probe(path);
            Assert.Equal(EnvironmentKind.Framework, found.Kind);
            Assert.Equal(version, found.Prefix);
            Assert.Equal("3.12.4", found.Version);
            Assert.Equal(".cpython-312-darwin.so", found.ExtensionSuffix);
            Assert.Equal(new TargetPlatform(OperatingSystemFamily.MacOs, "arm64"), found.Platform);
            Assert.Equal("/home/me/Library/Python/3.12/lib/python/site-packages", found.UserSite);
        }
    }

    [Fact]
    public void A_build_without_the_lock_has_folders_of_its_own()
    {
        MakePosix("/opt/py", "3.13t", new ElfFixture { Constants = [("Py_Version", 0x030D01F0)] });

        var found = Probe("/opt/py");

        Assert.True(found.IsFreeThreaded);
        Assert.Equal("t", found.AbiFlags);
        Assert.Equal("3.13.1", found.Version);
        Assert.Equal("/opt/py/lib/python3.13t/site-packages", found.SitePackages[0]);
        Assert.Equal("/opt/py/include/python3.13t", found.Paths!.Headers);
        Assert.Equal("/home/me/.local/lib/python3.13t/site-packages", found.UserSite);
        Assert.StartsWith("/opt/py/lib/python313t.zip ", Path(found), StringComparison.Ordinal);
    }

    [Fact]
    public void An_interpreter_on_Alpine_runs_on_musl()
    {
        MakePosix("/usr/local", "3.12", new ElfFixture { Interpreter = "/lib/ld-musl-aarch64.so.1", Machine = 183 });
        _made.File("/lib/ld-musl-aarch64.so.1", new ElfFixture { Text = "\01.2.5\0" }.Build());

        var found = Probe("/usr/local/bin/python3.12");

        Assert.Equal(new TargetPlatform(OperatingSystemFamily.Linux, "aarch64", LibcKind.Musl, 1, 2), found.Platform);
        Assert.Equal("cpython-312-aarch64-linux-musl", found.Soabi);
    }

    [Fact]
    public void Fedora_keeps_platform_packages_in_lib64_and_local_ones_before_its_own()
    {
        _made.File("/usr/bin/python3.12", new ElfFixture().Build()).Link("/usr/bin/python3", "python3.12");
        _made.File("/usr/lib64/python3.12/os.py").Directory_("/usr/lib64/python3.12/site-packages");
        _made.Directory_("/usr/lib/python3.12/site-packages").Directory_("/usr/local/lib/python3.12/site-packages");

        var found = Probe("/usr/bin/python3");

        Assert.Equal(EnvironmentKind.System, found.Kind);
        Assert.Equal("/usr", found.Prefix);
        Assert.Equal(
            "/usr/lib64/python312.zip /usr/lib64/python3.12 /usr/lib64/python3.12/lib-dynload"
                + " /usr/local/lib/python3.12/site-packages /usr/lib64/python3.12/site-packages /usr/lib/python3.12/site-packages",
            Path(found)
        );
    }

    public void Dispose() => _made.Dispose();

    private void MakeWindows(string folder, string digits, uint version)
    {
        _made.File(folder + "/python.exe", PeFixture.Build(0x8664, true));
        _made.File(folder + $"/python{digits}.dll", PeFixture.Build(0x8664, true, ("Py_Version", version)));
        _made.File(folder + "/Lib/os.py").Directory_(folder + "/Lib/site-packages").Directory_(folder + "/DLLs");
    }

    private void MakePosix(string prefix, string version, ElfFixture program)
    {
        _made.File($"{prefix}/bin/python{version}", program.Build()).Link(prefix + "/bin/python", "python" + version);
        _made.File($"{prefix}/lib/python{version}/os.py").Directory_($"{prefix}/lib/python{version}/site-packages");
    }

    private PythonInstallation Probe(string path)
    {
        var variables = new WorldVariables(ImmutableDictionary<string, string>.Empty.Add("HOME", "/home/me"));
        var result = InstallationProbe.Probe(_made.World, variables, path);
        return result is InstallationFound found ? found.Installation : throw new Xunit.Sdk.XunitException($"{result}");
    }

    private static string Path(PythonInstallation found) => string.Join(' ', found.SearchPath.Select(e => e.Path));
}
