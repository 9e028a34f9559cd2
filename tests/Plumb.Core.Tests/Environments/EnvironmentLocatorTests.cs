using System.Collections.Immutable;
using Plumb.Core.Tests.Files;
using Plumb.Environments;
using Plumb.Files;
using Xunit;

namespace Plumb.Core.Tests.Environments;

/// <summary>The world's root is a folder of this machine, as with <c>--root</c>.</summary>
public sealed class EnvironmentLocatorTests : IDisposable
{
    private readonly TestWorld _made = ProbedWorld.Create();

    [Fact]
    public void An_empty_path_names_nothing()
    {
        var missing = Assert.IsType<EnvironmentNotLocated>(Locate("", "/app"));

        Assert.Equal("The path that was named is empty.", missing.Reason);
    }

    [Fact]
    public void An_applications_folder_gives_its_environment_and_says_so()
    {
        var found = Located("/app");

        Assert.Equal(("/app/venv", "/app"), (found.Installation.Prefix, found.Application));
        Assert.Equal("because it is the environment in /app", found.Why);
        Assert.Empty(found.Others);
    }

    [Fact]
    public void Of_several_the_likeliest_is_taken_and_the_others_are_what_to_name_instead()
    {
        _made.Venv("/app/.venv").Venv("/app/env").Venv("/app/my-gpu-env");

        var found = Located("/app");

        Assert.Equal("/app/.venv", found.Installation.Prefix);
        Assert.Equal(
            [
                new EnvironmentCandidate("/app/venv", "because it is the environment in /app"),
                new EnvironmentCandidate("/app/env", "because it is the environment in /app"),
                new EnvironmentCandidate("/app/my-gpu-env", "because it is an environment in /app"),
            ],
            found.Others
        );
        Assert.All(found.Others, other => Assert.Equal(other.Path, Located(other.Path).Installation.Prefix));
    }

    [Fact]
    public void An_unusual_name_is_found_by_its_configuration()
    {
        _made.Venv("/srv/tool/linux-python").File("/srv/tool/src/pyvenv.txt");

        var found = Located("/srv/tool");

        Assert.Equal("/srv/tool/linux-python", found.Installation.Prefix);
        Assert.Equal("because it is an environment in /srv/tool", found.Why);
    }

    [Fact]
    public void A_usual_name_without_an_environment_is_passed_over()
    {
        _made.File("/app/.venv/readme.txt").File("/app/python/script.py");

        Assert.Equal("/app/venv", Located("/app").Installation.Prefix);
    }

    [Fact]
    public void What_is_named_itself_serves_no_application_and_has_no_others()
    {
        _made.Venv("/app/venv/nested");

        var found = Located("/app/venv");

        Assert.Equal(("/app/venv", "because it was named"), (found.Installation.Prefix, found.Why));
        Assert.Null(found.Application);
        Assert.Empty(found.Others);
    }

    [Fact]
    public void The_current_folders_environment_comes_before_the_active_one()
    {
        _made.Venv("/active");

        var found = Located(null, "/app", ("VIRTUAL_ENV", "/active"));

        Assert.Equal("/app/venv", found.Installation.Prefix);
        Assert.Equal([new EnvironmentCandidate("/active", "because VIRTUAL_ENV names it")], found.Others);
    }

    [Theory]
    [InlineData("VIRTUAL_ENV")]
    [InlineData("CONDA_PREFIX")]
    public void The_active_environment_is_taken_where_the_folder_has_none(string variable)
    {
        _made.Venv("/active").Directory_("/work");

        var found = Located(null, "/work", (variable, "/active/"), ("PATH", "/usr/local/bin"));

        Assert.Equal(("/active", $"because {variable} names it"), (found.Installation.Prefix, found.Why));
        Assert.Equal("/usr/local/bin/python3", Assert.Single(found.Others).Path);
    }

    [Fact]
    public void VIRTUAL_ENV_comes_before_CONDA_PREFIX_because_it_was_activated_inside_it()
    {
        _made.Venv("/one").Venv("/two").Directory_("/work");

        var found = Located(null, "/work", ("CONDA_PREFIX", "/two"), ("VIRTUAL_ENV", "/one"));

        Assert.Equal("/one", found.Installation.Prefix);
        Assert.Equal("/two", Assert.Single(found.Others).Path);
    }

    [Fact]
    public void A_variable_that_names_what_is_gone_does_not_end_the_search()
    {
        _made.Directory_("/work");

        var found = Located(
            null,
            "/work",
            ("VIRTUAL_ENV", "/gone"),
            ("CONDA_PREFIX", ""),
            ("PATH", "rel:/nowhere:/usr/local/bin")
        );

        Assert.Equal("/usr/local", found.Installation.Prefix);
        Assert.Equal("because it is the first python3 on PATH", found.Why);
    }

    [Fact]
    public void A_shim_that_no_file_explains_is_passed_over_and_named()
    {
        _made.Directory_("/work").File("/home/me/.asdf/shims/python3", "#!/bin/sh\nexec asdf exec\n");

        var found = Located(null, "/work", ("PATH", "/home/me/.asdf/shims:/usr/local/bin"));
        Assert.Equal("/usr/local", found.Installation.Prefix);
        var passed = Assert.Single(found.PassedOver);
        Assert.Equal("/home/me/.asdf/shims/python3", passed.Path);
        Assert.StartsWith("It is a shim", passed.Why, StringComparison.Ordinal);

        var none = Locate(null, "/work", ("PATH", "/home/me/.asdf/shims"));
        Assert.EndsWith(
            "Passed over /home/me/.asdf/shims/python3: It is a shim, and no file tells which Python it would start.",
            Assert.IsType<EnvironmentNotLocated>(none).Reason,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("/one", "/work", "/", "/work")]
    [InlineData("/work/v2", null, "/work", "/work")]
    [InlineData("/one", null, "/work", null)]
    [InlineData("/one", "/work/v2", "/work", null)]
    public void A_named_interpreter_leaves_the_application_what_it_is(
        string python,
        string? application,
        string currentFolder,
        string? expected
    )
    {
        _made.Venv("/one").Venv("/work/v2").Venv("/work/.venv");
        var located = EnvironmentLocator.LocateFor(
            _made.World,
            WorldVariables.None,
            python,
            application,
            currentFolder == "/" ? "/" : _made.World.Root + currentFolder
        );

        var found = Assert.IsType<EnvironmentLocated>(located);
        Assert.Equal((python, expected), (found.Installation.Prefix, found.Application));
    }

    [Fact]
    public void The_active_environment_of_the_current_folder_is_no_second_one()
    {
        Assert.Empty(Located(null, "/app", ("VIRTUAL_ENV", "/app/venv")).Others);
    }

    [Fact]
    public void Without_any_the_places_that_were_tried_are_named()
    {
        _made.Directory_("/work");

        var missing = Assert.IsType<EnvironmentNotLocated>(Locate(null, "/work", ("PATH", "/nowhere:/usr/bin")));

        Assert.StartsWith("No Python environment was found:", missing.Reason, StringComparison.Ordinal);
        Assert.Equal(["/work", "/nowhere", "/usr/bin"], missing.LookedAt);
    }

    [Fact]
    public void A_folder_without_one_is_said_to_hold_none_and_no_other_is_taken_in_its_place()
    {
        _made.Venv("/active").Directory_("/work");

        var missing = Assert.IsType<EnvironmentNotLocated>(Locate("/work", "/", ("VIRTUAL_ENV", "/active")));

        Assert.StartsWith("No Python environment was found in /work:", missing.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/app/venv", "/app/venv")]
    [InlineData("app/venv", "/app/venv")]
    [InlineData("../app/./venv", "/app/venv")]
    [InlineData("/", "/")]
    public void With_a_root_a_path_is_meant_inside_it(string typed, string meant) =>
        Assert.Equal(meant, EnvironmentLocator.InWorld(_made.World, typed, "/somewhere/else"));

    [Fact]
    public void With_a_root_a_path_below_it_on_this_machine_is_the_same_place()
    {
        var root = _made.World.Root!;

        Assert.Equal("/app/venv", EnvironmentLocator.InWorld(_made.World, root + "/app/venv", "/"));
        Assert.Equal("/app/venv", EnvironmentLocator.InWorld(_made.World, "venv", root + "/app"));
        Assert.Equal("/", EnvironmentLocator.InWorld(_made.World, root, "/"));
        Assert.Equal("/app/venv", Located(root + "/app/venv").Installation.Prefix);
    }

    [Fact]
    public void Without_a_root_a_path_is_read_from_the_current_folder()
    {
        var world = new FileWorld();

        Assert.Equal("/srv/app/venv", EnvironmentLocator.InWorld(world, "../app/venv", "/srv/work"));
        Assert.Equal("/opt/venv", EnvironmentLocator.InWorld(world, "/opt//venv/", "/srv/work"));
    }

    public void Dispose() => _made.Dispose();

    private EnvironmentLocated Located(
        string? path,
        string currentFolder = "/",
        params (string Name, string Value)[] variables
    ) => Assert.IsType<EnvironmentLocated>(Locate(path, currentFolder, variables));

    private LocatedEnvironment Locate(
        string? path,
        string currentFolder,
        params (string Name, string Value)[] variables
    ) =>
        EnvironmentLocator.Locate(
            _made.World,
            new WorldVariables(variables.ToImmutableDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal)),
            path,
            currentFolder == "/" ? "/" : _made.World.Root + currentFolder
        );
}
