using System.Globalization;
using Plumb.Formats.Fatbins;
using Plumb.Knowledge;

namespace Plumb.Linting;

/// <summary>
/// The label of a build that a command pins (<c>torch==2.1.2+cu121</c>) is the one that its index holds, and the index exists
/// (<c>knowledge/torch-indexes.toml</c>, <c>knowledge/cuda-drivers.toml</c>).
/// </summary>
internal sealed class TorchLabelRule : IClaimRule
{
    private const string Name = "cuda-build";

    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document)
    {
        foreach (var set in document.Installs)
        {
            var family = set.Requirements.Where(r => TorchText.IsFamily(r.Requirement.Name)).ToList();
            if (family.Count == 0)
            {
                continue;
            }

            var tags = set.Indexes.Select(TorchText.Tag).ToList();
            foreach (var (url, tag) in set.Indexes.Zip(tags))
            {
                if (tag is not null && Missing(tag) is { } why && !url.Contains("/nightly", StringComparison.Ordinal))
                {
                    yield return Of(set.Line, $"{family[0].Text} {url}", $"PyTorch has no index {tag}: {why}");
                }
            }

            foreach (var written in family)
            {
                if (TorchText.Label(written) is not { } label)
                {
                    continue;
                }

                if (Missing(label) is { } why)
                {
                    yield return Of(written.Line, written.Text, $"PyTorch has no builds with the label {label}: {why}");
                }
                else if (
                    tags.Count > 0
                    && !tags.Contains(null)
                    && !tags.Contains(label)
                    && !set.Has("-f", "--find-links")
                    && tags.TrueForAll(t => Missing(t!) is null)
                )
                {
                    yield return Of(
                        set.Line,
                        written.Text,
                        $"The index {string.Join(" and ", tags)} holds builds with the label +{string.Join(" or +", tags)}, and {written.Text} asks for +{label}: take the index {label}, or the label +{tags[0]}."
                    );
                }
            }
        }
    }

    // Why a tag is of no build: its CUDA is between those of the table, or far beyond the newest that is out.
    private static string? Missing(string tag)
    {
        if (tag is "cpu" || TorchIndexes.Embedded.Find(tag) is not null)
        {
            return null;
        }

        var all = TorchIndexes.Embedded.All;
        var number = int.Parse(tag.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture);
        var cuda = new CudaVersion(number / 10, number % 10);
        var newest = CudaDrivers.Embedded.Releases[^1].Cuda;
        return cuda.Major > newest.Major + 1 ? $"no CUDA {cuda} is out, the newest is {newest}."
            : cuda > all[0].Cuda && cuda < all[^1].Cuda
                ? $"those for CUDA {all[0].Cuda} to {all[^1].Cuda} are {string.Join(", ", all.Select(i => i.Tag))}."
            : null;
    }

    private static Claim Of(int line, string text, string correct) =>
        new(line, text, ClaimVerdict.False, correct, TorchIndexes.Embedded.All[^1].Source.Text, Name);
}
