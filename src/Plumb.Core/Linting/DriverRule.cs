using Plumb.Knowledge;

namespace Plumb.Linting;

/// <summary>
/// The driver that a CUDA is said to need is enough for it (<c>knowledge/cuda-drivers.toml</c>); and the build of an image, which has
/// no driver, cannot find that CUDA is available.
/// </summary>
internal sealed class DriverRule : IClaimRule
{
    private const string Name = "driver";

    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document)
    {
        foreach (var line in document.Lines)
        {
            if (line.Statement.Contains("driver", StringComparison.OrdinalIgnoreCase) && Enough(line) is { } enough)
            {
                yield return enough;
            }
        }

        foreach (var block in document.Lines.Where(l => l.Block > 0).GroupBy(l => l.Block))
        {
            var isBuild = false;
            foreach (var line in block)
            {
                isBuild |= IsBuildStep(line.Text);
                if (isBuild && Available(line) is { } claim)
                {
                    yield return claim;
                }
            }
        }
    }

    // "CUDA 12.4 needs driver 470 or newer"
    private static Claim? Enough(DocumentLine line)
    {
        var text = line.Statement;
        if (
            CudaMentions.Read(text) is not [{ IsTag: false } cuda]
            || TextSearch.HasAny(text, [" not ", "n't ", "older than", "below", "error", "insufficient"])
        )
        {
            return null;
        }

        var word = text.IndexOf("driver", StringComparison.OrdinalIgnoreCase);
        var at = word + "driver".Length;
        while (at < text.Length && !char.IsAsciiDigit(text[at]) && at - word < 40)
        {
            at++;
        }

        var end = TextSearch.EndOfNumber(text, at);

        if (
            end - at < 3
            || !DriverVersion.TryParse(text.AsSpan(at, end - at), out var driver)
            || driver.Branch is < 300 or > 999
            || (at < cuda.End && at > cuda.Start)
        )
        {
            return null;
        }

        if (CudaDrivers.Embedded.Floor(cuda.Cuda.Major) is not { } floor)
        {
            return null;
        }

        var least = TextSearch.HasWord(text, "Windows") ? floor.Windows : floor.Linux;
        var fits = driver.Branch >= least.Branch;
        return Claim.Judged(
            line.Number,
            text.Trim(),
            fits,
            $"CUDA {cuda.Cuda.Major} runs with drivers from {least} on (Windows {floor.Windows}); {driver} is older.",
            floor.Source.Text,
            Name
        );
    }

    private static bool IsBuildStep(string text)
    {
        var start = text.AsSpan().TrimStart();
        return start.StartsWith("Step ", StringComparison.Ordinal) && text.Contains("RUN ", StringComparison.Ordinal)
            || start.StartsWith("#", StringComparison.Ordinal) && text.Contains("] RUN ", StringComparison.Ordinal)
            || start.StartsWith("RUN ", StringComparison.Ordinal);
    }

    private static Claim? Available(DocumentLine line)
    {
        var text = line.Text;
        var isShown =
            text.Contains("CUDA", StringComparison.OrdinalIgnoreCase)
            && TextSearch.HasAny(
                text,
                ["available: true", "available? true", "is_available(): true", "available = true"]
            );
        var isAsserted = text.Contains("assert torch.cuda.is_available()", StringComparison.Ordinal);
        return !isShown && !isAsserted
            ? null
            : new Claim(
                line.Number,
                text.Trim(),
                ClaimVerdict.False,
                "No driver is there while an image is built, unless the builder gives it a GPU: torch.cuda.is_available() is False then. Check it when the container runs.",
                "https://github.com/NVIDIA/nvidia-docker/issues/1734",
                Name
            );
    }
}
