using Xunit;

namespace Plumb.Core.Tests.Linting;

public sealed class PinsTogetherTests
{
    private const string Rule = "pins-together";

    [Theory]
    [InlineData("pip install torch==2.1.2 torchvision==0.17.0")]
    [InlineData("pip install tokenizers==0.19.1\npip install transformers==4.35.0")]
    [InlineData("pip install opencv-python==4.8.1.78 opencv-python-headless==4.8.1.78")]
    [InlineData("pip install \"numpy<2\" opencv-python-headless==4.12.0.88")]
    [InlineData("pip install pydantic==1.10.13 pydantic-core")]
    public void Packages_that_do_not_go_together_are_one_finding(string commands)
    {
        if (commands.Contains("pydantic-core", StringComparison.Ordinal))
        {
            commands += "==2.14.6";
        }

        Assert.Single(Lint.Wrong(Lint.Commands(commands, Rule)));
    }

    [Theory]
    [InlineData("pip install torch==2.1.2 torchvision==0.16.2")]
    [InlineData("# For CPU:\npip install onnxruntime==1.16.3\n# OR for GPU:\npip install onnxruntime-gpu==1.16.3")]
    [InlineData("pip install torch==2.1.2 torchvision==0.16.2\n# or:\npip install torch==2.2.0 torchvision==0.17.0")]
    [InlineData("pip install \"numpy<2 ; python_version < '3.8'\" opencv-python-headless==4.12.0.88")]
    [InlineData("pip install pydantic==2.6.4 pydantic-core==2.16.3")]
    public void Alternatives_and_conditions_are_told_apart(string commands) =>
        Assert.Empty(Lint.Wrong(Lint.Commands(commands, Rule)));

    [Theory]
    [InlineData("TTS compiled against NumPy 1 fails with NumPy 2", 0)]
    [InlineData("onnxruntime built with NumPy 1.x breaks with NumPy 2", 1)]
    [InlineData("onnxruntime 1.16.3 built with NumPy 1.x breaks with NumPy 2", 0)]
    [InlineData("Gradio 5.x needs typer>=0.12, spaCy 3.7.x needs typer<0.10: this cannot be resolved.", 1)]
    [InlineData("Gradio 5.x needs typer>=0.12, spaCy 3.7.4 needs typer<0.10: this cannot be resolved.", 0)]
    public void Sentences_about_builds_and_conflicts_are_judged(string text, int wrong) =>
        Assert.Equal(wrong, Lint.Wrong(Lint.Text(text, Rule)).Count);

    [Theory]
    [InlineData("pip install torch==2.1.2 torchvision==0.17.0", true)]
    [InlineData("pip install torch==2.1.2 torchvision==0.16.2", false)]
    public void A_conflict_that_is_real_is_not_to_be_ignored(string command, bool isTold) =>
        Assert.Equal(
            isTold,
            Lint.Wrong(Lint.Text($"```sh\n{command}\n```\n\nWarnings about a conflict can be ignored.", Rule))
                .Exists(c => c.Line == 5)
        );
}
