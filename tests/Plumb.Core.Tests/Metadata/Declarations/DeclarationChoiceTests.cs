using Plumb.Files;
using Plumb.Metadata.Declarations;
using Xunit;

namespace Plumb.Core.Tests.Metadata.Declarations;

public sealed class DeclarationChoiceTests : IDisposable
{
    private readonly ScratchFolder _root = new();

    public void Dispose() => _root.Dispose();

    private DeclarationChoice Find(params (string Name, string Text)[] files)
    {
        foreach (var (name, text) in files)
        {
            _root.Write("/app/" + name, text);
        }

        return Declaration.Find(new FileWorld(_root.Path), "/app");
    }

    private const string Project = "[project]\nname = \"a\"\nversion = \"1\"\n";

    [Fact]
    public void A_project_that_names_dependencies_is_taken_before_requirements()
    {
        var choice = Find(
            ("pyproject.toml", Project + "dependencies = [\"numpy\"]\n"),
            ("requirements.txt", "torch\n")
        );

        Assert.Equal(
            "pyproject.toml is taken as the application's declaration: it declares the project's dependencies. Also here: "
                + "requirements.txt; --against FILE compares with one of them.",
            choice.Sentence
        );
        Assert.Equal("numpy", Assert.Single(choice.Chosen!.Items).Text);
    }

    [Fact]
    public void Requirements_are_taken_when_the_project_names_no_dependencies()
    {
        var choice = Find(("pyproject.toml", Project), ("requirements.txt", "torch\n"), ("uv.lock", "version = 1\n"));

        Assert.Equal(
            "requirements.txt is taken as the application's declaration: pyproject.toml names no dependencies. Also here: "
                + "uv.lock and pyproject.toml; --against FILE compares with one of them.",
            choice.Sentence
        );
    }

    [Fact]
    public void A_pyproject_with_settings_of_tools_only_declares_nothing()
    {
        var choice = Find(
            ("pyproject.toml", "[tool.ruff]\nline-length = 120\n"),
            ("requirements_versions.txt", "torch\n")
        );

        Assert.EndsWith("/requirements_versions.txt", choice.Chosen!.Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("requirements.txt", "requirements-dev.txt", "constraints.txt")]
    [InlineData("requirements-gpu.txt", "requirements-dev.txt", "test-requirements.txt")]
    [InlineData("requirements.txt", "environment.yml", "poetry.lock")]
    [InlineData("environment.yml", "Pipfile", "pylock.toml")]
    [InlineData("requirements/base.txt", "requirements/dev.txt", "requirements-docs.txt")]
    public void The_file_for_running_the_application_comes_before_the_others(string taken, params string[] others)
    {
        var choice = Find([
            .. others
                .Append(taken)
                .Select(name => (name, name == "environment.yml" ? "dependencies:\n  - numpy\n" : "numpy\n")),
        ]);

        Assert.Equal("/app/" + taken, choice.Chosen!.Path);
        Assert.Equal(others.Length + 1, choice.Candidates.Length);
    }

    [Fact]
    public void A_lock_is_taken_only_when_nothing_else_is_there()
    {
        var choice = Find(("pylock.toml", "lock-version = \"1.0\"\ncreated-by = \"x\"\npackages = []\n"));

        Assert.Equal(DeclarationKind.Lock, choice.Chosen!.Kind);
        Assert.Contains("to the exact version", choice.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_any_of_these_files_has_no_declaration()
    {
        var choice = Find(("main.py", "print()\n"));

        Assert.Null(choice.Chosen);
        Assert.Empty(choice.Candidates);
        Assert.Equal("No file here says what the application needs.", choice.Sentence);
    }

    [Fact]
    public void An_empty_requirements_file_still_is_the_declaration()
    {
        var choice = Find(("requirements.txt", "# nothing yet\n"));

        Assert.Empty(choice.Chosen!.Items);
    }
}
