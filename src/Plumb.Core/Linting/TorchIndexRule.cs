using Plumb.Formats.Fatbins;
using Plumb.Knowledge;

namespace Plumb.Linting;

/// <summary>
/// The index of PyTorch that a command asks, or the build that it names (<c>torch==2.1.2+cu118</c>), holds the torch that is asked for;
/// and what comes from an index that gets no more releases (<c>knowledge/torch-indexes.toml</c>).
/// </summary>
internal sealed class TorchIndexRule : IClaimRule
{
    private const string Name = "cuda-build";

    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document)
    {
        foreach (var set in document.Installs)
        {
            var torch = set.Requirements.FirstOrDefault(r => TorchText.IsFamily(r.Requirement.Name));
            if (torch is null || torch.Requirement.Url is not null)
            {
                continue;
            }

            foreach (var written in set.Requirements.Where(r => r.Requirement.Name == TorchText.Torch))
            {
                if (Local(written) is { } claim)
                {
                    yield return claim;
                }
            }

            foreach (var url in set.Indexes)
            {
                if (TorchText.Tag(url) is { } tag && Of(set, torch, url, tag) is { } claim)
                {
                    yield return claim;
                }
            }
        }
    }

    private static Claim? Local(WrittenRequirement written)
    {
        var pinned = written.Requirement.Specifiers.Items.Select(i => i.Version).FirstOrDefault();
        return TorchText.Label(written) is { } label && pinned is { } version
            ? Holds(written.Line, written.Text, (version.Major, version.Minor), label)
            : null;
    }

    private static Claim? Of(InstallSet set, WrittenRequirement torch, string url, string tag)
    {
        var text = $"{torch.Text} {url}";
        var isNightly = url.Contains("/nightly/", StringComparison.Ordinal);
        var index = TorchIndexes.Embedded.Find(tag);
        if (isNightly)
        {
            return index is not { NightlyUntil.Length: > 0 }
                ? null
                : new Claim(
                    set.Line,
                    text,
                    ClaimVerdict.Imprecise,
                    $"Nightly builds for CUDA {index.Cuda} stopped ({index.NightlyUntil}). Stable torch {Torch(index)} has builds for it: --index-url {url.Replace("/nightly/", "/", StringComparison.Ordinal)}.",
                    index.Source.Text,
                    Name
                );
        }

        var pin = set.Find("torch")?.Requirement.Specifiers;
        var minors = pin is null || pin.Items.IsEmpty ? [] : TorchText.Minors(pin);
        if (pin is { Items.IsEmpty: false })
        {
            return minors.Count == 1 ? Holds(set.Line, text, minors[0], tag)
                : minors.Count > 0 && index is not null && !minors.Exists(index.Torch.Contains)
                    ? Holds(set.Line, text, minors[^1], tag)
                : null;
        }

        return
            index?.Last is not { } last
            || set.Find("torch") is null
            || TorchText.Newest is not { } newest
            || newest <= last
            ? null
            : new Claim(
                set.Line,
                text,
                ClaimVerdict.Imprecise,
                $"The index {tag} ends with torch {last}: without a version that one is installed, not {newest}.{Cards(index)} Pin torch, or take an index that goes on: {string.Join(", ", Open().Select(i => i.Tag))}.",
                index.Source.Text,
                Name
            );
    }

    private static Claim? Holds(int line, string text, (int Major, int Minor) torch, string tag)
    {
        var indexes = TorchIndexes.Embedded;
        var holding = indexes.Of(torch);
        if (holding.IsEmpty || indexes.Find(tag) is not { } index || !IsSure(torch, index))
        {
            return null;
        }

        var holds = index.Torch.Contains(torch);
        return Claim.Judged(
            line,
            text,
            holds,
            $"torch {TorchText.Words(torch)} has no build for {tag}: its builds are {string.Join(", ", holding.Select(i => i.Tag))}; {tag} holds torch {Torch(index)}.",
            index.Source.Text,
            Name
        );
    }

    // The table tells all builds from torch 2.0 to the newest minor version that it names.
    private static bool IsSure((int Major, int Minor) torch, TorchIndex index) =>
        !index.Unsure.Contains(torch) && (torch.CompareTo((2, 0)) >= 0 || index.Torch.Contains(torch));

    private static string Torch(TorchIndex index) =>
        index.Torch.Length == 1 ? TorchText.Words(index.Torch[0])
        : IsRow(index) ? $"{TorchText.Words(index.Torch[0])} to {TorchText.Words(index.Torch[^1])}"
        : string.Join(", ", index.Torch.Select(TorchText.Words));

    private static bool IsRow(TorchIndex index)
    {
        var all = TorchText.Minors(null);
        var (first, last) = (all.IndexOf(index.Torch[0]), all.IndexOf(index.Torch[^1]));
        return last - first + 1 == index.Torch.Length;
    }

    private static IEnumerable<TorchIndex> Open() => TorchIndexes.Embedded.All.Where(i => i.Last is null);

    // Cards that no build of the index has code for.
    private static string Cards(TorchIndex index)
    {
        var newest = TorchBuilds.Embedded.All.Where(b => b.Cuda == index.Cuda && b.Platform == "linux-x86_64").ToList();
        return
            newest.Count > 0
            && ComputeCapability.TryParse("12.0", out var blackwell)
            && !newest.Exists(b => b.Fits(blackwell))
            ? " None of its builds has code for GeForce RTX 50 (compute capability 12.0)."
            : "";
    }
}
