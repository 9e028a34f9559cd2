using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Knowledge;

/// <summary>An index that holds versions with a local label.</summary>
/// <param name="Url">Its address; <c>{local}</c> stands for the label.</param>
/// <param name="Names">The distributions that it has.</param>
/// <param name="Locals">The labels; <c>#</c> stands for digits.</param>
/// <param name="Source">Where that can be checked.</param>
public sealed record LocalVersionIndex(
    string Url,
    ImmutableArray<PackageName> Names,
    ImmutableArray<string> Locals,
    FactSource Source
);

/// <summary>Where versions such as <c>2.1.2+cu118</c> can be had (<c>knowledge/local-versions.toml</c>): no public index takes them.</summary>
public sealed class LocalVersionIndexes
{
    internal const string FileName = "local-versions.toml";
    private const string Label = "{local}";
    private static readonly Lazy<LocalVersionIndexes> _embedded = new(() =>
        KnowledgeFile.ReadEmbedded<LocalVersionIndexes>(FileName, TryRead)
    );
    private readonly ImmutableArray<LocalVersionIndex> _all;

    private LocalVersionIndexes(ImmutableArray<LocalVersionIndex> all) => _all = all;

    /// <summary>Those that Plumb ships.</summary>
    public static LocalVersionIndexes Embedded => _embedded.Value;

    /// <summary>The address of the index that has a local version of a distribution; null when none is known.</summary>
    public string? Find(PackageName name, PythonVersion version) =>
        version.Local is { } local
        && _all.FirstOrDefault(i => i.Names.Contains(name) && i.Locals.Any(l => Fits(l, local))) is { } index
            ? index.Url.Replace(Label, local, StringComparison.Ordinal)
            : null;

    /// <summary>True for the address of a file in one of the indexes.</summary>
    public bool Holds(string url) =>
        _all.Any(i =>
            url.StartsWith(i.Url[..i.Url.IndexOf(Label, StringComparison.Ordinal)], StringComparison.Ordinal)
        );

    /// <summary>Reads the file; refused when a row lacks a part.</summary>
    public static bool TryRead(
        string toml,
        [NotNullWhen(true)] out LocalVersionIndexes? indexes,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        indexes = null;
        if (!KnowledgeFile.TryMap(toml, PythonKnowledgeToml.Default.LocalVersionIndexFile, out var file, out error))
        {
            return false;
        }

        var all = ImmutableArray.CreateBuilder<LocalVersionIndex>();
        foreach (var row in file.Index)
        {
            if (
                !row.Url.StartsWith("https://", StringComparison.Ordinal)
                || !row.Url.Contains(Label, StringComparison.Ordinal)
                || row.Locals.Count == 0
                || row.Names.Count == 0
                || !row.Names.TrueForAll(n => PackageName.TryParse(n, out _))
                || !KnowledgeSource.TryRead(row, file, out var source)
            )
            {
                error = new FormatError(
                    $"index {row.Url}: it needs a url with {Label}, names, locals, a source, and a grade and date above"
                );
                return false;
            }

            all.Add(new LocalVersionIndex(row.Url, [.. row.Names.Select(PackageName.Parse)], [.. row.Locals], source));
        }

        indexes = new LocalVersionIndexes(all.DrainToImmutable());
        error = null;
        return true;
    }

    private static bool Fits(ReadOnlySpan<char> pattern, ReadOnlySpan<char> label)
    {
        while (!pattern.IsEmpty)
        {
            var length =
                pattern[0] != '#' ? 1
                : label.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end
                : label.Length;
            if (length == 0 || label.IsEmpty || (pattern[0] != '#' && label[0] != pattern[0]))
            {
                return false;
            }

            pattern = pattern[1..];
            label = label[length..];
        }

        return label.IsEmpty;
    }
}
