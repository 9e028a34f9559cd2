using Plumb.Knowledge;

namespace Plumb.Linting;

/// <summary>
/// What sentences say of torch and CUDA: which CUDA a version of torch is built for, which builds are wrong, which CUDA is the latest,
/// and that the CUDA toolkit is needed (<c>knowledge/torch-indexes.toml</c>, <c>knowledge/cuda-drivers.toml</c>).
/// </summary>
internal sealed class TorchCudaRule : IClaimRule
{
    private const string Name = "cuda-build";
    private const string Bundled = "https://github.com/pytorch/pytorch/issues/96595";

    private static readonly string[] _denials =
    [
        " not ",
        "n't ",
        "no longer",
        "without",
        "error",
        "instead of",
        "conflict",
        "incompatible",
        "fail",
        "driver",
        "from source",
    ];

    private static readonly string[] _wrong = ["wrong cuda", "cuda mismatch", "incorrect cuda", "incompatible cuda"];

    private static readonly string[] _compilers =
    [
        "nvcc",
        "CUDA_HOME",
        "flash-attn",
        "flash_attn",
        "setup.py build",
        "TORCH_CUDA_ARCH_LIST",
        "from source",
        "deepspeed",
        "no-build-isolation",
    ];

    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document)
    {
        var compiles = document.Lines.Any(l => TextSearch.HasAny(l.Text, _compilers));
        var isPip = document.InstallsAny(TorchText.Torch);
        foreach (var line in document.Lines)
        {
            var text = line.Kind == LineKind.TableRow ? line.Text : line.Statement;
            var cudas = CudaMentions.Read(text);
            if (cudas.Count == 0)
            {
                continue;
            }

            if (TextSearch.HasAny(text, _wrong))
            {
                if (Wrong(document, line, cudas) is { } wrong)
                {
                    yield return wrong;
                }

                continue;
            }

            if (Latest(line, text, cudas) is { } latest)
            {
                yield return latest;
            }

            if (isPip && !compiles && Toolkit(document, line, text, cudas) is { } toolkit)
            {
                yield return toolkit;
            }

            if (!TextSearch.HasAny(text, _denials) && Built(line, text, cudas) is { } built)
            {
                yield return built;
            }
        }
    }

    // "PyTorch 2.9 with CUDA 12.9"
    private static Claim? Built(DocumentLine line, string text, List<CudaMention> cudas)
    {
        var torch = line.Mentions.Where(m => m.Name == TorchText.Torch).ToList();
        if (
            torch is not [{ Versions: { } versions }]
            || cudas is not [{ HasMinor: true } cuda]
            || text.Contains("cuDNN", StringComparison.OrdinalIgnoreCase)
            || TorchText.Minors(versions) is not [var minor]
            || TorchIndexes.Embedded.Of(minor) is not { IsEmpty: false } holding
            || IsOpen(text, cuda)
            || TorchIndexes.Embedded.Find(cuda.Cuda)?.Unsure.Contains(minor) == true
        )
        {
            return null;
        }

        var fits = holding.Any(i => i.Cuda == cuda.Cuda);
        if (fits && TorchCardRule.Lacks(text, minor, cuda.Cuda))
        {
            // That the build exists does not make it fit the card.
            return null;
        }

        return new Claim(
            line.Number,
            text.Trim(),
            fits ? ClaimVerdict.True : ClaimVerdict.Imprecise,
            fits
                ? ""
                : $"torch {TorchText.Words(minor)} is built for CUDA {TorchText.Cudas(holding)}, not for {cuda.Cuda}.",
            holding[0].Source.Text,
            Name
        );
    }

    private static bool IsOpen(string text, CudaMention cuda) =>
        (cuda.End < text.Length && text[cuda.End] == '+')
        || text[cuda.Start..cuda.End].Contains('>', StringComparison.Ordinal)
        || text.AsSpan(cuda.End).TrimStart().StartsWith("or ", StringComparison.OrdinalIgnoreCase);

    // "Wrong CUDA version (cu117, cu121)", where the document pins a torch that has such a build.
    private static Claim? Wrong(LintDocument document, DocumentLine line, List<CudaMention> cudas)
    {
        if (
            document.Pin(TorchText.Torch) is not { } pin
            || TorchText.Minors(pin) is not [var minor]
            || TorchIndexes.Embedded.Of(minor) is not { IsEmpty: false } holding
        )
        {
            return null;
        }

        var official = holding.Where(i => cudas.Exists(c => c.Cuda == i.Cuda)).ToList();
        return official.Count == 0
            ? null
            : new Claim(
                line.Number,
                line.Statement.Trim(),
                ClaimVerdict.Imprecise,
                $"torch {TorchText.Words(minor)} has official builds for {string.Join(", ", holding.Select(i => i.Tag))}: {string.Join(", ", official.Select(i => i.Tag))} is not wrong by itself, only beside packages that are built for another CUDA.",
                official[0].Source.Text,
                Name
            );
    }

    // "CUDA 12.9 is the latest CUDA"
    private static Claim? Latest(DocumentLine line, string text, List<CudaMention> cudas)
    {
        if (
            cudas is not [{ IsTag: false } cuda]
            || !TextSearch.HasAny(
                text,
                [
                    "latest CUDA",
                    "newest CUDA",
                    "latest version of CUDA",
                    "CUDA is the latest",
                    "is the latest CUDA",
                    "most recent CUDA",
                ]
            )
            || text.Contains("driver", StringComparison.OrdinalIgnoreCase)
        )
        {
            return null;
        }

        var newest = CudaDrivers.Embedded.Releases[^1];
        var isLatest = cuda.HasMinor ? cuda.Cuda >= newest.Cuda : cuda.Cuda.Major >= newest.Cuda.Major;
        return Claim.Judged(
            line.Number,
            text.Trim(),
            isLatest,
            $"CUDA {newest.Cuda} is out.",
            newest.Source.Text,
            Name
        );
    }

    // "Requires CUDA Toolkit 11.8", where torch comes as a wheel.
    private static Claim? Toolkit(LintDocument document, DocumentLine line, string text, List<CudaMention> cudas)
    {
        if (
            !text.Contains("toolkit", StringComparison.OrdinalIgnoreCase)
            || !TextSearch.HasAny(
                text,
                ["requires ", "require ", "needs ", "need ", "required", "must install", "mandatory"]
            )
            || TextSearch.HasAny(text, [" not ", "n't ", "no need", "optional"])
        )
        {
            return null;
        }

        var onnx = document
            .Installs.SelectMany(s => s.Requirements)
            .FirstOrDefault(r => r.Requirement.Name.Normalized == "onnxruntime-gpu");
        return new Claim(
            line.Number,
            text.Trim(),
            ClaimVerdict.Imprecise,
            $"Wheels of torch bring their own CUDA and cuDNN: they need a driver and no CUDA toolkit {cudas[0].Cuda}."
                + (
                    onnx is null
                        ? ""
                        : $" {onnx.Text} looks for the libraries of CUDA outside of its own wheel, and finds those of torch when torch is imported first."
                ),
            Bundled,
            Name
        );
    }
}
