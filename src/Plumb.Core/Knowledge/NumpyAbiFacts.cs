using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Knowledge;

/// <summary>Which NumPy, or which version of a distribution, could be installed instead (<c>knowledge/numpy-abi.toml</c>).</summary>
public sealed class NumpyAbiFacts
{
    internal const string FileName = "numpy-abi.toml";
    private static readonly Lazy<NumpyAbiFacts> _embedded = new(() =>
        KnowledgeFile.ReadEmbedded<NumpyAbiFacts>(FileName, TryRead)
    );
    private readonly FrozenDictionary<PackageName, BuiltForNumpy2> _built;

    private NumpyAbiFacts(ImmutableArray<NumpyRelease> releases, Dictionary<PackageName, BuiltForNumpy2> built)
    {
        Releases = releases;
        _built = built.ToFrozenDictionary();
    }

    /// <summary>Those that Plumb ships.</summary>
    public static NumpyAbiFacts Embedded => _embedded.Value;

    /// <summary>Releases of NumPy, the oldest first.</summary>
    public ImmutableArray<NumpyRelease> Releases { get; }

    /// <summary>From when on a distribution is built for NumPy 2; null when nothing is known of it.</summary>
    public BuiltForNumpy2? Find(PackageName name) => _built.GetValueOrDefault(name);

    /// <summary>Reads the file. It is refused when a row lacks a part, or a name or version stands twice.</summary>
    public static bool TryRead(
        string toml,
        [NotNullWhen(true)] out NumpyAbiFacts? facts,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        facts = null;
        if (!KnowledgeFile.TryMap(toml, KnowledgeToml.Default.NumpyAbiFile, out var file, out error))
        {
            return false;
        }

        var releases = new SortedDictionary<PythonVersion, NumpyRelease>();
        foreach (var row in file.Numpy)
        {
            if (!TryRead(row, out var release) || !releases.TryAdd(release.Version, release))
            {
                error = new FormatError(
                    $"numpy {row.Version}: it needs a version that stands once, python_from, python_to, source, grade and date"
                );
                return false;
            }
        }

        var built = new Dictionary<PackageName, BuiltForNumpy2>();
        foreach (var row in file.Built)
        {
            if (!TryRead(row, built))
            {
                error = new FormatError(
                    $"built {string.Join(", ", row.Packages)}: it needs names that stand once, a version, source, grade and date"
                );
                return false;
            }
        }

        if (releases.Count == 0 || built.Count == 0)
        {
            error = new FormatError("The file holds no [[numpy]] or no [[built]].");
            return false;
        }

        facts = new NumpyAbiFacts([.. releases.Values], built);
        error = null;
        return true;
    }

    private static bool TryRead(NumpyReleaseRow row, [NotNullWhen(true)] out NumpyRelease? release)
    {
        release = null;
        if (
            !PythonVersion.TryParse(row.Version, out var version)
            || !MinorVersion.TryParse(row.PythonFrom, out var from)
            || !MinorVersion.TryParse(row.PythonTo, out var to)
            || from.CompareTo(to) > 0
            || !KnowledgeSource.TryRead(row, row, out var source)
        )
        {
            return false;
        }

        release = new NumpyRelease(version, from, to, source);
        return true;
    }

    private static bool TryRead(BuiltForNumpy2Row row, Dictionary<PackageName, BuiltForNumpy2> built)
    {
        if (
            row.Packages.Count == 0
            || !PythonVersion.TryParse(row.Since, out var since)
            || !PythonVersion.TryParse(row.SinceWindows ?? row.Since, out var windows)
            || !KnowledgeSource.TryRead(row, row, out var source)
        )
        {
            return false;
        }

        var fact = new BuiltForNumpy2(since, windows, source);
        return row.Packages.TrueForAll(text => PackageName.TryParse(text, out var name) && built.TryAdd(name, fact));
    }
}
