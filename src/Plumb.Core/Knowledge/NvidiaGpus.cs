using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Formats.Fatbins;
using Plumb.Text;

namespace Plumb.Knowledge;

/// <summary>The products of NVIDIA with their compute capability and memory (<c>knowledge/nvidia-gpus.toml</c>).</summary>
public sealed class NvidiaGpus
{
    internal const string FileName = "nvidia-gpus.toml";
    private static readonly Lazy<NvidiaGpus> _embedded = new(() =>
        KnowledgeFile.ReadEmbedded<NvidiaGpus>(FileName, TryRead)
    );
    private readonly ImmutableArray<(GpuName Name, NvidiaProduct Product)> _byName;

    private NvidiaGpus(ImmutableArray<NvidiaProduct> products)
    {
        Products = products;
        _byName = [.. products.Select(p => (GpuName.Parse(p.Name), p))];
    }

    /// <summary>What Plumb ships.</summary>
    public static NvidiaGpus Embedded => _embedded.Value;

    /// <summary>All products, newest generation first.</summary>
    public ImmutableArray<NvidiaProduct> Products { get; }

    /// <summary>
    /// The products that a name may mean, written as people or drivers write it: case, vendor, "Laptop GPU" and form factors do not count.
    /// A bare number that products of several lines share, such as "RTX 6000", means all of them; with its line
    /// ("Quadro RTX 6000") or its generation ("RTX 6000 Ada") it means one. Null when no product fits.
    /// </summary>
    public GpuNameMatch? Find(string name)
    {
        var asked = GpuName.Parse(name);
        if (asked.Words.IsEmpty)
        {
            return null;
        }

        var fitting = _byName.Where(p => Fits(asked, p.Name, p.Product)).ToList();
        if (asked.Lines.Length > 0 && fitting.Exists(p => IsOfLine(asked, p.Name)))
        {
            fitting.RemoveAll(p => !IsOfLine(asked, p.Name));
        }

        if (fitting.Count == 0)
        {
            return null;
        }

        var exact = fitting.FindAll(p => Count(p.Name, p.Product) == Count(asked, p.Product));
        var all = fitting.Select(p => p.Product).ToImmutableArray();
        var clear = all.All(p => p.Capability == all[0].Capability) || asked.Lines.Length > 0;
        var meant =
            exact.Count > 0 && clear ? exact[0].Product
            : all.Length == 1 ? all[0]
            : null;
        return new GpuNameMatch(exact.Count > 0 && clear ? [.. exact.Select(p => p.Product)] : all, meant)
        {
            MemoryBytes = Memory(asked, meant),
        };
    }

    /// <summary>The compute capabilities of the products, each once, in order.</summary>
    public IEnumerable<ComputeCapability> Capabilities => Products.Select(p => p.Capability).Distinct().Order();

    // NVIDIA has counted up by one to three from generation to generation.
    private const int NextGenerations = 3;

    /// <summary>False for a number that no product has, unless it is greater than all and of the next generations: those are of cards to come.</summary>
    public bool MayExist(ComputeCapability capability) =>
        Products.Any(p => p.Capability == capability)
        || (
            Products.All(p => p.Capability < capability)
            && capability.Major <= Products.Max(p => p.Capability.Major) + NextGenerations
        );

    /// <summary>The generation of a compute capability, such as <c>Blackwell</c>; null when the table lacks it.</summary>
    public string? Architecture(ComputeCapability capability) =>
        Products.FirstOrDefault(p => p.Capability == capability)?.Architecture;

    /// <summary>Where a compute capability's generation can be checked; empty when the table lacks it.</summary>
    public string SourceOf(ComputeCapability capability) =>
        Products.FirstOrDefault(p => p.Capability == capability)?.Source.Text ?? "";

    /// <summary>Reads the file; refused when a row lacks a part, a product stands twice or memory is given for an unknown one.</summary>
    public static bool TryRead(
        string toml,
        [NotNullWhen(true)] out NvidiaGpus? gpus,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        gpus = null;
        if (!KnowledgeFile.TryMap(toml, GpuKnowledgeToml.Default.NvidiaGpuFile, out var file, out error))
        {
            return false;
        }

        var products = new Dictionary<string, NvidiaProduct>(StringComparer.OrdinalIgnoreCase);
        var order = new List<string>();
        foreach (var row in file.Capability)
        {
            if (
                !ComputeCapability.TryParse(row.Number, out var capability)
                || row.Architecture.Length == 0
                || row.Products.Count == 0
                || !KnowledgeSource.TryRead(row, file, out var source)
                || !row.Products.TrueForAll(n =>
                    n.Length > 0 && products.TryAdd(n, new NvidiaProduct(n, capability, row.Architecture, source))
                )
            )
            {
                error = new FormatError(
                    $"capability {row.Number}: it needs an architecture, a source, a grade, and products that stand once"
                );
                return false;
            }

            order.AddRange(row.Products);
        }

        if (!TryReadMemory(file, products, out error))
        {
            return false;
        }

        gpus = new NvidiaGpus([.. order.Select(n => products[n])]);
        return true;
    }

    private static bool TryReadMemory(
        NvidiaGpuFile file,
        Dictionary<string, NvidiaProduct> products,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        foreach (var row in file.Memory)
        {
            var read = KnowledgeSource.TryRead(row, file, out var source);
            foreach (var (name, sizes) in row.Products)
            {
                if (
                    !read
                    || !products.TryGetValue(name, out var product)
                    || product.MemorySource is not null
                    || !Rise(sizes)
                )
                {
                    error = new FormatError(
                        $"memory of {name}: it needs a source, a known product that stands once, and sizes that rise"
                    );
                    return false;
                }

                products[name] = product with
                {
                    MemorySizes = [.. sizes.Select(s => (long)s << 30)],
                    MemorySource = source,
                };
            }
        }

        error = products.Count == 0 ? new FormatError("it needs at least one product") : null;
        return error is null;
    }

    private static bool Rise(List<int> sizes) =>
        sizes.Count > 0 && sizes[0] > 0 && sizes[^1] < 10_000 && sizes.Zip(sizes.Skip(1)).All(p => p.First < p.Second);

    // A generation may be named though the product's own name lacks it: "TITAN X (Pascal)". It names no product, nor do the series.
    private static bool Fits(GpuName asked, GpuName name, NvidiaProduct product) =>
        asked.Words.All(w => Holds(name, w) || IsGeneration(w, product))
        && asked.Words.Any(w => w is not ("rtx" or "gtx" or "pro") && !IsGeneration(w, product) && Holds(name, w));

    private static bool Holds(GpuName name, string word) => name.Words.Contains(word, StringComparer.Ordinal);

    private static int Count(GpuName name, NvidiaProduct product) => name.Words.Count(w => !IsGeneration(w, product));

    private static bool IsGeneration(string word, NvidiaProduct product) =>
        product.Architecture.StartsWith(word, StringComparison.OrdinalIgnoreCase) && word.Length > 2;

    private static bool IsOfLine(GpuName asked, GpuName name) =>
        asked.Lines.All(l => name.Lines.Contains(l, StringComparer.Ordinal));

    private static long? Memory(GpuName asked, NvidiaProduct? product) =>
        product is null ? null
        : asked.MemoryBytes is { } stated && product.MemorySizes.Contains(stated) ? stated
        : product.MemorySizes.Length == 1 ? product.MemorySizes[0]
        : null;
}
