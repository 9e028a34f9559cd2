using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Text;

namespace Plumb.Knowledge;

/// <summary>Which package or wheel brings which shared library (<c>knowledge/system-libraries.toml</c>).</summary>
public sealed class SystemLibraries
{
    internal const string FileName = "system-libraries.toml";
    private static readonly Lazy<SystemLibraries> _embedded = new(() =>
        KnowledgeFile.ReadEmbedded<SystemLibraries>(FileName, TryRead)
    );
    private readonly FrozenDictionary<string, SystemLibrary> _byName;

    private SystemLibraries(ImmutableArray<SystemLibrary> all, ImmutableArray<LibraryFreeDistribution> instead)
    {
        All = all;
        Instead = instead;
        _byName = all.ToFrozenDictionary(l => l.Name, StringComparer.Ordinal);
    }

    /// <summary>Those that Plumb ships.</summary>
    public static SystemLibraries Embedded => _embedded.Value;

    /// <summary>All libraries in file order.</summary>
    public ImmutableArray<SystemLibrary> All { get; }

    /// <summary>Distributions that can take the place of others which need a library.</summary>
    public ImmutableArray<LibraryFreeDistribution> Instead { get; }

    /// <summary>The library of that name; null when nothing is known of it.</summary>
    public SystemLibrary? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Reads the file. It is refused when a row lacks its source, says nothing, or stands twice.</summary>
    public static bool TryRead(
        string toml,
        [NotNullWhen(true)] out SystemLibraries? libraries,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        libraries = null;
        if (!KnowledgeFile.TryMap(toml, KnowledgeToml.Default.SystemLibraryFile, out var file, out error))
        {
            return false;
        }

        var all = ImmutableArray.CreateBuilder<SystemLibrary>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in file.Library)
        {
            if (!TryRead(row, out var library) || !taken.Add(row.Name))
            {
                error = new FormatError(
                    $"library {all.Count + 1} ({row.Name}): it needs a name that stands once, what brings it, source, grade and date"
                );
                return false;
            }

            all.Add(library);
        }

        if (all.Count == 0)
        {
            error = new FormatError("The file holds no [[library]].");
            return false;
        }

        var instead = ImmutableArray.CreateBuilder<LibraryFreeDistribution>();
        foreach (var row in file.Instead)
        {
            if (
                row.Library.Length == 0
                || row.Distribution.Length == 0
                || row.Other.Length == 0
                || !KnowledgeSource.TryRead(row, row, out var source)
            )
            {
                error = new FormatError(
                    $"instead {instead.Count + 1}: it needs library, distribution, other, source, grade and date"
                );
                return false;
            }

            instead.Add(new LibraryFreeDistribution(row.Library, row.Distribution, row.Other, source));
        }

        libraries = new SystemLibraries(all.DrainToImmutable(), instead.DrainToImmutable());
        error = null;
        return true;
    }

    private static bool TryRead(SystemLibraryRow row, [NotNullWhen(true)] out SystemLibrary? library)
    {
        library = null;
        var packages = new (string Family, string? Package)[]
        {
            ("debian", row.Debian),
            ("fedora", row.Fedora),
            ("alpine", row.Alpine),
            ("arch", row.Arch),
        };
        var known = packages
            .Where(p => p.Package is { Length: > 0 })
            .ToFrozenDictionary(p => p.Family, p => p.Package!, StringComparer.Ordinal);
        (string, string)? windows = row is { Windows: { Length: > 0 } title, WindowsCommand: { Length: > 0 } command }
            ? (title, command)
            : null;
        if (
            row.Name.Length == 0
            || (known.Count == 0 && row.Wheel is null && row.Driver is null && windows is null)
            || !KnowledgeSource.TryRead(row, row, out var source)
        )
        {
            return false;
        }

        library = new SystemLibrary(row.Name, known, row.Wheel, row.Folder, windows, row.Driver, source);
        return true;
    }
}
