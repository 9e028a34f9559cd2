using Plumb.Formats.Fatbins;
using Plumb.Knowledge;

namespace Plumb.Linting;

/// <summary>
/// A build of torch that a sentence ties to a card, or to a compute capability, holds code for it (<c>knowledge/torch-cuda.toml</c>).
/// </summary>
internal sealed class TorchCardRule : IClaimRule
{
    private const string Name = "gpu-arch";

    private static readonly string[] _open =
    [
        "until",
        "unless",
        "instead",
        "before",
        "predate",
        "upgrade",
        "downgrade",
        "newer",
        "older",
        "too old",
        "error",
        "warn",
        "crash",
        "from source",
        "nightly",
        "might",
        "may ",
        "whether",
        "?",
    ];

    private static readonly string[] _denied =
    [
        "has no code for",
        "have no code for",
        "holds no code for",
        "has no kernel",
        "have no kernel",
        "no support for",
        "does not support",
        "doesn't support",
        "do not support",
        "not supported",
        "unsupported",
        "does not work",
        "doesn't work",
        "not work",
        "does not run",
        "doesn't run",
        "lacks code",
        "lacks support",
        "not compatible",
        "incompatible",
        "no longer support",
    ];

    private static readonly string[] _stated =
    [
        "works with",
        "work with",
        "works on",
        "work on",
        "runs on",
        "run on",
        "supports",
        "support ",
        "supported",
        "compatible with",
        "has code for",
        "holds code for",
        "have code for",
        "built for",
        "install torch",
        "install pytorch",
        "use torch",
        "use pytorch",
        "torch for the",
    ];

    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document)
    {
        foreach (var line in document.Lines)
        {
            if (line.Kind == LineKind.TableRow || !line.Mentions.Any(m => m.Name == TorchText.Torch))
            {
                continue;
            }

            foreach (var (start, end) in SentenceSplit.Of(line.Statement))
            {
                if (Judge(line, start, end) is { } claim)
                {
                    yield return claim;
                }
            }
        }
    }

    /// <summary>No build that a text names holds code for a card that it names.</summary>
    /// <param name="text">The sentence.</param>
    /// <param name="torch">The minor version of torch.</param>
    /// <param name="cuda">The CUDA of the build.</param>
    public static bool Lacks(string text, (int Major, int Minor) torch, CudaVersion cuda) =>
        Builds(torch, cuda) is { Count: > 0 } builds
        && Targets(text).Exists(t => builds.TrueForAll(b => !b.Fits(t.Capability)));

    private static Claim? Judge(DocumentLine line, int start, int end)
    {
        var text = line.Statement[start..end].Trim();
        var targets = Targets(text);
        var mentions = line.Mentions.Where(m => m.Name == TorchText.Torch && m.Start >= start && m.End <= end).ToList();
        if (
            targets.Count == 0
            || mentions is not [{ Versions: { } versions }]
            || TorchText.Minors(versions) is not [var minor]
            || TextSearch.HasAny(text, _open)
        )
        {
            return null;
        }

        var isDenied = TextSearch.HasAny(text, _denied);
        var cudas = CudaMentions.Read(text);
        if (
            cudas.Count > 1
            || (cudas is [{ HasMinor: false }])
            || (!isDenied && (!IsStated(text) || TextSearch.HasAny(text, [" not ", "n't ", " no ", "never"])))
        )
        {
            return null;
        }

        var builds = Builds(minor, cudas is [var cuda] ? cuda.Cuda : null);
        if (builds.Count == 0)
        {
            return null;
        }

        var lacking = targets.FindAll(t => builds.TrueForAll(b => !MayRun(b, t.Capability)));
        var isAll = targets.TrueForAll(t => builds.TrueForAll(b => b.Fits(t.Capability)));
        var verdict = (isDenied, lacking.Count, isAll) switch
        {
            (false, > 0, _) => ClaimVerdict.False,
            (false, _, true) => ClaimVerdict.True,
            (true, _, true) => ClaimVerdict.False,
            (true, var n, _) when n == targets.Count => ClaimVerdict.True,
            _ => ClaimVerdict.Unknown,
        };
        return verdict == ClaimVerdict.Unknown
            ? null
            : new Claim(
                line.Number,
                text,
                verdict,
                verdict == ClaimVerdict.True ? "" : Correct(isDenied ? targets : lacking, isDenied, minor, builds),
                builds[0].Source.Text,
                Name
            );
    }

    private static bool IsStated(string text) =>
        TextSearch.HasAny(text, _stated)
        || text.Contains(" for the ", StringComparison.OrdinalIgnoreCase)
        || text.Contains(" for a ", StringComparison.OrdinalIgnoreCase);

    private static string Correct(
        List<(string Said, ComputeCapability Capability)> targets,
        bool has,
        (int Major, int Minor) minor,
        List<TorchCudaBuild> builds
    )
    {
        var said = string.Join(
            " and ",
            targets.Select(t =>
                t.Said.StartsWith("sm_", StringComparison.Ordinal) ? t.Said : $"{t.Said} ({t.Capability.SmName})"
            )
        );
        var tags = string.Join(", ", builds.Select(b => b.Tag).Distinct(StringComparer.Ordinal));
        var held = builds.SelectMany(b => b.Code).Where(c => c.Kind == FatbinKind.Cubin).Select(c => c.Capability);
        var numbers = string.Join(", ", held.Distinct().Order());
        var first = has
            ? $"torch {TorchText.Words(minor)} for {tags} has code for {said}."
            : $"torch {TorchText.Words(minor)} for {tags} has code for {numbers} and none for {said}.";
        var next = TorchBuilds.Embedded.All.FirstOrDefault(b =>
            (b.Major, b.Minor).CompareTo(minor) >= 0
            && b.Platform == builds[0].Platform
            && targets.TrueForAll(t => b.Fits(t.Capability))
        );
        return has || next is null ? first : $"{first} torch {next.Torch} for {next.Tag} has it.";
    }

    // The table tells of a build on each platform that it knows; without a CUDA all builds of the version must be known.
    private static List<TorchCudaBuild> Builds((int Major, int Minor) torch, CudaVersion? cuda)
    {
        var builds = TorchBuilds
            .Embedded.All.Where(b => (b.Major, b.Minor) == torch && (cuda is null || b.Cuda == cuda))
            .OrderBy(b => b.Platform != "linux-x86_64")
            .ToList();
        var isWhole = TorchIndexes.Embedded.Of(torch).All(i => builds.Exists(b => b.Cuda == i.Cuda));
        return builds.Exists(b => b.Platform == "linux-x86_64") && (cuda is not null || isWhole)
            ? builds.FindAll(b => !b.Platform.EndsWith("aarch64", StringComparison.Ordinal))
            : [];
    }

    // PTX of an older card is compiled for a newer one.
    private static bool MayRun(TorchCudaBuild build, ComputeCapability capability) =>
        build.Fits(capability) || build.Code.Any(c => c.Kind != FatbinKind.Cubin && c.Capability <= capability);

    // The cards whose capability is sure, else the capabilities alone.
    private static List<(string Said, ComputeCapability Capability)> Targets(string text)
    {
        var cards = GpuMentions.Cards(text);
        return cards.Count > 0
            ?
            [
                .. cards
                    .Where(c => c.Match.Capability is not null)
                    .Select(c => (c.Text, c.Match.Capability!.Value))
                    .DistinctBy(c => c.Value),
            ]
            : [.. GpuMentions.Capabilities(text).Select(c => (c.Value.SmName, c.Value))];
    }
}
