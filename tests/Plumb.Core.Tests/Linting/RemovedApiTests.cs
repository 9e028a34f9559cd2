using Plumb.Linting;
using Xunit;

namespace Plumb.Core.Tests.Linting;

public sealed class RemovedApiTests
{
    private const string Rule = "removed-api";

    [Theory]
    [InlineData("NumPy 1.26 removed `np.int`", ClaimVerdict.False)]
    [InlineData("NumPy 1.24+ removed the alias `numpy.float`.", ClaimVerdict.True)]
    [InlineData("`ANTIALIAS` was removed in Pillow 9.0", ClaimVerdict.False)]
    [InlineData("Pillow 10.0 no longer has `PIL.Image.ANTIALIAS`", ClaimVerdict.True)]
    [InlineData("PyTorch 2.5 changed the default of `weights_only`", ClaimVerdict.False)]
    [InlineData("Since PyTorch 2.6 the default is `weights_only=True`", ClaimVerdict.True)]
    [InlineData("Gradio 5.x does not support `every` in load()", ClaimVerdict.True)]
    [InlineData("NumPy 1.26: AttributeError with facexlib 0.3.0", ClaimVerdict.False)]
    [InlineData("NumPy 1.24: AttributeError with facexlib 0.3.0", ClaimVerdict.True)]
    [InlineData("ImportError: cannot import name 'CUBIC' from 'PIL'", ClaimVerdict.Imprecise)]
    public void The_version_and_the_module_are_those_of_the_removal(string text, ClaimVerdict verdict) =>
        Assert.Equal(verdict, Assert.Single(Lint.Text(text, Rule)).Verdict);

    [Theory]
    [InlineData("NumPy 1.26 will be removed from `np.int`")]
    [InlineData("We removed `np.int` from our code")]
    [InlineData("NumPy 1.26 removed `np.nonsense`")]
    [InlineData("NumPy 1.26: AttributeError with pandas")]
    [InlineData("ImportError: cannot import name 'nonsense' from 'PIL'")]
    [InlineData("ImportError: cannot import name 'ANTIALIAS' from 'PIL.Image'")]
    public void Other_sentences_say_nothing(string text) => Assert.Empty(Lint.Text(text, Rule));

    [Theory]
    [InlineData("numpy==1.26.4", "x = np.float(1)", true)]
    [InlineData("numpy==1.23.5", "x = np.float(1)", false)]
    [InlineData("numpy", "x = np.float(1)", false)]
    [InlineData("numpy==1.26.4", "x = np.float64(1)", false)]
    [InlineData("numpy==2.1.0", "from numpy.core._multiarray_umath import x", true)]
    [InlineData("numpy<2", "from numpy.core._multiarray_umath import x", false)]
    public void Code_uses_what_the_installed_version_has(string requirement, string code, bool isTold) =>
        Assert.Equal(
            isTold,
            Lint.Wrong(
                Lint.Text(
                    $"```sh\npip install '{requirement}'\n```\n\n```python\nimport numpy as np\n{code}\n```\n",
                    Rule
                )
            ).Count == 1
        );

    [Theory]
    [InlineData("AttributeError: module 'numpy' has no attribute 'int'", "pip install numpy==1.26.4", true)]
    [InlineData("AttributeError: module 'numpy' has no attribute 'int'", "pip install \"numpy<1.24\"", false)]
    [InlineData("AttributeError: module 'PIL.Image' has no attribute 'ANTIALIAS'", "pip install pillow==11.0.0", true)]
    [InlineData("AttributeError: module 'PIL.Image' has no attribute 'ANTIALIAS'", "pip install pillow==9.5.0", false)]
    [InlineData("AttributeError: module 'cv2' has no attribute 'ximgproc'", "pip install opencv-python", true)]
    [InlineData(
        "AttributeError: module 'cv2' has no attribute 'ximgproc'",
        "pip install opencv-contrib-python-headless",
        false
    )]
    [InlineData(
        "ERROR: Cannot uninstall 'PyYAML'. It is a distutils installed project",
        "pip install --force-reinstall pyyaml",
        true
    )]
    [InlineData(
        "ERROR: Cannot uninstall 'PyYAML'. It is a distutils installed project",
        "pip install --ignore-installed pyyaml",
        false
    )]
    [InlineData("got an unexpected event", "pip install gradio==3.50.2", false)]
    [InlineData(
        "TypeError: event_trigger() got an unexpected keyword argument 'every'",
        "pip install gradio==3.41.2",
        true
    )]
    [InlineData(
        "TypeError: event_trigger() got an unexpected keyword argument 'every'",
        "pip install gradio==5.1.0",
        true
    )]
    [InlineData(
        "TypeError: event_trigger() got an unexpected keyword argument 'every'",
        "pip install gradio==4.44.1",
        false
    )]
    public void A_cure_cures(string error, string fix, bool isTold)
    {
        var text = $"### Trouble\n\n```\n{error}\n```\n\n**Solution:**\n\n```sh\n{fix}\n```\n";
        Assert.Equal(isTold, Lint.Wrong(Lint.Text(text, "fix-works")).Count == 1);
        var asHeading = $"### {error}\n\n```sh\n{fix}\n```\n";
        Assert.Equal(isTold, Lint.Wrong(Lint.Text(asHeading, "fix-works")).Count == 1);
    }

    [Theory]
    [InlineData("RuntimeError: Numpy is not available", "- Wrong install order", "install-order", true)]
    [InlineData("RuntimeError: Numpy is not available", "- NumPy 2 beside an old torch", "install-order", false)]
    [InlineData("SomethingElse: unheard of", "- Wrong install order", "install-order", false)]
    public void The_cause_is_the_known_one(string error, string cause, string rule, bool isTold) =>
        Assert.Equal(
            isTold,
            Lint.Wrong(
                Lint.Text(
                    $"### Trouble\n\n```\n{error}\n```\n\n**Cause:**\n{cause}\n\n```sh\npip install numpy\n```\n",
                    rule
                )
            ).Count == 1
        );
}
