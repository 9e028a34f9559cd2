using Plumb.Knowledge;

namespace Plumb.Linting;

/// <summary>"PyTorch compiled with NumPy 1.x fails with NumPy 2": from which release on it is built for NumPy 2 (<c>knowledge/numpy-abi.toml</c>).</summary>
internal sealed class NumpyBuildRule : IClaimRule
{
    private static readonly string[] _built =
    [
        "compiled with",
        "compiled against",
        "compiled for",
        "built with",
        "built against",
        "built for",
    ];
    private static readonly string[] _fails = ["fail", "break", "crash", "incompatible", "not work", "error"];

    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document)
    {
        foreach (var line in document.Lines)
        {
            var text = line.Statement;
            if (
                !TextSearch.HasAny(text, _built)
                || !TextSearch.HasAny(text, _fails)
                || !text.Contains("NumPy 1", StringComparison.OrdinalIgnoreCase)
                || !text.Contains("NumPy 2", StringComparison.OrdinalIgnoreCase)
            )
            {
                continue;
            }

            var mention = line.Mentions.FirstOrDefault(m => NumpyAbiFacts.Embedded.Find(m.Name) is not null);
            if (mention is null || NumpyAbiFacts.Embedded.Find(mention.Name) is not { } built)
            {
                continue;
            }

            var verdict =
                mention.Versions is null ? ClaimVerdict.Imprecise
                : Declared.Releases(mention) is { IsEmpty: false } releases
                && releases.All(r => r.Version < built.Since)
                    ? ClaimVerdict.True
                : ClaimVerdict.False;
            var windows = built.SinceWindows == built.Since ? "" : $" (on Windows from {built.SinceWindows})";
            yield return new Claim(
                line.Number,
                text.Trim(),
                verdict,
                verdict == ClaimVerdict.True
                    ? ""
                    : $"{mention.Name} is built for NumPy 2 from {built.Since} on{windows}; older ones need numpy<2.",
                built.Source.Text,
                "pins-together"
            );
        }
    }
}
