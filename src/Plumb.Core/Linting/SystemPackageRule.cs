using Plumb.Knowledge;

namespace Plumb.Linting;

/// <summary>System packages are there under the names that commands use, and base images hold what is said of them (<c>knowledge/system-packages.toml</c>).</summary>
internal sealed class SystemPackageRule : IClaimRule
{
    private const string Name = "system-package";
    private static readonly string[] _has =
    [
        "base image has",
        "image already has",
        "already in the base image",
        "image includes",
        "image comes with",
        "image contains",
    ];

    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document)
    {
        var facts = SystemPackageNames.Embedded;
        var release = DistributionRelease.Of(document);
        foreach (var line in document.Lines)
        {
            if (!IsApt(line))
            {
                continue;
            }

            var words = line.Text.Split([' ', '\t', '\\', '"', '\'', '`', ';'], StringSplitOptions.RemoveEmptyEntries);
            var column = 0;
            foreach (var word in words)
            {
                column = Math.Max(column, line.Text.IndexOf(word, column, StringComparison.Ordinal));
                var number = line.NumberAt(column);
                var name = word.Split('=', ':')[0];
                if (
                    facts.Renamed.FirstOrDefault(r => r.Name == name) is { } renamed
                    && Renamed(number, renamed, release) is { } claim
                )
                {
                    yield return claim;
                }
                else if (facts.Absent.FirstOrDefault(a => a.Name == name) is { } absent)
                {
                    yield return new Claim(
                        number,
                        name,
                        ClaimVerdict.False,
                        $"No package has the name {name}: {absent.Why}.",
                        absent.Source.Text,
                        Name
                    );
                }
            }
        }

        if (Image(document) is { } image)
        {
            foreach (var line in document.Lines)
            {
                if (Holds(line, image) is { } claim)
                {
                    yield return claim;
                }
            }
        }
    }

    // A line of an apt command; a backslash may have joined several.
    private static bool IsApt(DocumentLine line) =>
        (line.Kind == LineKind.Code || line.Block > 0 || line.Text.Contains('`', StringComparison.Ordinal))
        && TextSearch.HasAny(
            line.Text,
            ["apt-get install", "apt install", "apt-get -y install", "apt -y install", "aptitude install"]
        );

    private static Claim? Renamed(int line, RenamedPackage renamed, DistributionRelease release)
    {
        var reach = release.Reaches(renamed);
        if (reach == false)
        {
            return null;
        }

        var releases = $"Debian {renamed.Debian} and Ubuntu {renamed.Ubuntu}";
        return new Claim(
            line,
            renamed.Name,
            reach == true && !renamed.IsProvided ? ClaimVerdict.False : ClaimVerdict.Imprecise,
            renamed.IsProvided
                ? $"From {releases} on the package is {renamed.Now}; apt takes it for {renamed.Name} and says so."
                : $"From {releases} on there is no {renamed.Name}: install {renamed.Now}, which older releases have too.",
            renamed.Source.Text,
            Name
        );
    }

    private static BaseImage? Image(LintDocument document) =>
        SystemPackageNames.Embedded.Images.FirstOrDefault(i =>
            document.Lines.Any(l => l.Text.Contains(i.Prefix, StringComparison.Ordinal))
        );

    // "Base image has ffmpeg", where its list does not hold it.
    private static Claim? Holds(DocumentLine line, BaseImage image)
    {
        var at = _has.Select(h =>
                line.Statement.IndexOf(h, StringComparison.OrdinalIgnoreCase) is >= 0 and var i ? i + h.Length : -1
            )
            .Max();
        if (at < 0 || TextSearch.HasAny(line.Statement, [" not ", "n't "]))
        {
            return null;
        }

        var next = line.Statement[at..]
            .Split([' ', ',', '.', '('], StringSplitOptions.RemoveEmptyEntries)
            .FirstOrDefault(w => w is not ("the" or "a"));
        var isTool = next is "ffmpeg" or "cmake" or "gcc" or "node" or "nodejs" or "rustc" or "cargo" or "sox";
        return !isTool || image.Apt.Contains(next!, StringComparer.Ordinal)
            ? null
            : new Claim(
                line.Number,
                line.Statement.Trim(' ', '-'),
                ClaimVerdict.False,
                $"{image.Prefix}… installs {string.Join(", ", image.Apt)}, and no {next}.",
                image.Source.Text,
                Name
            );
    }
}
