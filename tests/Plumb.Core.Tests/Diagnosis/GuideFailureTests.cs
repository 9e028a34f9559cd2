using System.Text;
using System.Text.RegularExpressions;
using Plumb.Diagnosis;
using Xunit;

namespace Plumb.Core.Tests.Diagnosis;

/// <summary>
/// The failures that the guides of five applications speak of, with the causes and cures that are true: where a guide's own cure is wrong,
/// it must not be offered.
/// </summary>
public sealed class GuideFailureTests
{
    [Theory]
    // A face-swap backend: six issues.
    [InlineData(
        "AttributeError: module 'numpy' has no attribute 'float'.",
        "numpy-alias-removed-124",
        "numpy<1\\.24",
        "numpy==1\\.24\\.3"
    )]
    [InlineData(
        "AttributeError: module 'numpy' has no attribute 'int'.",
        "numpy-alias-removed-124",
        "numpy<1\\.24",
        "numpy==1\\.24"
    )]
    [InlineData(
        "ImportError: cannot import name 'int' from 'numpy' (/v/lib/python3.10/site-packages/numpy/__init__.py)",
        "numpy-alias-removed-124",
        "numpy<1\\.24",
        "numpy==1\\.24"
    )]
    [InlineData("ModuleNotFoundError: No module named 'insightface.model_zoo'", "", "insightface", "numpy")]
    [InlineData("ImportError: Unable to import dependency onnxruntime.", "", "onnxruntime", "numpy")]
    [InlineData("RuntimeError: Numpy is not available", "numpy-not-available", "numpy<2", "gfpgan|basicsr")]
    [InlineData(
        "AttributeError: module 'cv2' has no attribute 'face'",
        "opencv-contrib-missing",
        "opencv-contrib-python",
        "opencv-python==4\\.9"
    )]
    [InlineData(
        "AssertionError: Torch not compiled with CUDA enabled",
        "torch-cpu-build",
        "download\\.pytorch\\.org",
        ""
    )]
    [InlineData(
        "ImportError: DLL load failed while importing onnxruntime_pybind11_state: A dynamic link library (DLL) initialization routine failed.",
        "",
        "",
        "weights_only"
    )]
    [InlineData(
        "AttributeError: module 'onnxruntime' has no attribute 'InferenceSession'",
        "ort-overlap-uninstalled",
        "onnxruntime",
        ""
    )]
    [InlineData(
        "AttributeError: module 'PIL.Image' has no attribute 'ANTIALIAS'",
        "pillow-antialias-removed",
        "pillow<10|Pillow<10|LANCZOS",
        "pillow==10"
    )]
    [InlineData(
        "ImportError: cannot import name 'ANTIALIAS' from 'PIL' (/v/lib/python3.10/site-packages/PIL/__init__.py)",
        "pillow-antialias-removed",
        "pillow<10|Pillow<10|LANCZOS",
        "pillow==10"
    )]
    [InlineData(
        "ModuleNotFoundError: No module named 'torchvision.transforms.functional_tensor'",
        "torchvision-functional-tensor-removed",
        "torchvision<0\\.17|basicsr",
        ""
    )]
    [InlineData(
        "ImportError: cannot import name 'FACE_SWAPPER' from 'insightface' (/v/lib/python3.10/site-packages/insightface/__init__.py)",
        "",
        "",
        "numpy==1\\.24"
    )]
    // Desktop bundles.
    [InlineData(
        "ModuleNotFoundError: No module named 'missing_module'\n[12345] Failed to execute script 'main' due to unhandled exception!",
        "pyinstaller-missing-module",
        "hidden",
        ""
    )]
    // A container: build failures.
    [InlineData(
        "ERROR: Could not find a version that satisfies the requirement decord (from versions: none)\nERROR: No matching distribution found for decord",
        "",
        "",
        "libdecord|--no-binary"
    )]
    [InlineData(
        "  error: uninstall-distutils-installed-package\n\n× Cannot uninstall numpy 1.21.5\n╰─> It is a distutils installed project and thus we cannot accurately determine which files belong to it which would lead to only a partial uninstall.",
        "",
        "",
        "--force-reinstall"
    )]
    [InlineData(
        "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
        "disk-full",
        "",
        "sudo pip"
    )]
    [InlineData("ModuleNotFoundError: No module named 'peft'", "", "peft", "")]
    // A speech application on new cards.
    [InlineData(
        "RuntimeError: CUDA error: no kernel image is available for execution on the device",
        "cuda-no-kernel-image",
        "cu128|download\\.pytorch\\.org",
        "nightly/cu129"
    )]
    [InlineData(
        "Could not locate cudnn_ops_infer64_8.dll. Please make sure it is in your library path!",
        "cudnn-library-missing",
        "ctranslate2",
        "nvidia-cudnn-cu12==8"
    )]
    [InlineData(
        "_pickle.UnpicklingError: Weights only load failed. This file can still be loaded, to do so you have two options, do those steps only if you trust the source of the checkpoint.\n\tWeightsUnpickler error: Unsupported global: GLOBAL TTS.tts.configs.xtts_config.XttsConfig was not an allowed global by default.",
        "torch-weights-only-global",
        "safe_globals|coqui-tts",
        "weights_only=False"
    )]
    [InlineData(
        "TypeError: isin() received an invalid combination of arguments - got (elements=Tensor, test_elements=int, ), but expected one of:",
        "transformers-isin-torch-old",
        "",
        ""
    )]
    [InlineData(
        "pydantic_core._pydantic_core.ValidationError: 1 validation error for ProgressUnit\nlength\n  Input should be a valid integer, got a number with a fractional part [type=int_from_float, input_value=12.5, input_type=float]",
        "",
        "faster-whisper|gradio",
        "pydantic<2"
    )]
    [InlineData(
        "TypeError: event_trigger() got an unexpected keyword argument 'every'",
        "",
        "gr\\.Timer|gradio<5",
        "gradio==3\\.50"
    )]
    public void The_cause_and_a_right_cure_are_named_and_a_wrong_cure_is_not(
        string last,
        string code,
        string cure,
        string never
    )
    {
        var cause = Diagnose(last).Causes.FirstOrDefault();
        Assert.True(cause is not null, "no cause");
        if (code.Length > 0)
        {
            Assert.Equal(code, cause.Code);
        }

        var fixes = string.Join('\n', cause.Fixes.Select(f => f.Title + "\n" + string.Join('\n', f.Commands)));
        Assert.Matches(
            new Regex(cure, RegexOptions.IgnoreCase, TimeSpan.FromSeconds(5)),
            fixes + "\n" + cause.Sentence
        );
        if (never.Length > 0)
        {
            Assert.DoesNotMatch(new Regex(never, RegexOptions.None, TimeSpan.FromSeconds(5)), fixes);
        }
    }

    [Theory]
    [InlineData("cuDNN version: 91002\n")]
    [InlineData("NumPy version: 1.26.4\n✅ All critical imports successful\nPyTorch: 2.1.0\nCUDA Available: False\n")]
    [InlineData("Successfully installed onnxruntime-1.20.1 pandas-2.2.3 peft-0.13.2\n")]
    public void What_a_guide_takes_for_a_failure_and_is_none_is_called_none(string log)
    {
        var diagnosis = Read(log);
        Assert.Empty(diagnosis.Causes);
        Assert.False(diagnosis.IsUnknown);
    }

    [Fact]
    public void The_good_and_bad_signs_of_a_build_are_told_apart()
    {
        var signs = Read(
            """
            Step 7/10 : RUN pip install --no-cache-dir peft onnxruntime pandas
            Successfully installed onnxruntime-1.20.1 pandas-2.2.3 peft-0.13.2
            NumPy version: 1.26.4
            All critical imports successful
            CUDA Available: False
              ERROR: Failed building wheel for decord
            ERROR: Could not find a version that satisfies the requirement peft (from versions: none)
            AssertionError: NumPy 2.2.6 >= 2.0
            The command '/bin/sh -c pip install' returned a non-zero code: 1
            """
        ).Signs;
        Assert.Equal([2, 4, 5], signs.Where(s => s.IsGood).Select(s => s.Line.Number));
        Assert.Equal([6, 7, 8, 9], signs.Where(s => !s.IsGood).Select(s => s.Line.Number));
        Assert.All(signs, s => Assert.NotEmpty(s.Meaning));
    }

    private static LogDiagnosis Diagnose(string last) =>
        Read(
            $"Traceback (most recent call last):\n  File \"/srv/app/main.py\", line 12, in <module>\n    start()\n{last}\n"
        );

    private static LogDiagnosis Read(string log)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(log));
        return LogDiagnosis.Read(stream, null, TestContext.Current.CancellationToken);
    }
}
