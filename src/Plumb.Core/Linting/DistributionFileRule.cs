using Plumb.Knowledge;
using Plumb.Python;

namespace Plumb.Linting;

/// <summary>
/// What a command gets, by the files that releases have: no wheel on Windows, no source archive to build from, no wheel for a platform
/// any more, no release on a channel any more (<c>knowledge/distribution-files.toml</c>).
/// </summary>
internal sealed class DistributionFileRule : IClaimRule
{
    private const string Name = "version-exists";
    private static readonly string[] _compilers =
    [
        "build tools",
        "visual studio",
        "compiler",
        "msvc",
        "cl.exe",
        "gcc",
        "build-essential",
    ];

    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document) =>
        Sources(document).Concat(Windows(document)).Concat(Platforms(document)).Concat(Channels(document));

    // pip install X --no-binary X, and "Failed building wheel for X", of what has wheels alone.
    private static IEnumerable<Claim> Sources(LintDocument document)
    {
        foreach (var set in document.Installs)
        {
            foreach (var written in set.Requirements)
            {
                var isSource = set.Options.Any(o =>
                    o.Name == "--no-binary"
                    && (
                        o.Value == ":all:"
                        || o.Value.Split(',')
                            .Any(v => PackageName.TryParse(v, out var n) && n == written.Requirement.Name)
                    )
                );
                if (isSource && Find(written) is { IsSdist: false } kind)
                {
                    yield return Of(set.Line, written.Text, kind);
                }
            }
        }

        foreach (var line in document.Lines)
        {
            var at = line.Text.IndexOf("Failed building wheel for ", StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                continue;
            }

            var word = line.Text[(at + 26)..]
                .Split([' ', '`', '\'', '"', '*', '.'], StringSplitOptions.RemoveEmptyEntries)
                .FirstOrDefault();
            if (
                PackageName.TryParse(word, out var name)
                && DistributionFiles.Embedded.Find(name, VersionSpecifiers.Any) is { IsSdist: false } kind
            )
            {
                yield return new Claim(
                    line.Number,
                    line.Text.Trim(),
                    ClaimVerdict.False,
                    $"pip builds no {name}: the index holds wheels of it alone. Where none fits it says that no distribution matches.",
                    kind.Source.Text,
                    Name
                );
            }
        }
    }

    private static DistributionFileKind? Find(WrittenRequirement written) =>
        DistributionFiles.Embedded.Find(written.Requirement.Name, written.Requirement.Specifiers);

    private static Claim Of(int line, string text, DistributionFileKind kind) =>
        new(
            line,
            text,
            ClaimVerdict.False,
            $"{kind.Distribution} has wheels alone and no source archive, so that nothing is built from the index: build it from its repository with {kind.Needs}.",
            kind.Source.Text,
            Name
        );

    // A plain pip install on Windows of what has no wheel, in a document that says nothing of a compiler. Said once.
    private static IEnumerable<Claim> Windows(LintDocument document)
    {
        if (
            !document.Lines.Any(l => l.Kind is LineKind.Heading && TextSearch.HasWord(l.Statement, "Windows"))
            || document.Lines.Any(l => TextSearch.HasAny(l.Text, _compilers))
        )
        {
            yield break;
        }

        var told = new HashSet<PackageName>();
        foreach (var set in document.Installs.Where(s => s.Kind == InstallKind.Install && !s.Has("--no-deps")))
        {
            foreach (
                var written in set.Requirements.Where(r =>
                    r.Requirement is { Url: null, Specifiers.Items.IsEmpty: false }
                )
            )
            {
                if (Find(written) is { IsSdist: true } kind && told.Add(written.Requirement.Name))
                {
                    yield return new Claim(
                        set.Line,
                        written.Text,
                        ClaimVerdict.Imprecise,
                        $"{written.Text} has no wheel: pip builds it, which takes {kind.Needs} (on Windows the Visual C++ Build Tools).",
                        kind.Source.Text,
                        Name
                    );
                }
            }
        }
    }

    // "macOS (Intel): full support", where torch is installed without a version or in a newer one. Said once.
    private static IEnumerable<Claim> Platforms(LintDocument document)
    {
        foreach (var end in DistributionFiles.Embedded.Platforms)
        {
            var pin = document.Pin(end.Distribution);
            if (
                !document.InstallsAny(end.Distribution)
                || (
                    pin is not null && !pin.ToRange().IsDisjointFrom(VersionSpecifiers.Parse($"<={end.Last}").ToRange())
                )
            )
            {
                continue;
            }

            var line = document.Lines.FirstOrDefault(l => l.Kind != LineKind.Code && Speaks(l.Statement, end.Name));
            if (line is not null)
            {
                yield return new Claim(
                    line.Number,
                    line.Statement.Trim(),
                    ClaimVerdict.Imprecise,
                    $"{end.Distribution} has no wheel for {end.Name} after {end.Last}: newer ones cannot be installed there.",
                    end.Source.Text,
                    Name
                );
            }
        }
    }

    private static bool Speaks(string text, string platform) =>
        platform.Split(' ').Where(w => w != "on").All(w => TextSearch.HasWord(text, w))
        && TextSearch.HasAny(text, ["full", "support", "compatible", "tested", "✅", "works", "recommended"])
        && !TextSearch.HasAny(text, [" not ", "n't ", "no longer", "unsupported", "❌"]);

    // conda install pytorch -c pytorch
    private static IEnumerable<Claim> Channels(LintDocument document)
    {
        foreach (var line in document.Lines.Where(l => l.Kind == LineKind.Code || l.Block > 0))
        {
            foreach (
                var words in line.Text.Contains("install", StringComparison.Ordinal)
                    ? ShellWords.Commands(line.Text)
                    : []
            )
            {
                var install = words.IndexOf("install");
                if (install < 1 || !words.Take(install).Any(w => w is "conda" or "mamba" or "micromamba"))
                {
                    continue;
                }

                foreach (var end in DistributionFiles.Embedded.Channels)
                {
                    if (Channel(line, words, install, end) is { } claim)
                    {
                        yield return claim;
                    }
                }
            }
        }
    }

    private static Claim? Channel(DocumentLine line, List<string> words, int install, DistributionEnd end)
    {
        var isAsked = words.Any(w => w.StartsWith(end.Name + "::", StringComparison.Ordinal));
        for (var i = install; i + 1 < words.Count; i++)
        {
            isAsked |= words[i] is "-c" or "--channel" && words[i + 1] == end.Name;
        }

        var asked = words
            .Where(
                (w, i) =>
                    i > install && w[0] != '-' && words[i - 1] is not ("-c" or "--channel" or "-n" or "--name" or "-p")
            )
            .Select(w => w[(w.LastIndexOf(':') + 1)..])
            .ToLookup(w => w.Split('=', '<', '>')[0], StringComparer.Ordinal);
        var main = asked[end.Packages[0]].FirstOrDefault();
        var version = main?.Split('=', StringSplitOptions.RemoveEmptyEntries);
        if (!isAsked || !end.Packages.Any(asked.Contains))
        {
            return null;
        }

        if (version is [_, var text, ..] && PythonVersion.TryParse(text, out var pinned))
        {
            return (pinned.Major, pinned.Minor).CompareTo((end.Last.Major, end.Last.Minor)) <= 0
                ? null
                : new Claim(
                    line.Number,
                    main!,
                    ClaimVerdict.False,
                    $"The conda channel {end.Name} ends with {end.Last}: {text} is not on it. Take conda-forge or pip.",
                    end.Source.Text,
                    Name
                );
        }

        return new Claim(
            line.Number,
            $"-c {end.Name}",
            ClaimVerdict.Imprecise,
            $"The conda channel {end.Name} ends with {end.Distribution} {end.Last}: without a version that one is installed. Take conda-forge or pip for a newer one.",
            end.Source.Text,
            Name
        );
    }
}
