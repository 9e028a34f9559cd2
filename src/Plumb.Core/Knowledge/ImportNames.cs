using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Plumb.Text;

namespace Plumb.Knowledge;

/// <summary>A module and the requirement of a distribution that brings it.</summary>
/// <param name="Module">The dotted name in an import statement.</param>
/// <param name="Requirement">What an installer has to be asked for: <c>setuptools&lt;81</c>.</param>
/// <param name="Source">Where that can be checked.</param>
public sealed record ImportName(string Module, string Requirement, FactSource Source);

/// <summary>Which distribution brings which module (<c>knowledge/import-names.toml</c>).</summary>
public sealed class ImportNames
{
    internal const string FileName = "import-names.toml";
    private static readonly Lazy<ImportNames> _embedded = new(() =>
        KnowledgeFile.ReadEmbedded<ImportNames>(FileName, TryRead)
    );
    private readonly FrozenDictionary<string, ImportName> _byModule;

    private ImportNames(FrozenDictionary<string, ImportName> byModule) => _byModule = byModule;

    /// <summary>What Plumb ships.</summary>
    public static ImportNames Embedded => _embedded.Value;

    /// <summary>Who brings a module, or the nearest package above it; null when it is not known.</summary>
    public ImportName? Find(string module)
    {
        for (var name = module; ; name = name[..name.LastIndexOf('.')])
        {
            if (_byModule.TryGetValue(name, out var found))
            {
                return found;
            }

            if (!name.Contains('.', StringComparison.Ordinal))
            {
                return null;
            }
        }
    }

    /// <summary>Reads the file. It is refused when a row lacks a part or stands twice.</summary>
    public static bool TryRead(
        string toml,
        [NotNullWhen(true)] out ImportNames? names,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        names = null;
        if (!KnowledgeFile.TryMap(toml, KnowledgeToml.Default.ImportNameFile, out var file, out error))
        {
            return false;
        }

        var byModule = new Dictionary<string, ImportName>(StringComparer.Ordinal);
        foreach (var row in file.Module)
        {
            if (
                row.Name.Length == 0
                || row.Distribution.Length == 0
                || !KnowledgeSource.TryRead(row, file, out var source)
                || !byModule.TryAdd(row.Name, new ImportName(row.Name, row.Distribution, source))
            )
            {
                error = new FormatError(
                    $"module {byModule.Count + 1} ({row.Name}): it needs a name that stands once, a distribution, source, grade and date"
                );
                return false;
            }
        }

        if (byModule.Count == 0)
        {
            error = new FormatError("The file holds no [[module]].");
            return false;
        }

        names = new ImportNames(byModule.ToFrozenDictionary(StringComparer.Ordinal));
        error = null;
        return true;
    }
}
