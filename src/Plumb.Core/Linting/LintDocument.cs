using System.Collections.Immutable;
using System.Text;
using Plumb.Knowledge;
using Plumb.Python;

namespace Plumb.Linting;

/// <summary>A document taken apart.</summary>
/// <param name="Lines">Its lines that are not empty.</param>
/// <param name="Commands">What its commands install and remove, and its lists of requirements, in their order.</param>
internal sealed record LintDocument(ImmutableArray<DocumentLine> Lines, ImmutableArray<InstallSet> Commands)
{
    private ImmutableArray<InstallSet> _installs;

    /// <summary>What its commands and lists of requirements install.</summary>
    public ImmutableArray<InstallSet> Installs =>
        _installs.IsDefault ? _installs = [.. Commands.Where(c => c.Kind != InstallKind.Uninstall)] : _installs;

    private bool _knowsPython;
    private PythonVersion? _python;

    /// <summary>The one Python that the document names, as in "Python 3.10", <c>python:3.11-slim</c> or <c>python=3.9</c>; null for none or several.</summary>
    public PythonVersion? Python
    {
        get
        {
            if (!_knowsPython)
            {
                (_python, _knowsPython) = (PythonMentions.Only(Lines), true);
            }

            return _python;
        }
    }

    private Dictionary<PackageName, VersionSpecifiers?>? _pins;

    /// <summary>The distributions that it installs, each with the one range in which it does; null for none or several.</summary>
    public IReadOnlyDictionary<PackageName, VersionSpecifiers?> Pins
    {
        get
        {
            if (_pins is null)
            {
                _pins = [];
                foreach (var group in Installs.SelectMany(s => s.Requirements).GroupBy(r => r.Requirement.Name))
                {
                    var ranges = group
                        .Select(r => r.Requirement.Specifiers)
                        .Where(s => !s.Items.IsEmpty)
                        .Distinct()
                        .Take(2)
                        .ToList();
                    _pins[group.Key] = ranges is [var only] ? only : null;
                }
            }

            return _pins;
        }
    }

    /// <summary>The one range in which the document installs a distribution; null when it asks for none, or for several.</summary>
    public VersionSpecifiers? Pin(PackageName name) => Pins.GetValueOrDefault(name);

    /// <summary>A mention without versions means those that the document installs.</summary>
    public Mention WithPin(Mention mention) =>
        mention.Versions is null && Pin(mention.Name) is { } pin
            ? mention with
            {
                Versions = pin,
                Exact = pin.Items is [{ Operator: VersionOperator.Equal, IsPrefix: false, Version: { } exact }]
                    ? exact
                    : null,
            }
            : mention;

    /// <summary>The document installs the distribution, in any version.</summary>
    public bool InstallsAny(PackageName name) => Pins.ContainsKey(name);

    private ImmutableArray<(PackageName Name, PackageRelease Release)> _releases;

    /// <summary>The newest known release of each distribution that it installs, in the range that it asks for.</summary>
    public ImmutableArray<(PackageName Name, PackageRelease Release)> Releases =>
        _releases.IsDefault
            ? _releases = [
                .. Pins.OrderBy(p => p.Key)
                    .Select(p => (p.Key, Release: Declared.Releases(p.Key, p.Value).LastOrDefault()))
                    .Where(p => p.Release is not null)
                    .Select(p => (p.Key, p.Release!)),
            ]
            : _releases;

    /// <summary>The words over a command: the comments right above it, or else the line above its block.</summary>
    public string Label(DocumentLine line)
    {
        var i = line.Index - 1;
        if (i >= 0 && line.Block > 0 && Lines[i].Block == line.Block && IsComment(Lines[i]))
        {
            return Lines[i].Statement.Trim();
        }

        while (i >= 0 && line.Block > 0 && Lines[i].Block == line.Block)
        {
            i--;
        }

        return i >= 0 && Lines[i].Block == 0 && line.Block > 0 ? Lines[i].Statement.Trim(' ', '#') : "";
    }

    /// <summary>The heading of a line; "" when none stands above it.</summary>
    public string Heading(DocumentLine line) => line.Section < 0 ? "" : Lines[line.Section].Statement.Trim(' ', '#');

    /// <summary>True for a line of code that is a comment alone.</summary>
    public static bool IsComment(DocumentLine line)
    {
        var text = line.Text.AsSpan().TrimStart();
        return line.Kind == LineKind.Code
            && (
                text.StartsWith("#")
                || text.StartsWith("::")
                || text.StartsWith("REM ", StringComparison.OrdinalIgnoreCase)
            );
    }

    /// <summary>The most that is read, in UTF-16 units.</summary>
    public const int Longest = 20_000_000;

    private const int LongestLine = 4000;
    private const int MostLines = 50_000;

    /// <summary>Takes a text apart.</summary>
    /// <param name="name">The file's name, which tells scripts and lists of requirements.</param>
    /// <param name="text">The text; what is beyond <see cref="Longest"/> is left out.</param>
    public static LintDocument Read(string name, string text)
    {
        var lines = ReadLines(
            text,
            KindOf(name) == LineKind.Code || RequirementFile.Is(name, text) ? LineKind.Code : LineKind.Prose
        );
        return new LintDocument(lines, InstallReader.Read(lines));
    }

    private static LineKind KindOf(string name)
    {
        var file = name[(name.LastIndexOfAny(['/', '\\']) + 1)..].ToUpperInvariant();
        var isCode =
            file.StartsWith("DOCKERFILE", StringComparison.Ordinal)
            || file.EndsWith("DOCKERFILE", StringComparison.Ordinal)
            || file.EndsWith(".SH", StringComparison.Ordinal)
            || file.EndsWith(".BAT", StringComparison.Ordinal)
            || file.EndsWith(".CMD", StringComparison.Ordinal)
            || file.EndsWith(".PS1", StringComparison.Ordinal)
            || file.EndsWith(".PY", StringComparison.Ordinal)
            || file.EndsWith(".IN", StringComparison.Ordinal)
            || (
                file.EndsWith(".TXT", StringComparison.Ordinal)
                && (
                    file.Contains("REQUIREMENT", StringComparison.Ordinal)
                    || file.Contains("CONSTRAINT", StringComparison.Ordinal)
                )
            );
        return isCode ? LineKind.Code : LineKind.Prose;
    }

    private static ImmutableArray<DocumentLine> ReadLines(string text, LineKind kind)
    {
        var lines = ImmutableArray.CreateBuilder<DocumentLine>();
        var end = Math.Min(text.Length, Longest);
        var (number, block, section, fence) = (0, kind == LineKind.Code ? 1 : 0, -1, "");
        var (blocks, isTagged) = (1, true);
        StringBuilder? joined = null;
        var breaks = new List<int>();
        var first = 0;
        for (var at = 0; at < end && lines.Count < MostLines; )
        {
            var stop = text.IndexOf('\n', at, end - at);
            stop = stop < 0 ? end : stop;
            number++;
            var line = text[at..Math.Min(stop, at + LongestLine)].TrimEnd('\r', ' ', '\t');
            at = stop + 1;
            var trimmed = line.TrimStart();
            if (kind != LineKind.Code && IsFence(trimmed, fence, out var mark))
            {
                isTagged = trimmed.Length > mark.Length;
                fence = fence.Length == 0 ? mark : "";
                block = fence.Length == 0 ? 0 : ++blocks;
                joined = null;
                breaks.Clear();
                continue;
            }

            var isCode = block > 0 && (kind == LineKind.Code || isTagged);
            if (isCode && line.Length > 0 && line[^1] is '\\' or '^' && (joined?.Length ?? 0) < LongestLine)
            {
                first = joined is null ? number : first;
                (joined ??= new StringBuilder()).Append(line.AsSpan(0, line.Length - 1)).Append(' ');
                breaks.Add(joined.Length);
                continue;
            }

            var (whole, start) = joined is null ? (line, number) : (joined.Append(trimmed).ToString(), first);
            var joints = joined is null ? [] : breaks.ToImmutableArray();
            joined = null;
            breaks.Clear();
            if (whole.AsSpan().Trim().IsEmpty)
            {
                continue;
            }

            var lineKind =
                isCode ? LineKind.Code
                : block > 0 ? LineKind.Prose
                : trimmed.StartsWith('#') ? LineKind.Heading
                : trimmed.StartsWith('|') ? LineKind.TableRow
                : LineKind.Prose;
            lines.Add(new DocumentLine(start, whole, lineKind, block, section, lines.Count) { Breaks = joints });
            section = lineKind == LineKind.Heading ? lines.Count - 1 : section;
        }

        return lines.DrainToImmutable();
    }

    private static bool IsFence(string line, string open, out string mark)
    {
        mark =
            line.StartsWith("```", StringComparison.Ordinal) ? "```"
            : line.StartsWith("~~~", StringComparison.Ordinal) ? "~~~"
            : "";
        return mark.Length > 0 && (open.Length == 0 || open == mark);
    }
}
