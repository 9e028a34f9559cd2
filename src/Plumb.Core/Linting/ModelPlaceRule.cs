using Plumb.Knowledge;

namespace Plumb.Linting;

/// <summary>
/// Models lie where the program that loads them looks, and addresses of models hold them (<c>knowledge/model-places.toml</c>).
/// </summary>
internal sealed class ModelPlaceRule : IClaimRule
{
    private const string Name = "file-location";

    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document)
    {
        var facts = ModelPlaces.Embedded;
        foreach (var line in document.Lines)
        {
            foreach (var withdrawn in facts.Withdrawn)
            {
                if (
                    line.Text.Contains(withdrawn.Address, StringComparison.OrdinalIgnoreCase)
                    && !TextSearch.HasAny(line.Text, [" not ", "removed", "withdrawn", "dead", "no longer"])
                )
                {
                    yield return new Claim(
                        line.Number,
                        withdrawn.Address,
                        ClaimVerdict.False,
                        $"{withdrawn.What} is not there any more: {withdrawn.Why}.",
                        withdrawn.Source.Text,
                        Name
                    );
                }
            }

            foreach (var loader in facts.Loaders)
            {
                var claim =
                    line.Kind == LineKind.Code ? InCode(document, line, loader) : InSentence(document, line, loader);
                if (claim is not null)
                {
                    yield return claim;
                }
            }
        }
    }

    private static Claim? InCode(LintDocument document, DocumentLine line, ModelLoader loader)
    {
        // Path(insightface.__file__).parent / 'models'
        if (
            loader.Inside.Length > 0
            && line.Text.Contains(loader.Module + ".__file__", StringComparison.Ordinal)
            && (
                line.Text.Contains($"'{loader.Inside}'", StringComparison.Ordinal)
                || line.Text.Contains($"\"{loader.Inside}\"", StringComparison.Ordinal)
            )
        )
        {
            return new Claim(
                line.Number,
                line.Text.Trim(),
                ClaimVerdict.False,
                $"{loader.Module} has no folder {loader.Inside} of its own: its models lie in {loader.Folder}, or where {loader.Option} says.",
                loader.Source.Text,
                Name
            );
        }

        return Bundled(document, line, loader);
    }

    // datas.append((cache, 'clip_models')) in a spec, where nothing tells the loader of the new folder.
    private static Claim? Bundled(LintDocument document, DocumentLine line, ModelLoader loader)
    {
        var last = loader.Folder[(loader.Folder.LastIndexOf('/') + 1)..];
        var parameter = Parameter(loader);
        if (
            !line.Text.Contains("datas", StringComparison.Ordinal)
            || !line.Text.Contains(last + "_", StringComparison.OrdinalIgnoreCase)
            || parameter.Length == 0
            || IsTold(document, parameter)
            || !document.Lines.Any(l =>
                l.Block == line.Block
                && l.Text.Contains($"'{last}'", StringComparison.Ordinal)
                    | l.Text.Contains($"/{last}", StringComparison.Ordinal)
            )
        )
        {
            return null;
        }

        return new Claim(
            line.Number,
            line.Text.Trim(),
            ClaimVerdict.Imprecise,
            $"{loader.Module} looks in {loader.Folder}: it finds the bundled folder only when the program says {loader.Option}.",
            loader.Source.Text,
            Name
        );
    }

    // "`~/.cache/huggingface/hub/` (SDXL, CodeFormer)"
    private static Claim? InSentence(LintDocument document, DocumentLine line, ModelLoader loader)
    {
        var text = line.Statement;
        if (
            line.Kind == LineKind.Heading
            || Folder(line.Text) is not { } folder
            || !loader.Names.Any(n => TextSearch.HasWord(text, n))
        )
        {
            return null;
        }

        // Beside the folder only: in parentheses behind it, or before it as a label.
        var at = text.IndexOf(folder, StringComparison.Ordinal);
        var behind = text[(at + folder.Length)..].TrimStart(' ', '/');
        var isBeside =
            behind.StartsWith('(') && loader.Names.Any(n => TextSearch.HasWord(behind, n))
            || text[..at].Contains(':', StringComparison.Ordinal)
                && loader.Names.Any(n => TextSearch.HasWord(text[..at], n));
        var fits =
            folder.TrimEnd('/').StartsWith(loader.Folder, StringComparison.OrdinalIgnoreCase)
            || loader.Folder.StartsWith(folder.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);
        var name = loader.Names.First(n => TextSearch.HasWord(text, n));
        return !isBeside || (!fits && IsTold(document, Parameter(loader)))
            ? null
            : new Claim(
                line.Number,
                text.Trim(' ', '-'),
                fits ? ClaimVerdict.True : ClaimVerdict.Imprecise,
                fits
                    ? ""
                    : $"{name} is loaded from {loader.Folder}"
                        + (
                            loader.Option.Length > 0
                                ? $" unless {loader.Option} says otherwise."
                                : " of its own repository."
                        ),
                loader.Source.Text,
                Name
            );
    }

    // "root" of FaceAnalysis(root=…)
    private static string Parameter(ModelLoader loader) =>
        loader.Option[(loader.Option.IndexOf('(', StringComparison.Ordinal) + 1)..].Split('=')[0];

    private static bool IsTold(LintDocument document, string parameter) =>
        parameter.Length > 0 && document.Lines.Any(l => l.Text.Contains(parameter + "=", StringComparison.Ordinal));

    // A folder of the user in a line.
    private static string? Folder(string text)
    {
        var at = text.IndexOf("~/", StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var end = at;
        while (
            end < text.Length
            && !char.IsWhiteSpace(text[end])
            && text[end] is not ('`' or '"' or '\'' or ')' or ',' or '|')
        )
        {
            end++;
        }

        return text[at..end].TrimEnd('.');
    }
}
