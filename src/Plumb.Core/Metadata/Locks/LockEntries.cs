using System.Collections.Immutable;
using Plumb.Metadata.Toml;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Metadata.Locks;

/// <summary>Reads the values that lock files have in common; what is wrong is noted with its place and read as absent.</summary>
internal sealed class LockEntries(SourceText source)
{
    // A file of nothing but faults would otherwise be told of line by line.
    private const int MaxProblems = 1000;

    private readonly ImmutableArray<LockProblem>.Builder _problems = ImmutableArray.CreateBuilder<LockProblem>();

    // A lock repeats a few dozen markers thousands of times.
    private readonly Dictionary<string, Marker?> _markers = new(StringComparer.Ordinal);

    public ImmutableArray<LockProblem> Problems => _problems.ToImmutable();

    public Location LocationOf(int offset) => offset < 0 ? new Location(source.File) : source.LocationOf(offset);

    public void Note(string message, int offset)
    {
        if (_problems.Count < MaxProblems)
        {
            _problems.Add(new LockProblem(message, LocationOf(offset)));
        }
    }

    /// <summary>Says that the format is of a version that may mean more, or something else, than what is read here.</summary>
    public void NoteVersion(TomlValue? version, bool isKnown)
    {
        if (version is not null && !isKnown)
        {
            Note(
                "The file is of a version of its format that is not known; it may say more than is read",
                version.Offset
            );
        }
    }

    public string? Text(TomlTable table, string key)
    {
        if (table[key] is not { } value)
        {
            return null;
        }

        if (value is TomlString { Text: var text })
        {
            return text;
        }

        Note($"'{key}' is not a string but of type {value.Kind}", value.Offset);
        return null;
    }

    public PackageName? Name(string text, int offset)
    {
        if (PackageName.TryParse(text, out var name))
        {
            return name;
        }

        Note("The name of a package is missing or is not one", offset);
        return null;
    }

    public PythonVersion? Version(string? text, int offset)
    {
        if (text is null)
        {
            return null;
        }

        if (PythonVersion.TryParse(text, out var version))
        {
            return version;
        }

        Note($"'{text}' is not a version", offset);
        return null;
    }

    public Marker? Marker(string? text, int offset)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (!_markers.TryGetValue(text, out var marker))
        {
            if (!Python.Marker.TryParse(text, out marker, out var error))
            {
                Note($"A marker cannot be read: {error.Message}", offset);
            }

            _markers.Add(text, marker);
        }

        return marker;
    }

    public VersionSpecifiers? Specifiers(string? text, int offset)
    {
        // Poetry and Pipfile write * for any version.
        if (string.IsNullOrWhiteSpace(text) || text.Trim() == "*")
        {
            return null;
        }

        if (!VersionSpecifiers.TryParse(text, out var specifiers, out var error))
        {
            Note($"'{text}' does not say which versions are allowed: {error.Message}", offset);
        }

        return specifiers;
    }

    public ImmutableArray<Marker> Markers(TomlTable table, string key)
    {
        var markers = ImmutableArray.CreateBuilder<Marker>();
        foreach (var item in table.Items(key))
        {
            if (Marker((item as TomlString)?.Text, item.Offset) is { } marker)
            {
                markers.Add(marker);
            }
        }

        return markers.ToImmutable();
    }

    /// <summary>Names of extras or groups, normalised.</summary>
    public static ImmutableArray<string> Names(TomlTable table, string key) =>
        [.. table.Texts(key).Select(PackageName.Normalize)];

    /// <summary>Digests written as "sha256:abc", one or several.</summary>
    public static ImmutableSortedDictionary<string, string> Hashes(IEnumerable<string> written)
    {
        var hashes = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var hash in written)
        {
            var colon = hash.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                hashes[hash[..colon]] = hash[(colon + 1)..];
            }
        }

        return hashes.ToImmutable();
    }

    /// <summary>The file name at the end of a URL or path; null when there is none.</summary>
    public static string? FileNameOf(string? url) =>
        url is null ? null : new PylockFile(null, url, null, null, _none).FileName;

    private static readonly ImmutableSortedDictionary<string, string> _none = ImmutableSortedDictionary<
        string,
        string
    >.Empty;
}
