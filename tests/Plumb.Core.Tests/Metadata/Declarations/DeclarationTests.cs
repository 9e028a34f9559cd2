using Plumb.Files;
using Plumb.Metadata.Declarations;
using Plumb.Metadata.Projects;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Metadata.Declarations;

public sealed class DeclarationTests : IDisposable
{
    private static readonly MarkerEnvironment _linux = MarkerEnvironment.For(
        new TargetPlatform(OperatingSystemFamily.Linux, "x86_64", LibcKind.Glibc, 2, 36),
        "3.11.7"
    );

    private readonly ScratchFolder _root = new();

    public void Dispose() => _root.Dispose();

    private Declaration Read(string name) => Declaration.Read(new FileWorld(_root.Path), "/app/" + name);

    private static string[] Texts(Declaration declaration) => [.. declaration.Items.Select(i => i.Text)];

    [Fact]
    public void A_requirements_file_keeps_places_constraints_and_conditions()
    {
        _root.Write(
            "/app/requirements.txt",
            "# c\n  torch>=2 ; python_version < '3.10'\n-c limits.txt\nnumpy==1.26.*\n"
        );
        _root.Write("/app/limits.txt", "pillow<11\n");

        var read = Read("requirements.txt");

        Assert.Equal(DeclarationKind.RequirementsFile, read.Kind);
        Assert.Equal(
            ["/app/requirements.txt:2:3", "/app/limits.txt:1:1", "/app/requirements.txt:4:1"],
            read.Items.Select(i => i.Location.ToString())
        );
        Assert.Equal([false, true, false], read.Items.Select(i => i.IsConstraint));
        Assert.Equal(["pillow<11", "numpy==1.26.*"], read.ItemsFor(_linux, out _).Select(i => i.Text));
        Assert.Equal(["/app/requirements.txt", "/app/limits.txt"], read.Sources);
    }

    [Fact]
    public void A_project_in_a_requirements_file_brings_what_it_needs_and_the_extras_asked_for()
    {
        _root.Write("/app/requirements.txt", "-e .[gpu]\n");
        _root.Write(
            "/app/pyproject.toml",
            """
            [project]
            name = "my-app"
            version = "1"
            dependencies = ["numpy>=1.24"]
            [project.optional-dependencies]
            gpu = ["torch; sys_platform == 'linux'"]
            dev = ["pytest"]
            """
        );

        var read = Read("requirements.txt");

        Assert.Equal(["my-app", "numpy", "torch"], read.Items.Select(i => i.Name.Normalized));
        Assert.True(read.Items[0].IsEditable);
        Assert.All(read.Items, i => Assert.True(i.IsDefault));
        Assert.Equal("sys_platform == \"linux\"", read.Items[2].Marker?.ToString());
    }

    [Fact]
    public void A_project_lists_extras_and_groups_apart_from_what_it_always_needs()
    {
        _root.Write(
            "/app/pyproject.toml",
            """
            [project]
            name = "my-app"
            version = "1"
            requires-python = ">=3.10"
            dependencies = ["numpy"]
            [project.optional-dependencies]
            gpu = ["torch"]
            [dependency-groups]
            test = ["pytest>=8"]
            """
        );

        var read = Read("pyproject.toml");

        Assert.Equal(["numpy", "torch; extra == \"gpu\"", "pytest>=8"], Texts(read));
        Assert.Equal([null, "gpu", null], read.Items.Select(i => i.Extra));
        Assert.Equal([null, null, "test"], read.Items.Select(i => i.Group));
        Assert.Equal(["numpy"], read.ItemsFor(_linux, out _).Select(i => i.Text));
        Assert.Equal(">=3.10", read.RequiresPython?.Text);
    }

    [Fact]
    public void Conda_and_pip_stand_side_by_side_in_an_environment_file()
    {
        _root.Write(
            "/app/environment.yml",
            """
            name: app
            channels: [conda-forge]
            dependencies:
              - python=3.11
              - numpy>=1.24
              - pip:
                - -r extra.txt
                - torch==2.1.0
            """
        );
        _root.Write("/app/extra.txt", "pillow\n");

        var read = Read("environment.yml");

        Assert.Equal(["python", "numpy", "pillow", "torch"], read.Items.Select(i => i.Name.Normalized));
        Assert.Equal([true, true, false, false], read.Items.Select(i => i.IsConda));
        Assert.Equal("==3.11.*", read.RequiresPython?.Specifiers?.ToString());
        Assert.Equal(8, read.Items[3].Location.Line);
    }

    [Fact]
    public void A_Pipfile_tells_packages_from_development_packages()
    {
        _root.Write(
            "/app/Pipfile",
            """
            [[source]]
            url = "https://index.example/simple"
            [packages]
            requests = {version = ">=2", extras = ["socks"], markers = "python_version >= '3.8'"}
            numpy = "*"
            tool = {git = "https://u:p@git.example/o/tool.git", ref = "main"}
            colorama = {version = "*", sys_platform = "== 'win32'"}
            [dev-packages]
            pytest = "~=8.0"
            [requires]
            python_version = "3.11"
            """
        );

        var read = Read("Pipfile");

        Assert.Equal(
            [
                "requests[socks]>=2; python_version >= \"3.8\"",
                "numpy",
                "tool",
                "colorama; sys_platform == \"win32\"",
                "pytest~=8.0",
            ],
            read.Items.Select(i => (i.Requirement! with { Url = null }).ToString())
        );
        Assert.Equal("dev-packages", read.Items[4].Group);
        Assert.Equal("==3.11.*", read.RequiresPython?.Text);
        Assert.DoesNotContain("u:p@", string.Concat(read.Items.Select(i => i.ToString())), StringComparison.Ordinal);
    }

    [Fact]
    public void A_lock_means_exact_versions_for_the_machine_and_Python_at_hand()
    {
        _root.Write(
            "/app/pylock.toml",
            """
            lock-version = "1.0"
            created-by = "test"
            [[packages]]
            name = "numpy"
            version = "1.26.4"
            marker = "python_version < '3.12'"
            [[packages.wheels]]
            url = "https://files.example/numpy-1.26.4-py3-none-any.whl"
            hashes = {sha256 = "00"}
            [[packages]]
            name = "numpy"
            version = "2.2.0"
            marker = "python_version >= '3.12'"
            [[packages.wheels]]
            url = "https://files.example/numpy-2.2.0-py3-none-any.whl"
            hashes = {sha256 = "00"}
            """
        );

        var read = Read("pylock.toml");

        Assert.Equal(2, read.Items.Length);
        Assert.Equal("numpy==1.26.4", Assert.Single(read.ItemsFor(_linux, out var troubles)).Text);
        Assert.Empty(troubles);
    }

    [Theory]
    [InlineData("nothing.txt")]
    [InlineData("pyproject.toml")]
    [InlineData("uv.lock")]
    [InlineData("environment.yml")]
    public void A_file_that_is_not_there_is_trouble_and_not_an_exception(string name)
    {
        _root.Write("/app/other", "");

        var read = Read(name);

        Assert.NotEmpty(read.Troubles);
        Assert.Empty(read.Items);
        Assert.Equal(Completeness.Unknown, read.Completeness);
    }

    [Fact]
    public void Credentials_never_reach_texts_for_people()
    {
        _root.Write(
            "/app/requirements.txt",
            "--index-url https://user:s3cret@index.example/simple\nhttps://user:s3cret@dl.example/[bad\n-r https://user:s3cret@dl.example/more.txt\n--foo=https://user:s3cret@x\n"
        );

        var read = Read("requirements.txt");

        var shown = string.Join(
            '\n',
            read.Items.Select(i => i.ToString())
                .Concat(read.Troubles.Concat(read.Remarks).Select(t => t.ToString()))
                .Append(read.Options.ToString())
        );
        Assert.Contains("****", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", shown, StringComparison.Ordinal);
    }
}
