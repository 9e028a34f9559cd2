using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Plumb.Text;

namespace Plumb.Knowledge;

/// <summary>Until when minor versions of Python get fixes (<c>knowledge/python-releases.toml</c>).</summary>
public sealed class PythonReleases
{
    private const string FileName = "python-releases.toml";
    private static readonly Lazy<PythonReleases> _embedded = new(() =>
        KnowledgeFile.ReadEmbedded<PythonReleases>(FileName, TryRead)
    );
    private readonly FrozenDictionary<(int Major, int Minor), DateOnly> _ends;

    private PythonReleases(FrozenDictionary<(int Major, int Minor), DateOnly> ends, FactSource source)
    {
        _ends = ends;
        Source = source;
    }

    /// <summary>Those that Plumb ships.</summary>
    public static PythonReleases Embedded => _embedded.Value;

    /// <summary>Where the dates come from.</summary>
    public FactSource Source { get; }

    /// <summary>The last day on which the version may get a fix; null when it is not known.</summary>
    public DateOnly? EndOfLife(int major, int minor) => _ends.TryGetValue((major, minor), out var end) ? end : null;

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

        var ends = new Dictionary<(int, int), DateOnly>();
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
                || !ends.TryAdd(version, end)
            )
            {
                error = new FormatError($"release {row.Python}: it needs a version of its own and a date");
                return false;
            }
        }

        if (ends.Count == 0 || !KnowledgeSource.TryRead(file.Source, file.Grade, file.Date, out var source))
        {
            error = new FormatError("it needs a source, a grade, a date and at least one release");
            return false;
        }

        releases = new PythonReleases(ends.ToFrozenDictionary(), source);
        error = null;
        return true;
    }
}
