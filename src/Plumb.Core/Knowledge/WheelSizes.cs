using System.Diagnostics.CodeAnalysis;
using Plumb.Text;

namespace Plumb.Knowledge;

/// <summary>What builds weigh, in MB.</summary>
/// <param name="Build">Which builds.</param>
/// <param name="Least">The smallest.</param>
/// <param name="Most">The largest.</param>
/// <param name="Source">Who measured.</param>
public sealed record WheelSize(string Build, int Least, int Most, FactSource Source);

/// <summary>What builds of torch weigh (<c>knowledge/wheel-sizes.toml</c>).</summary>
public sealed class WheelSizes
{
    internal const string FileName = "wheel-sizes.toml";
    private static readonly Lazy<WheelSizes> _embedded = new(() =>
        KnowledgeFile.ReadEmbedded<WheelSizes>(FileName, TryRead)
    );

    private WheelSizes(WheelSize cpu, WheelSize more) => (Cpu, CudaMore) = (cpu, more);

    /// <summary>What Plumb ships.</summary>
    public static WheelSizes Embedded => _embedded.Value;

    /// <summary>The build for the CPU.</summary>
    public WheelSize Cpu { get; }

    /// <summary>What one for CUDA takes more.</summary>
    public WheelSize CudaMore { get; }

    /// <summary>Reads the file; refused when it is not these two rows.</summary>
    public static bool TryRead(
        string toml,
        [NotNullWhen(true)] out WheelSizes? sizes,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        sizes = null;
        if (!KnowledgeFile.TryMap(toml, DocumentKnowledgeToml.Default.WheelSizeFile, out var file, out error))
        {
            return false;
        }

        var rows = file
            .Size.Select(r =>
                r.Build.Length > 0
                && r.Least > 0
                && r.Most >= r.Least
                && KnowledgeSource.TryRead(r, file, out var source)
                    ? new WheelSize(r.Build, r.Least, r.Most, source)
                    : null
            )
            .ToList();
        error = rows is [not null, not null]
            ? null
            : new FormatError("it needs two sizes, each with its bounds and its source");
        sizes = error is null ? new WheelSizes(rows[0]!, rows[1]!) : null;
        return sizes is not null;
    }
}
