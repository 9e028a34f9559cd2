using System.Globalization;
using Plumb.Formats.Fatbins;
using Plumb.Knowledge;
using Plumb.Python;

namespace Plumb.Linting;

/// <summary>
/// A cuDNN goes with the package, or the CUDA, that a line names beside it. Releases of one major version of cuDNN
/// replace each other; those of two do not (<c>knowledge/cudnn.toml</c>, <c>knowledge/cuda-consumers.toml</c>).
/// </summary>
internal sealed class CudnnRule : IClaimRule
{
    private const string Name = "cudnn";
    private const string Library = "cuDNN";

    // Words by which a line tells of another cuDNN than the one to use.
    private static readonly string[] _denials =
    [
        " not ",
        "n't ",
        "never",
        "instead of",
        "rather than",
        "no longer",
        "could not",
        "error",
        "older",
        "upgrade",
        "from ",
        "conflict",
        "incompatible",
    ];

    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document)
    {
        foreach (var line in document.Lines)
        {
            var text = line.Statement;
            if (
                !TryStated(text, Library, 0, out var cudnn)
                || TryStated(text, Library, cudnn.End, out _)
                || Array.Exists(_denials, d => text.Contains(d, StringComparison.OrdinalIgnoreCase))
            )
            {
                continue;
            }

            var isTold = false;
            foreach (var mention in line.Mentions)
            {
                if (Wanted(mention) is { Majors.Count: > 0 } wanted)
                {
                    isTold = true;
                    yield return Beside(line, mention, cudnn, wanted);
                }
            }

            if (!isTold && TryStated(text, "CUDA", 0, out var cuda) && WithCuda(line, cudnn, cuda) is { } claim)
            {
                yield return claim;
            }
        }
    }

    private static Claim Beside(
        DocumentLine line,
        Mention mention,
        Stated cudnn,
        (SortedSet<int> Majors, string Source) wanted
    )
    {
        var fits = wanted.Majors.Contains(cudnn.Version.Major);
        var verdict =
            !fits ? ClaimVerdict.False
            : wanted.Majors.Count > 1 ? ClaimVerdict.Imprecise
            : ClaimVerdict.True;
        var majors = string.Join(" or ", wanted.Majors.Select(m => m.ToString(CultureInfo.InvariantCulture)));
        return new Claim(
            line.Number,
            line.Statement.Trim(),
            verdict,
            verdict == ClaimVerdict.True ? ""
                : fits ? $"{mention.Said} uses cuDNN {majors}, by its release."
                : $"{mention.Said} uses cuDNN {majors}, which cuDNN {cudnn.Version.Major} cannot replace.",
            wanted.Source,
            Name
        );
    }

    private static (SortedSet<int> Majors, string Source) Wanted(Mention mention)
    {
        if (mention.Versions is not { } versions)
        {
            return ([], "");
        }

        if (mention.Name.Normalized == "torch")
        {
            var builds = CudnnFacts.Embedded.Torch.Where(b => Meets(versions, b.Torch)).ToList();
            return ([.. builds.Select(b => b.Cudnn.Major)], builds.FirstOrDefault()?.Source.Text ?? "");
        }

        var rows = CudaRequirements
            .Embedded.All.Where(r => r.Distribution == mention.Name && Samples(versions, r.From).Any(r.Covers))
            .ToList();
        return ([.. rows.Select(r => r.Cudnn).OfType<int>()], rows.Count > 0 ? rows[0].Source.Text : "");
    }

    private static Claim? WithCuda(DocumentLine line, Stated cudnn, Stated cuda)
    {
        var support = CudnnFacts.Embedded.Support.FirstOrDefault(s => s.Cudnn == cudnn.Version);
        if (support is null)
        {
            return null;
        }

        var newest = support.Cuda.FirstOrDefault(c => c.Major == cuda.Version.Major);
        var asked = new CudaVersion(cuda.Version.Major, cuda.Version.Minor);
        var fits = newest.Major != 0 && (!cuda.HasMinor || asked <= newest);
        var made = string.Join(" and ", support.Cuda.Select(c => c.ToString()));
        return Claim.Judged(
            line.Number,
            line.Statement.Trim(),
            fits,
            $"cuDNN {cudnn.Version.Major}.{cudnn.Version.Minor} is made for CUDA up to {made}.",
            support.Source.Text,
            Name
        );
    }

    // A range is tried at its own bounds and at the start of a row: rows follow each other without a gap.
    private static IEnumerable<PythonVersion> Samples(VersionSpecifiers versions, PythonVersion? from) =>
        versions.Items.Select(i => i.Version).Append(from).OfType<PythonVersion>().Where(v => versions.Contains(v));

    private static bool Meets(VersionSpecifiers versions, (int Major, int Minor) torch) =>
        versions.Contains(
            string.Create(CultureInfo.InvariantCulture, $"{torch.Major}.{torch.Minor}.0"),
            prereleases: false
        ) || versions.Items.Any(i => i.Version is { } v && (v.Major, v.Minor) == torch && versions.Contains(v));

    private static bool TryStated(string text, string word, int from, out Stated stated)
    {
        stated = default;
        for (var at = from; (at = text.IndexOf(word, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += word.Length)
        {
            var start = at + word.Length;
            if (at > 0 && char.IsAsciiLetterOrDigit(text[at - 1]))
            {
                continue;
            }

            while (start < text.Length && text[start] is ' ' or 'v' or '=' or '>' or ':' or '|')
            {
                start++;
            }

            if (TryNumber(text, ref start, out var major))
            {
                var minor = 0;
                var hasMinor =
                    start + 1 < text.Length && text[start] == '.' && TryNumber(text, ref start, out minor, skip: 1);
                stated = new Stated((major, minor), hasMinor, start);
                return true;
            }
        }

        return false;
    }

    private static bool TryNumber(string text, ref int at, out int number, int skip = 0)
    {
        var start = at + skip;
        var end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        number = 0;
        if (end - start is 0 or > 2)
        {
            return false;
        }

        number = int.Parse(text.AsSpan(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture);
        at = end;
        return true;
    }

    private readonly record struct Stated((int Major, int Minor) Version, bool HasMinor, int End);
}
