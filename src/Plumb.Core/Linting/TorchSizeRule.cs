using System.Globalization;
using Plumb.Knowledge;

namespace Plumb.Linting;

/// <summary>
/// What a document says that torch takes, where it says that it is the build for the CPU (<c>knowledge/wheel-sizes.toml</c>). Nothing
/// here is more than a hint: sizes differ from release to release.
/// </summary>
internal sealed class TorchSizeRule : IClaimRule
{
    private static readonly string[] _cpu =
    [
        "CPU-only PyTorch",
        "CPU-only torch",
        "PyTorch CPU-only",
        "CPU-only build of PyTorch",
        "CPU build of torch",
    ];

    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document)
    {
        var sizes = WheelSizes.Embedded;
        var isCpu = document.Lines.Any(l =>
            TextSearch.HasAny(l.Statement, _cpu)
            && TextSearch.HasAny(l.Statement, ["use", "applied", "saves", "✅", "bundle"])
        );
        foreach (var line in document.Lines)
        {
            var text = line.Statement;
            if (!line.Mentions.Any(m => m.Name == TorchText.Torch) || Megabytes(text) is not { } told)
            {
                continue;
            }

            if (
                TextSearch.HasAny(text, ["saves", "smaller", "saving", "less than the CUDA"])
                && TextSearch.HasAny(text, ["CPU"])
                && TextSearch.HasAny(text, ["CUDA", "GPU"])
            )
            {
                if (told < sizes.CudaMore.Least * 0.75)
                {
                    yield return Of(
                        line,
                        text,
                        $"The build for CUDA takes {Words(sizes.CudaMore)} more.",
                        sizes.CudaMore
                    );
                }
            }
            else if (isCpu && text.Contains(':', StringComparison.Ordinal) && told > sizes.Cpu.Most * 1.5)
            {
                yield return Of(
                    line,
                    text,
                    $"The build for the CPU takes {Words(sizes.Cpu)}; this is the size of one for CUDA.",
                    sizes.Cpu
                );
            }
        }
    }

    private static double? Megabytes(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var at = i;
            if (
                char.IsAsciiDigit(text[i])
                && (i == 0 || !(char.IsAsciiLetterOrDigit(text[i - 1]) || text[i - 1] is '.' or ','))
                && Expression.TryNumber(text, ref at, text.Length, out var value, out var unit)
                && unit is "MB" or "GB" or "MiB" or "GiB"
            )
            {
                return unit[0] == 'G' ? value * 1000 : value;
            }
        }

        return null;
    }

    private static string Words(WheelSize size) =>
        string.Create(CultureInfo.InvariantCulture, $"{size.Least / 1000.0:0.##} to {size.Most / 1000.0:0.##} GB");

    private static Claim Of(DocumentLine line, string text, string correct, WheelSize size) =>
        new(line.Number, text.Trim(' ', '-'), ClaimVerdict.Imprecise, correct, size.Source.Text, "size");
}
