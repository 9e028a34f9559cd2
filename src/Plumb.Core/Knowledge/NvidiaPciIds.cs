using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Plumb.Text;

namespace Plumb.Knowledge;

/// <summary>Names of NVIDIA's products by their number on the bus (<c>knowledge/nvidia-pci-ids.toml</c>): for a card without a driver.</summary>
public sealed class NvidiaPciIds
{
    internal const string FileName = "nvidia-pci-ids.toml";
    private static readonly Lazy<NvidiaPciIds> _embedded = new(() =>
        KnowledgeFile.ReadEmbedded<NvidiaPciIds>(FileName, TryRead)
    );
    private readonly FrozenDictionary<string, string> _names;

    private NvidiaPciIds(FrozenDictionary<string, string> names, FactSource source)
    {
        _names = names;
        Source = source;
    }

    /// <summary>What Plumb ships.</summary>
    public static NvidiaPciIds Embedded => _embedded.Value;

    /// <summary>Where the names come from.</summary>
    public FactSource Source { get; }

    /// <summary>The names by number.</summary>
    public IReadOnlyDictionary<string, string> Names => _names;

    /// <summary>The product with a device number of four hexadecimal digits, such as <c>2c02</c>; null when it is not known.</summary>
    public string? Find(string device) => _names.GetValueOrDefault(device);

    /// <summary>Reads the file; refused when a number is none or a part is missing.</summary>
    public static bool TryRead(
        string toml,
        [NotNullWhen(true)] out NvidiaPciIds? ids,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        ids = null;
        if (!KnowledgeFile.TryMap(toml, GpuKnowledgeToml.Default.NvidiaPciIdFile, out var file, out error))
        {
            return false;
        }

        if (!KnowledgeSource.TryRead(file, file, out var source))
        {
            error = new FormatError("it needs a source, a grade and a date");
            return false;
        }

        foreach (var (number, name) in file.Products)
        {
            if (number.Length != 4 || !number.All(c => char.IsAsciiHexDigitLower(c)) || name.Length == 0)
            {
                error = new FormatError(
                    $"{number}: a number is four lower-case hexadecimal digits, and it needs a name"
                );
                return false;
            }
        }

        ids = new NvidiaPciIds(file.Products.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase), source);
        error = null;
        return true;
    }
}
