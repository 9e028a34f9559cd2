using System.Globalization;
using Plumb.Knowledge;
using Plumb.Python;

namespace Plumb.Linting;

/// <summary>
/// What torch carries of cuDNN: its wheels for Windows hold the DLLs, and <c>torch.backends.cudnn.version()</c> of a version of torch is
/// a number of the cuDNN that it was built with (<c>knowledge/cudnn.toml</c>).
/// </summary>
internal sealed class CudnnBundleRule : IClaimRule
{
    private const string Name = "cudnn";
    private const string Bundled = "https://github.com/pytorch/builder/blob/release/2.1/windows/internal/copy.bat";
    private static readonly string[] _lacks =
    [
        "doesn't include cuDNN",
        "does not include cuDNN",
        "don't include cuDNN",
        "do not include cuDNN",
        "without cuDNN",
        "doesn't ship cuDNN",
        "does not ship cuDNN",
        "don't ship cuDNN",
        "does not bundle cuDNN",
        "doesn't bundle cuDNN",
        "lack cuDNN",
        "lacks cuDNN",
    ];

    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document)
    {
        foreach (var line in document.Lines)
        {
            var text = line.Statement;
            if (
                TextSearch.HasAny(text, _lacks)
                && line.Mentions.Any(m => m.Name == TorchText.Torch)
                && !TextSearch.HasAny(text, ["CPU", "ROCm"])
            )
            {
                yield return new Claim(
                    line.Number,
                    text.Trim(),
                    ClaimVerdict.False,
                    "Wheels of torch for CUDA carry cuDNN: on Windows its DLLs lie in torch/lib, on Linux they come as nvidia-cudnn.",
                    Bundled,
                    Name
                );
            }
            else if (
                TextSearch.HasAny(text, ["cuDNN version", "cudnn.version"]) && Number(document, line) is { } number
            )
            {
                yield return number;
            }

            if (LoadedFile(document, line) is { } file)
            {
                yield return file;
            }
        }
    }

    // "cuDNN version should be 8905": 8905 is 8.9.5, 91002 is 9.10.2.
    private static Claim? Number(LintDocument document, DocumentLine line)
    {
        var text = line.Statement;
        var at = -1;
        foreach (
            var word in (string[])
                ["should be ", "must be ", "expected: ", "is expected to be ", "shows ", "correctly ("]
        )
        {
            var found = text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
            at = found >= 0 ? found + word.Length : at;
        }

        if (at < 0 || Torch(document) is not { } torch)
        {
            return null;
        }

        var end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        if (
            end - at is not (4 or 5)
            || !int.TryParse(text.AsSpan(at, end - at), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        )
        {
            return null;
        }

        var major = number >= 90000 ? number / 10000 : number / 1000;
        var builds = CudnnFacts.Embedded.Torch.Where(b => b.Torch == torch).ToList();
        if (builds.Count == 0 || major is < 7 or > 20)
        {
            return null;
        }

        var fits = builds.Exists(b => b.Cudnn.Major == major);
        return Claim.Judged(
            line.Number,
            text.Trim(),
            fits,
            $"torch {TorchText.Words(torch)} is built with cuDNN {string.Join(" or ", builds.Select(b => b.Cudnn.ToString()).Distinct(StringComparer.Ordinal))}: {string.Join(" or ", builds.Select(b => Printed(b.Cudnn)).Distinct(StringComparer.Ordinal))} is the right number.",
            builds[0].Source.Text,
            Name
        );
    }

    private static string Printed(PythonVersion cudnn) =>
        (
            cudnn.Major >= 9
                ? (cudnn.Major * 10000) + (cudnn.Minor * 100) + cudnn.Micro
                : (cudnn.Major * 1000) + (cudnn.Minor * 100) + cudnn.Micro
        ).ToString(CultureInfo.InvariantCulture);

    // The torch that the document installs, or the newest minor version that it names beside a full one.
    private static (int Major, int Minor)? Torch(LintDocument document)
    {
        if (document.Pin(TorchText.Torch) is { } pin && TorchText.Minors(pin) is [var only])
        {
            return only;
        }

        var named = document
            .Lines.SelectMany(l => l.Mentions)
            .Where(m =>
                m.Name == TorchText.Torch
                && m.Versions?.Items is [{ Operator: VersionOperator.Equal, Version.Release.Length: > 1 }]
            )
            .Select(m => m.Versions!.Items[0].Version!.Value)
            .Select(v => (v.Major, v.Minor))
            .Distinct()
            .ToList();
        return named.Count == 0 ? null : named.Max();
    }

    // "Could not locate cudnn_ops_infer64_8.dll", blamed on torch or cured with cuDNN 8.
    private static Claim? LoadedFile(LintDocument document, DocumentLine line)
    {
        if (
            !line.Text.Contains("cudnn", StringComparison.OrdinalIgnoreCase)
            || !TextSearch.HasAny(line.Text, ["could not", "cannot", "missing", "not found", "unable"])
        )
        {
            return null;
        }

        var rows = CudaRequirements
            .Embedded.All.Where(r =>
                r.Windows.Concat(r.Linux)
                    .Any(f =>
                        f.Contains("cudnn", StringComparison.Ordinal)
                        && line.Text.Contains(f, StringComparison.OrdinalIgnoreCase)
                    )
            )
            .ToList();
        if (rows.Count == 0 || rows[^1].Cudnn is not { } major || Torch(document) is not { } torch)
        {
            return null;
        }

        var builds = CudnnFacts.Embedded.Torch.Where(b => b.Torch == torch).ToList();
        var blamed = document
            .Lines.Skip(Math.Max(0, line.Index - 2))
            .Take(2)
            .Any(l => l.Section == line.Section && l.Mentions.Any(m => m.Name == TorchText.Torch));
        return builds.Count == 0 || !blamed || builds.Exists(b => b.Cudnn.Major == major)
            ? null
            : new Claim(
                line.Number,
                line.Statement.Trim(),
                ClaimVerdict.False,
                $"The file is of cuDNN {major}, and torch {TorchText.Words(torch)} carries another: {string.Join(" and ", rows.Select(r => r.Below is { } below ? $"{r.Distribution}<{below}" : r.Distribution.ToString()).Distinct(StringComparer.Ordinal))} load it. Upgrade what loads it.",
                rows[^1].Source.Text,
                Name
            );
    }
}
