using Plumb.Diagnosis;
using Xunit;

namespace Plumb.Core.Tests.Diagnosis;

/// <summary>Logs that resemble those of a failure: changed ones that have to be known all the same, and others that have to be told apart.</summary>
public sealed class LookAlikeTests
{
    [Theory]
    [InlineData("INFO Torch not compiled with CUDA enabled; using CPU\nSaved model.\n")]
    [InlineData(
        "2022-06-22 15:44:53.578885: W tensorflow/x.cc:64] Could not load dynamic library 'libcudart.so.11.0'; dlerror: libcudart.so.11.0: cannot open shared object file: No such file or directory\n2022-06-22 15:44:53.6: I tensorflow/x.cc:29] Ignore above cudart dlerror if you do not have a GPU set up on your machine.\n0.98\n"
    )]
    [InlineData(
        "WARNING: Retrying (Retry(total=4)) after connection broken by 'NewConnectionError('<x>: Failed to establish a new connection: [Errno 111] Connection refused')': /simple/six/\nCollecting six\nSuccessfully installed six-1.16\n"
    )]
    [InlineData("optional: No module named 'flash_attn', going on without\n42\n")]
    [InlineData(
        "/v/torch/amp/grad_scaler.py:132: UserWarning: torch.cuda.amp.GradScaler is enabled, but CUDA is not available.  Disabling.\n  warnings.warn(\ndevice: cpu\n"
    )]
    [InlineData("DEBUG: ModuleNotFoundError: No module named 'triton'\nready\n")]
    public void A_log_of_a_program_that_went_on_has_no_failure(string log)
    {
        var answer = Diagnose(log);
        Assert.Empty(answer.Causes);
        Assert.False(answer.IsUnknown);
    }

    [Theory]
    [InlineData("ImportError: libGL.so.1: cannot open shared object file: No such file or directory", "libgl-missing")]
    [InlineData(
        "ImportError: libEGL.so.1: cannot open shared object file: No such file or directory",
        "library-missing"
    )]
    [InlineData("AttributeError: module 'numpy' has no attribute 'int'", "numpy-alias-removed-124")]
    [InlineData("AttributeError: module 'numpy' has no attribute 'Inf'", "numpy-removed-api-20")]
    [InlineData("AttributeError: module 'numpy' has no attribute 'in1d'", "numpy-removed-api-2x")]
    [InlineData("AttributeError: module 'numpy' has no attribute 'arange'", "shadow-thirdparty")]
    [InlineData(
        "RuntimeError: module compiled against API version 0x10 but this version of numpy is 0xf",
        "numpy-too-old-for-extension"
    )]
    [InlineData(
        "ValueError: numpy.ndarray size changed, may indicate binary incompatibility. Expected 96 from C header, got 88 from PyObject",
        "numpy-too-old-for-extension"
    )]
    [InlineData(
        "ValueError: numpy.dtype size changed, may indicate binary incompatibility. Expected 96 from C header, got 88 from PyObject",
        "numpy2-with-1x-extension"
    )]
    [InlineData(
        "ImportError: cannot import name 'Sized' from 'collections' (/usr/lib/python3.12/collections/__init__.py)",
        "collections-abc-alias"
    )]
    [InlineData("ImportError: cannot import name 'loads' from 'json' (/srv/app/json.py)", "shadow-stdlib")]
    [InlineData(
        "AttributeError: partially initialized module 'random' has no attribute 'randint' (most likely due to a circular import)",
        "shadow-stdlib"
    )]
    [InlineData(
        "AttributeError: module 'random' has no attribute 'randint' (consider renaming '/home/u/random.py' since it has the same name as the standard library module named 'random' and prevents importing that standard library module)",
        "shadow-stdlib"
    )]
    [InlineData(
        "ImportError: cannot import name 'A' from partially initialized module 'shop.cart' (most likely due to a circular import) (/srv/shop/cart.py)",
        "circular-import"
    )]
    [InlineData(
        "ImportError: cannot import name 'validator2' from 'pydantic' (/v/lib/python3.12/site-packages/pydantic/__init__.py)",
        "pydantic2-with-v1-package"
    )]
    [InlineData(
        "ImportError: cannot import name 'model_validator' from 'pydantic' (/v/lib/python3.12/site-packages/pydantic/__init__.py)",
        "pydantic1-with-v2-package"
    )]
    [InlineData(
        "NVIDIA GeForce RTX 5070 with CUDA capability sm_120 is not compatible with the current PyTorch installation.",
        "cuda-no-kernel-image"
    )]
    [InlineData("/lib64/libm.so.6: version `GLIBC_2.38' not found (required by /v/x.so)", "glibc-too-old")]
    [InlineData("_pickle.UnpicklingError: invalid load key, 'v'.", "model-lfs-pointer")]
    [InlineData("_pickle.UnpicklingError: invalid load key, '<'.", "model-html-page")]
    [InlineData(
        "ERROR: Could not find a version that satisfies the requirement jax==0.9.1+cuda (from versions: 0.4.1, 0.4.2)",
        "local-version-not-on-index"
    )]
    [InlineData("scipy-1.9.0-cp38-cp38-win32.whl is not a supported wheel on this platform.", "wheel-wrong-python")]
    [InlineData("TypeError: Engine.__init__() got an unexpected keyword argument 'turbo'", "argument-removed")]
    [InlineData(
        "ImportError: /v/lib/python3.12/site-packages/frob/_core.so: undefined symbol: frob_new",
        "undefined-symbol"
    )]
    [InlineData("OSError: [Errno 30] Read-only file system: '/cache'", "read-only-file-system")]
    [InlineData("zipfile.BadZipFile: File is not a zip file", "file-damaged")]
    [InlineData("RuntimeError: No CUDA GPUs are available", "device-not-available")]
    [InlineData("bash: line 3: sox: command not found", "program-missing")]
    [InlineData("kedro 0.18 requires click<8.2, but you have click 8.2.1 which is incompatible.", "pip-check-conflict")]
    public void The_detail_that_tells_failures_apart_decides(string line, string code)
    {
        Assert.Equal(code, Diagnose("loading\n" + line + "\n").Causes[0].Code);
    }

    private static LogDiagnosis Diagnose(string log) =>
        FailureSignaturesTests.Diagnose(FailureSignatures.Embedded, log);
}
