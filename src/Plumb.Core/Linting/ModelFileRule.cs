using System.Buffers;
using System.Globalization;
using Plumb.Knowledge;

namespace Plumb.Linting;

/// <summary>
/// A model file has the SHA-256 and the size that a line gives it (<c>knowledge/model-files.toml</c>). A line without a name of
/// its own speaks of the model that the lines just above it name.
/// </summary>
internal sealed class ModelFileRule : IClaimRule
{
    private const int Near = 4;
    private static readonly SearchValues<char> _hex = SearchValues.Create("0123456789abcdefABCDEF");

    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document)
    {
        ModelFileFact? above = null;
        var since = 0;
        foreach (var line in document.Lines)
        {
            var named = Named(line.Text);
            if (named.Count > 1 || line.Kind == LineKind.Heading)
            {
                above = null;
            }

            since++;
            if (named.Count == 1)
            {
                (above, since) = (named[0], 0);
            }

            if (above is null || since > Near || named.Count > 1)
            {
                continue;
            }

            if (Sha256(line.Text) is { } hash)
            {
                yield return Hash(line.Number, above, hash);
            }

            if (
                (since == 0 || line.Text.Contains("size", StringComparison.OrdinalIgnoreCase))
                && FileSize.Only(line.Text) is { } size
            )
            {
                yield return Size(line.Number, above, size);
            }
        }
    }

    private static Claim Hash(int line, ModelFileFact model, string hash)
    {
        var owner = ModelFiles.Embedded.All.FirstOrDefault(m =>
            m.Sha256.Equals(hash, StringComparison.OrdinalIgnoreCase)
        );
        var verdict =
            owner == model ? ClaimVerdict.True
            : owner is null ? ClaimVerdict.Imprecise
            : ClaimVerdict.False;
        return new Claim(
            line,
            hash,
            verdict,
            verdict switch
            {
                ClaimVerdict.True => "",
                ClaimVerdict.False => $"It is the SHA-256 of {owner!.File}. {model.File} has {model.Sha256}.",
                _ => $"The published {model.File} has {model.Sha256}; this is another file.",
            },
            model.Source.Text,
            "hash"
        )
        {
            Edit = verdict == ClaimVerdict.False ? new ClaimEdit(hash, model.Sha256) : null,
        };
    }

    private static Claim Size(int line, ModelFileFact model, FileSize size)
    {
        var fits = size.Fits(model.Bytes) || (model.Unpacked > 0 && size.Fits(model.Unpacked));
        return Claim.Judged(
            line,
            size.Text,
            fits,
            $"{model.File} has {Words(model.Bytes)}"
                + (model.Unpacked > 0 ? $", unpacked {Words(model.Unpacked)}." : "."),
            model.Source.Text,
            "size"
        );
    }

    private static string Words(long bytes) =>
        bytes >= 1_000_000_000
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{bytes:N0} bytes ({bytes / 1e9:F2} GB, {bytes / 1073741824.0:F2} GiB)"
            )
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{bytes:N0} bytes ({bytes / 1e6:F1} MB, {bytes / 1048576.0:F1} MiB)"
            );

    private static List<ModelFileFact> Named(string text) =>
        [.. ModelFiles.Embedded.All.Where(m => Stands(text, m.File) || m.Names.Any(n => Stands(text, n)))];

    private static bool Stands(string text, string name)
    {
        for (var at = 0; (at = text.IndexOf(name, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            var end = at + name.Length;
            if (
                (at == 0 || !IsOfName(text[at - 1]))
                && (
                    end == text.Length
                    || !IsOfName(text[end])
                    || (text[end] == '.' && (end + 1 == text.Length || !char.IsAsciiLetterOrDigit(text[end + 1])))
                )
            )
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOfName(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';

    private static string? Sha256(string text)
    {
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsAsciiLetterOrDigit(text[i]))
            {
                continue;
            }

            if (i - start == 64 && text.AsSpan(start, 64).IndexOfAnyExcept(_hex) < 0)
            {
                return text[start..i];
            }

            start = i + 1;
        }

        return null;
    }
}
