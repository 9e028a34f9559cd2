namespace Plumb.Linting;

/// <summary>
/// "pip detects CUDA": it detects nothing. The platform's tag chooses the wheel, and the address of the index the build; which device
/// is used the program decides (PEP 425).
/// </summary>
internal sealed class DetectionRule : IClaimRule
{
    private const string Source =
        "PEP 425; https://github.com/astral-sh/uv/blob/main/docs/guides/integration/pytorch.md";
    private static readonly string[] _detects =
    [
        "auto-detect",
        "autodetect",
        "auto detect",
        "automatically detect",
        "detects automatically",
        "automatically select",
        "automatically choose",
        "automatically pick",
    ];
    private static readonly string[] _devices = ["CUDA", "GPU", "Apple Silicon", "MPS", "ROCm", "NVIDIA"];

    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document)
    {
        foreach (var set in document.Installs)
        {
            if (
                set.Kind != InstallKind.Install
                || set.Find("torch") is not { } torch
                || set.Has("--torch-backend")
                || set.Source.Text.TrimStart().StartsWith("uv ", StringComparison.Ordinal)
            )
            {
                continue;
            }

            var above = document.Label(set.Source);
            var own = set.Source.Kind == LineKind.Code ? set.Source.Statement.Trim() : "";
            var (text, line) =
                Claims(own) ? (own, set.Line)
                : Claims(above) ? (above, set.Line - 1)
                : ("", 0);
            if (line == 0)
            {
                continue;
            }

            var index = set.Index;
            yield return new Claim(
                line,
                text,
                index.Length > 0 || TextSearch.HasAny(text, ["installs"]) ? ClaimVerdict.False : ClaimVerdict.Imprecise,
                index.Length > 0
                    ? $"pip detects no GPU: the index {index} decides which build of {torch.Requirement.Name} is installed, and the program which device is used."
                    : "pip detects no GPU: it takes the wheel for the platform, on Linux the one for CUDA and on macOS the one with MPS; the program has to choose the device.",
                Source,
                "cuda-build"
            );
        }
    }

    private static bool Claims(string text) => TextSearch.HasAny(text, _detects) && TextSearch.HasAny(text, _devices);
}
