using Plumb.Linting;
using Xunit;

namespace Plumb.Core.Tests.Linting;

public sealed class RequiresFormsTests
{
    private const string Rule = "requires";

    [Theory]
    [InlineData("| typer | >=0.12 | For Gradio 3.41.2 |", ClaimVerdict.False)]
    [InlineData("| typer | >=0.12 | Required by Gradio 5.35.0 |", ClaimVerdict.True)]
    [InlineData("| `numpy` | <2 | needed for gradio 3.50.2 |", ClaimVerdict.True)]
    [InlineData("| click | >=8.1.9 | for Flask 3.0 |", ClaimVerdict.Imprecise)]
    [InlineData("| sentencepiece | any | A standard dependency of transformers 4.51.3 |", ClaimVerdict.Imprecise)]
    [InlineData("tokenizers is a core transformers dependency", ClaimVerdict.True)]
    [InlineData("peft is a transformers dependency", ClaimVerdict.False)]
    [InlineData("Pydantic 2.x and Gradio 3.50.2 are incompatible", ClaimVerdict.False)]
    [InlineData("Pydantic 1.x vs. Gradio 5.35.0 conflict", ClaimVerdict.True)]
    public void A_row_or_sentence_that_ties_two_packages_is_judged_by_metadata(string text, ClaimVerdict verdict) =>
        Assert.Equal(verdict, Assert.Single(Lint.Text(text, Rule), c => c.Verdict != ClaimVerdict.Unknown).Verdict);

    [Theory]
    [InlineData("| typer | >=0.12 | For finetune.py |")]
    [InlineData("| typer | >=0.12 | For speed |")]
    [InlineData("| Step | typer | For Gradio 3.50.2 |")]
    [InlineData("| RTX 4090 | >=0.12 | For Gradio 3.50.2 |")]
    [InlineData("peft is not a transformers dependency")]
    [InlineData("This is a new dependency")]
    [InlineData("XTTS is the main model used by our program for Coqui TTS")]
    public void Other_rows_and_sentences_say_nothing(string text) => Assert.Empty(Lint.Wrong(Lint.Text(text, Rule)));

    [Theory]
    [InlineData("Required version: `numpy==1.26.4`", "basicsr==1.4.2 gfpgan==1.3.8", ClaimVerdict.Imprecise)]
    [InlineData("numpy==1.16.0 is required", "basicsr==1.4.2", ClaimVerdict.False)]
    [InlineData("torch 2.1.2 is mandatory", "torchvision==0.16.2", ClaimVerdict.True)]
    public void A_version_is_required_where_a_package_asks_for_it(string text, string installs, ClaimVerdict verdict) =>
        Assert.Equal(
            verdict,
            Assert.Single(Lint.Text($"{text}\n\n```sh\npip install {installs}\n```", Rule), c => c.Line == 1).Verdict
        );

    [Fact]
    public void A_version_that_no_package_of_the_document_asks_for_is_the_authors_choice() =>
        Assert.Empty(Lint.Text("Required version: `onnxruntime==1.16.3`\n\n```sh\npip install peft\n```", Rule));

    [Theory]
    [InlineData("pip uninstall -y nvidia-cublas-cu12\npip install numpy", true)]
    [InlineData("pip uninstall -y nvidia-cublas-cu12 torch\npip install torch", false)]
    [InlineData("pip uninstall -y nvidia-cublas-cu12\npip install --force-reinstall torch", false)]
    [InlineData("pip uninstall -y numpy", false)]
    public void What_torch_loads_is_not_removed_from_under_it(string commands, bool isTold) =>
        Assert.Equal(
            isTold,
            Lint.Wrong(
                Lint.Text($"```sh\npip install torch==2.6.0\n```\n\n## Fix\n\n```sh\n{commands}\n```", Rule)
            ).Count == 1
        );

    [Theory]
    [InlineData("# Install the compatible tokenizers for faster-whisper\npip install tokenizers==0.15.0", true)]
    [InlineData(
        "# Install the compatible torch for torchvision\npip install torch==2.1.2\npip install torchvision==0.16.2",
        false
    )]
    [InlineData("# Install tokenizers\npip install tokenizers==0.15.0", false)]
    public void A_pin_chosen_for_another_package_is_not_the_only_one_that_fits(string commands, bool isTold) =>
        Assert.Equal(isTold, Lint.Wrong(Lint.Commands(commands, Rule)).Count == 1);
}
