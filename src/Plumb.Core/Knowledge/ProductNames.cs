using System.Diagnostics.CodeAnalysis;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Knowledge;

/// <summary>Names under which documents speak of distributions (<c>knowledge/product-names.toml</c>).</summary>
public sealed class ProductNames
{
    internal const string FileName = "product-names.toml";
    private static readonly Lazy<ProductNames> _embedded = new(() =>
        KnowledgeFile.ReadEmbedded<ProductNames>(FileName, TryRead)
    );
    private readonly Dictionary<string, PackageName> _byName;

    private ProductNames(Dictionary<string, PackageName> byName) => _byName = byName;

    /// <summary>What Plumb ships.</summary>
    public static ProductNames Embedded => _embedded.Value;

    /// <summary>The distribution that is meant; null when the name is none of the table.</summary>
    /// <param name="name">Words with one blank between them, in any case.</param>
    public PackageName? Find(string name) => _byName.TryGetValue(name, out var found) ? found : null;

    /// <summary>Reads the file; refused when a row lacks a part or stands twice.</summary>
    public static bool TryRead(
        string toml,
        [NotNullWhen(true)] out ProductNames? names,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        names = null;
        if (!KnowledgeFile.TryMap(toml, LintKnowledgeToml.Default.ProductNameFile, out var file, out error))
        {
            return false;
        }

        var byName = new Dictionary<string, PackageName>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in file.Product)
        {
            if (
                !PackageName.TryParse(row.Distribution, out var distribution)
                || row.Name.Length == 0
                || !KnowledgeSource.TryRead(row, file, out _)
                || !byName.TryAdd(row.Name, distribution)
            )
            {
                error = new FormatError($"product {row.Name}: it stands twice, or a part is missing");
                return false;
            }
        }

        error = byName.Count == 0 ? new FormatError("it needs at least one product") : null;
        names = error is null ? new ProductNames(byName) : null;
        return names is not null;
    }
}
