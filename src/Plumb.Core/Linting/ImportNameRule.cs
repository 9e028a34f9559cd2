using Plumb.Knowledge;

namespace Plumb.Linting;

/// <summary>
/// A name beside a version, or in a command, is that of a distribution and not of its module: PIL is Pillow's
/// (<c>knowledge/import-names.toml</c>); and a module that is taken for granted comes from the project that is meant.
/// </summary>
internal sealed class ImportNameRule : IClaimRule
{
    private const string Name = "package-exists";
    private static readonly string[] _modules =
    [
        "PIL",
        "cv2",
        "sklearn",
        "skimage",
        "yaml",
        "bs4",
        "Crypto",
        "OpenSSL",
        "dotenv",
    ];

    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document)
    {
        foreach (var line in document.Lines)
        {
            var cells = TableRow.Cells(line);
            for (var i = 0; i + 1 < cells.Length; i++)
            {
                if (Module(cells[i]) is { } name && VersionPhrase.TryPart(cells[i + 1], 0, true, out _, out _, out _))
                {
                    yield return Of(line.Number, $"{cells[i]} {cells[i + 1]}", name);
                    break;
                }
            }
        }

        foreach (var written in document.Installs.SelectMany(s => s.Requirements))
        {
            if (written.Requirement.Url is null && Module(written.Requirement.WrittenName) is { } name)
            {
                yield return Of(written.Line, written.Text, name);
            }
        }

        foreach (var claim in Assumed(document))
        {
            yield return claim;
        }
    }

    private static ImportName? Module(string text) =>
        Array.IndexOf(_modules, text) >= 0 ? ImportNames.Embedded.Find(text) : null;

    private static Claim Of(int line, string text, ImportName name) =>
        new(
            line,
            text,
            ClaimVerdict.Imprecise,
            $"{name.Module} is the name of the module; the package is {name.Requirement}.",
            name.Source.Text,
            Name
        );

    // 'clip' among the hidden imports, and nothing says where it comes from. Said once.
    private static IEnumerable<Claim> Assumed(LintDocument document)
    {
        foreach (
            var fact in PackageNames.Embedded.All.Where(f =>
                !f.IsAbsent && f.Instead.StartsWith("git+", StringComparison.Ordinal)
            )
        )
        {
            var module = fact.Name.Normalized;
            if (
                document.Lines.Any(l =>
                    l.Text.Contains("git+", StringComparison.Ordinal) && TextSearch.HasWord(l.Text, module)
                )
                || document.InstallsAny(fact.Name)
                || document.Lines.Any(l => TextSearch.HasAny(l.Text, ["openai-clip", "open-clip", "open_clip"]))
            )
            {
                continue;
            }

            var line = document.Lines.FirstOrDefault(l =>
                l.Kind == LineKind.Code
                && (
                    l.Text.Contains($"'{module}',", StringComparison.Ordinal)
                    || l.Text.Contains($"\"{module}\",", StringComparison.Ordinal)
                    || l.Text.Trim() == $"import {module}"
                )
            );
            if (line is not null)
            {
                yield return new Claim(
                    line.Number,
                    line.Text.Trim(),
                    ClaimVerdict.Imprecise,
                    $"The package {fact.Name} is {fact.Is}, not {fact.Meant}: install {fact.Instead}.",
                    fact.Source.Text,
                    Name
                );
            }
        }
    }
}
