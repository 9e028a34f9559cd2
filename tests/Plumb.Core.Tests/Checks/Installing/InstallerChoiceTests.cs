using System.Collections.Immutable;
using Plumb.Checks;
using Plumb.Checks.Installing;
using Plumb.Environments;
using Plumb.Environments.Observing;
using Plumb.Files;
using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Installing;

/// <summary>Which command mends a distribution that has lost a file, by who may change the environment.</summary>
public sealed class InstallerChoiceTests
{
    [Fact]
    public void The_environments_own_pip_is_used_where_it_is_installed()
    {
        using var world = Lost();

        Assert.Equal(["/opt/app/venv/bin/python -m pip install --no-deps --force-reinstall tool==1"], Commands(world));
    }

    [Fact]
    public void Without_pip_uv_is_asked_from_outside()
    {
        using var world = Lost().WithoutPip();

        Assert.Equal(
            ["uv pip install --no-deps --reinstall --python /opt/app/venv/bin/python tool==1"],
            Commands(world)
        );
    }

    [Theory]
    [InlineData(null, true, "uv")]
    [InlineData(true, true, "uv")]
    [InlineData(false, true, "/opt/app/venv/bin/python")]
    [InlineData(false, false, "uv")]
    public void What_uv_installed_is_mended_with_pip_where_uv_is_not_to_be_had(bool? hasUv, bool hasPip, string program)
    {
        using var world = Lost();
        world.Install("other", "1", ["other.py"], installer: "uv");
        var seen = (hasPip ? world : world.WithoutPip()).Observe() with { HasUv = hasUv };

        var commands = new CheckContext(seen).Installers.Own?.Install([Asked.Of("tool", "")!]);

        Assert.Equal(program, commands?[0].Split(' ')[0]);
    }

    [Fact]
    public void A_folder_of_packages_for_an_unknown_Python_is_not_filled_by_whatever_is_on_PATH()
    {
        using var world = Lost();
        world.With(i => i with { Kind = EnvironmentKind.Target, Executable = null, Major = 0, Minor = 0 });

        Assert.Null(new CheckContext(world.Observe()).Installers.Own);
    }

    [Fact]
    public void Uv_is_looked_for_on_PATH_and_among_the_scripts()
    {
        using var world = new SmallEnvironment().File("/opt/tools/uv").File("/opt/app/venv/bin/other");
        var files = new FileWorld(world.Root);

        Assert.True(InstallerPrograms.HasUv(files, "/usr/bin:/opt/tools", null));
        Assert.True(InstallerPrograms.HasUv(files, "", "/opt/tools"));
        Assert.False(InstallerPrograms.HasUv(files, "/usr/bin:relative", "/opt/app/venv/bin"));
        Assert.Null(world.Observe().HasUv);
    }

    [Fact]
    public void Without_pip_and_with_a_Python_that_uv_does_not_know_nothing_is_offered()
    {
        using var world = Lost(python: "3.6.15").WithoutPip();

        Assert.Empty(Commands(world));
    }

    [Fact]
    public void An_externally_managed_Python_is_not_changed()
    {
        using var world = Lost();
        world.With(i => i with { ExternallyManaged = "/usr/lib/python3.11/EXTERNALLY-MANAGED" });

        Assert.Empty(Commands(world));
        Assert.Empty(Fixes(world, "PLB1001"));
    }

    [Fact]
    public void Nothing_is_installed_through_an_interpreter_that_is_gone()
    {
        using var world = Lost();
        world
            .Link(SmallEnvironment.Prefix + "/bin/python", "/usr/local/gone/python3.11")
            .With(i => i with { ExecutableDangles = true, BasePrefix = null });

        Assert.Empty(Commands(world));
        Assert.Empty(Fixes(world, "PLB1001"));
        Assert.NotEmpty(Fixes(world, "PLB1701"));
    }

    [Fact]
    public void A_folder_without_an_interpreter_is_not_filled_by_another_one()
    {
        using var world = Lost(EnvironmentKind.SitePackages);
        world.With(i => i with { Executable = null, BasePrefix = null });

        Assert.Empty(Commands(world));
        Assert.Empty(Fixes(world, "PLB1001"));
    }

    [Fact]
    public void What_conda_installed_comes_from_conda_again()
    {
        using var world = Lost(EnvironmentKind.Conda, installer: "conda");
        world.File(SmallEnvironment.Prefix + "/conda-meta/tool-1-py311_0.json", "{}");

        Assert.Equal(["conda install --force-reinstall --prefix /opt/app/venv tool==1"], Commands(world));
    }

    [Fact]
    public void What_conda_has_under_a_name_that_nobody_tells_is_left_alone()
    {
        using var world = Lost(EnvironmentKind.Conda, installer: "conda");

        Assert.Empty(Commands(world));
    }

    [Fact]
    public void A_requirement_on_what_conda_installed_is_met_by_conda()
    {
        using var world = new SmallEnvironment(EnvironmentKind.Conda);
        world
            .Install("numpy", "2.0", [], installer: "conda")
            .Install("old", "1", [], metadata: "Requires-Dist: numpy<2")
            .File(SmallEnvironment.Prefix + "/conda-meta/numpy-2.0-py311_0.json", "{}");

        var fix = Assert.Single(Fixes(world, "PLB1002"));

        Assert.Equal(["conda install --prefix /opt/app/venv \"numpy<2\""], fix.Commands);
    }

    [Theory]
    [InlineData("torch", "2.1.2+cu118", "--index-url https://download.pytorch.org/whl/cu118 torch==2.1.2+cu118")]
    [InlineData(
        "torchvision",
        "0.16.2+cpu",
        "--index-url https://download.pytorch.org/whl/cpu torchvision==0.16.2+cpu"
    )]
    public void A_local_version_comes_from_the_index_that_has_it(string name, string version, string end)
    {
        using var world = Lost(name: name, version: version);

        Assert.Equal(["/opt/app/venv/bin/python -m pip install --no-deps --force-reinstall " + end], Commands(world));
    }

    [Theory]
    [InlineData("torch", "2.1.2+mine")]
    [InlineData("torch", "2.6.0.dev20241112+cu124")]
    [InlineData("flash_attn", "2.5.6+cu118torch2.1")]
    public void A_local_version_that_no_known_index_has_is_not_asked_for(string name, string version)
    {
        using var world = Lost(name: name, version: version);

        Assert.Empty(Commands(world));
    }

    [Fact]
    public void A_name_in_hostile_metadata_never_becomes_an_option()
    {
        using var world = Lost();
        world.File(
            world.Site + "/tool-1.dist-info/METADATA",
            "Metadata-Version: 2.1\nName: --index-url=https://evil.example/x\nVersion: 1\nRequires-Python: <3\n"
        );

        Assert.NotEmpty(world.Check("PLB1201"));
        Assert.DoesNotContain(
            world.Check("PLB").SelectMany(f => f.Fixes).SelectMany(f => f.Commands),
            c => c.Contains("--index-url", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_relative_path_in_direct_url_never_becomes_an_option()
    {
        using var world = Lost(directUrl: """{"url": "file://--index-url=x/y", "dir_info": {}}""");

        Assert.Empty(Commands(world));
    }

    private static SmallEnvironment Lost(
        EnvironmentKind kind = EnvironmentKind.Venv,
        string python = "3.11.7",
        string name = "tool",
        string version = "1",
        string? installer = "pip",
        string? directUrl = null
    )
    {
        var world = new SmallEnvironment(kind, python);
        return world
            .Install(
                name,
                version,
                ["tool.py"],
                installer: installer,
                directUrl: directUrl,
                metadata: "Requires-Dist: absent"
            )
            .Delete(world.Site + "/tool.py");
    }

    private static ImmutableArray<string> Commands(SmallEnvironment world) =>
        [.. Fixes(world, "PLB1201").SelectMany(f => f.Commands)];

    private static IEnumerable<Fix> Fixes(SmallEnvironment world, string rule)
    {
        var findings = world.Check(rule);
        Assert.NotEmpty(findings);
        return findings.SelectMany(f => f.Fixes);
    }
}
