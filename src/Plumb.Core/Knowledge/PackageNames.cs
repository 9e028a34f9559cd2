using System.Diagnostics.CodeAnalysis;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Knowledge;

/// <summary>A name that belongs to another project than the one that documents mean, or to none.</summary>
/// <param name="Name">The name.</param>
/// <param name="IsAbsent">No project has it.</param>
/// <param name="Meant">What documents mean by it.</param>
/// <param name="Is">What it is.</param>
/// <param name="Instead">What to install instead; "" when there is nothing.</param>
/// <param name="Source">Where that can be checked.</param>
public sealed record PackageNameFact(
    PackageName Name,
    bool IsAbsent,
    string Meant,
    string Is,
    string Instead,
    FactSource Source
);

/// <summary>Names that mislead (<c>knowledge/package-names.toml</c>).</summary>
public sealed class PackageNames
{
    internal const string FileName = "package-names.toml";
    private static readonly Lazy<PackageNames> _embedded = new(() =>
        KnowledgeFile.ReadEmbedded<PackageNames>(FileName, TryRead)
    );
    private readonly Dictionary<PackageName, PackageNameFact> _byName;

    private PackageNames(Dictionary<PackageName, PackageNameFact> byName) => _byName = byName;

    /// <summary>What Plumb ships.</summary>
    public static PackageNames Embedded => _embedded.Value;

    /// <summary>All names.</summary>
    public IEnumerable<PackageNameFact> All => _byName.Values.OrderBy(f => f.Name);

    /// <summary>What is known of a name; null when nothing.</summary>
    public PackageNameFact? Find(PackageName name) => _byName.GetValueOrDefault(name);

    /// <summary>Reads the file; refused when a row lacks a part or stands twice.</summary>
    public static bool TryRead(
        string toml,
        [NotNullWhen(true)] out PackageNames? names,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        names = null;
        if (!KnowledgeFile.TryMap(toml, LintKnowledgeToml.Default.PackageNameFile, out var file, out error))
        {
            return false;
        }

        var byName = new Dictionary<PackageName, PackageNameFact>();
        var rows = file.Absent.Select(r => (r, true)).Concat(file.Other.Select(r => (r, false)));
        foreach (var (row, isAbsent) in rows)
        {
            if (
                !PackageName.TryParse(row.Name, out var name)
                || (!isAbsent && (row.Meant.Length == 0 || row.Is.Length == 0))
                || !KnowledgeSource.TryRead(row, file, out var source)
                || !byName.TryAdd(name, new PackageNameFact(name, isAbsent, row.Meant, row.Is, row.Instead, source))
            )
            {
                error = new FormatError($"{row.Name}: it stands twice, or a part is missing");
                return false;
            }
        }

        error = byName.Count == 0 ? new FormatError("it needs at least one name") : null;
        names = error is null ? new PackageNames(byName) : null;
        return names is not null;
    }
}
