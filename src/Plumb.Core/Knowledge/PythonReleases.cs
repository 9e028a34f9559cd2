using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Plumb.Text;

namespace Plumb.Knowledge;

/// <summary>Until when minor versions of Python get fixes (<c>knowledge/python-releases.toml</c>).</summary>
public sealed class PythonReleases
{
    internal const string FileName = "python-releases.toml";
    private static readonly Lazy<PythonReleases> _embedded = new(() =>
        KnowledgeFile.ReadEmbedded<PythonReleases>(FileName, TryRead)
    );
    private readonly FrozenDictionary<(int Major, int Minor), (DateOnly End, FactSource Source)> _ends;

    private PythonReleases(FrozenDictionary<(int Major, int Minor), (DateOnly End, FactSource Source)> ends) =>
        _ends = ends;

    /// <summary>Those that Plumb ships.</summary>
    public static PythonReleases Embedded => _embedded.Value;

    /// <summary>Where the end of a minor version can be checked; null when it is not known.</summary>
    public FactSource? SourceOf(int major, int minor) =>
        _ends.TryGetValue((major, minor), out var end) ? end.Source : null;

    /// <summary>The last day on which the version may get a fix; null when it is not known.</summary>
    public DateOnly? EndOfLife(int major, int minor) => _ends.TryGetValue((major, minor), out var end) ? end.End : null;

    /// <summary>Reads the file; refused when a row has no version or date, or a version stands twice.</summary>
    public static bool TryRead(
        string toml,
        [NotNullWhen(true)] out PythonReleases? releases,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        releases = null;
        if (!KnowledgeFile.TryMap(toml, PythonKnowledgeToml.Default.PythonReleaseFile, out var file, out error))
        {
            return false;
        }

        var ends = new Dictionary<(int, int), (DateOnly, FactSource)>();
        foreach (var row in file.Release)
        {
            if (
                !MinorVersion.TryParse(row.Python, out var version)
                || !DateOnly.TryParseExact(
                    row.EndOfLife,
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var end
                )
                || !KnowledgeSource.TryRead(row, file, out var source)
                || !ends.TryAdd(version, (end, source))
            )
            {
                error = new FormatError(
                    $"release {row.Python}: it needs a version of its own, a day, a source, a grade and a date"
                );
                return false;
            }
        }

        if (ends.Count == 0)
        {
            error = new FormatError("it needs at least one release");
            return false;
        }

        releases = new PythonReleases(ends.ToFrozenDictionary());
        error = null;
        return true;
    }
}
