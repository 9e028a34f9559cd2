using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Sources;

/// <summary>Names that a release took out: the one before it is silent, that one is not. The versions are those of the projects' own tags and notes.</summary>
public sealed class RemovedNamesTests
{
    [Theory]
    [InlineData("scipy", "scipy.misc", "imread", "1.2.3", "1.3.0")]
    [InlineData("scipy", "scipy.misc", "derivative", "1.14.1", "1.15.0")]
    [InlineData("scipy", "scipy.integrate", "simps", "1.13.1", "1.14.0")]
    [InlineData("scipy", "scipy.signal", "hann", "1.12.0", "1.13.0")]
    [InlineData("scipy", "scipy", "linspace", "1.11.4", "1.12.0")]
    [InlineData("diffusers", "diffusers.utils", "randn_tensor", "0.20.2", "0.21.0")]
    [InlineData("diffusers", "diffusers.models", "unet_2d_condition", "0.28.2", "0.29.0")]
    [InlineData("gradio", "gradio", "inputs", "3.50.2", "4.0.0")]
    [InlineData("gradio", "gradio", "make_waveform", "4.44.1", "5.0.0")]
    [InlineData("transformers", "transformers", "AdamW", "4.49.0", "4.50.0")]
    [InlineData("transformers", "transformers", "CLIPFeatureExtractor", "4.57.6", "5.0.0")]
    public void A_release_without_the_name_is_told_and_the_one_before_is_silent(
        string package,
        string module,
        string name,
        string before,
        string without
    )
    {
        using var old = With(package, module, name, before);
        using var current = With(package, module, name, without);

        Assert.Empty(old.Findings("PLB26"));
        var finding = Assert.Single(current.Findings("PLB26"));
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Contains($"{module}.{name}", finding.Title, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("4.4.1", 1)]
    [InlineData("4.5.0", 0)]
    public void A_name_of_gradio_that_came_back_is_silent(string gradio, int findings)
    {
        using var environment = With("gradio", "gradio", "Sketchpad", gradio);

        Assert.Equal(findings, environment.Findings("PLB26").Length);
    }

    [Theory]
    [InlineData("3.13.1", 0)]
    [InlineData("3.14.0", 1)]
    public void The_constants_of_ast_go_with_Python_3_14(string python, int findings)
    {
        using var environment = SourceStory.With("2.3.0", "import ast\ndef f(x):\n    return x == ast.Num\n", python);

        Assert.Equal(findings, environment.Findings("PLB26").Length);
    }

    private static SmallEnvironment With(string package, string module, string name, string version)
    {
        var environment = SourceStory.With("1.23.5", $"import {module}\ndef f():\n    return {module}.{name}\n");
        var file = module.Replace('.', '/') + "/__init__.py";
        environment.File($"{environment.Site}/{package}/__init__.py", "def __getattr__(name):\n    return name\n");
        environment.File($"{environment.Site}/{file}", "def __getattr__(name):\n    return name\n");
        return environment.Install(package, version, [package + "/__init__.py", file]);
    }
}
