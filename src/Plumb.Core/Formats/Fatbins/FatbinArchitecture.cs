using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Plumb.Text;

namespace Plumb.Formats.Fatbins;

/// <summary>What an entry of a CUDA fatbin holds.</summary>
public enum FatbinKind
{
    /// <summary>Intermediate code that the driver compiles: for its architecture and every later one.</summary>
    Ptx = 1,

    /// <summary>Machine code: for its architecture, and later ones of the same major number.</summary>
    Cubin = 2,
}

/// <summary>How far code can be carried to other architectures (CUDA, "Compute Capability Feature Sets").</summary>
public enum FatbinFeatures
{
    /// <summary>As the kind allows.</summary>
    Baseline = 0,

    /// <summary>"f": only within the family of its architecture.</summary>
    Family = 1,

    /// <summary>"a": only on exactly its architecture.</summary>
    Specific = 2,
}

/// <summary>The architecture that an entry is for.</summary>
/// <param name="Kind">PTX or cubin.</param>
/// <param name="Number">Ten times the compute capability: 89 is 8.9, 120 is 12.0.</param>
/// <param name="Features">Whether it is bound to that architecture.</param>
/// <param name="PtxVersion">The PTX ISA version; 0.0 for cubins and where it is not known. A driver older than that version cannot compile it.</param>
public readonly record struct FatbinArchitecture(
    FatbinKind Kind,
    int Number,
    FatbinFeatures Features,
    PtxVersion PtxVersion
) : IComparable<FatbinArchitecture>
{
    /// <summary>As the compiler names it: <c>sm_90a</c>, or <c>compute_90</c> for PTX.</summary>
    public string Name => (Kind == FatbinKind.Ptx ? "compute_" : "sm_") + Suffix;

    /// <summary>With <c>sm_</c> for both kinds, as tools list it: <c>sm_90a</c>.</summary>
    public string SmName => "sm_" + Suffix;

    /// <summary>The number as a compute capability; null when it is none that a GPU could have.</summary>
    public ComputeCapability? Capability => ComputeCapability.TryFromSm(Number, out var capability) ? capability : null;

    private string Suffix =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Number}{Features switch
            {
                FatbinFeatures.Specific => "a",
                FatbinFeatures.Family => "f",
                _ => "",
            }}"
        );

    /// <summary>
    /// Reads <c>sm_90a</c> (machine code), <c>compute_90</c> (PTX) and what lists of build options hold: <c>9.0a</c>, <c>90</c> (machine code)
    /// and <c>9.0+PTX</c> as PTX alone.
    /// </summary>
    public static bool TryParse(
        string text,
        out FatbinArchitecture architecture,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        architecture = default;
        var rest = text.AsSpan();
        var kind = rest.StartsWith("compute_", StringComparison.OrdinalIgnoreCase) ? FatbinKind.Ptx : FatbinKind.Cubin;
        if (rest.EndsWith("+PTX", StringComparison.OrdinalIgnoreCase))
        {
            kind = FatbinKind.Ptx;
            rest = rest[..^4];
        }

        var features =
            rest.EndsWith("a", StringComparison.OrdinalIgnoreCase) ? FatbinFeatures.Specific
            : rest.EndsWith("f", StringComparison.OrdinalIgnoreCase) ? FatbinFeatures.Family
            : FatbinFeatures.Baseline;
        if (!ComputeCapability.TryParse(features == FatbinFeatures.Baseline ? rest : rest[..^1], out var capability))
        {
            error = new FormatError("an architecture looks like sm_89, sm_90a, compute_90 or 8.9", 0);
            return false;
        }

        architecture = new FatbinArchitecture(kind, (capability.Major * 10) + capability.Minor, features, default);
        error = null;
        return true;
    }

    /// <summary>PTX before cubins, then by number, then by features and PTX version.</summary>
    public int CompareTo(FatbinArchitecture other) =>
        (Kind, Number, Features, PtxVersion).CompareTo((other.Kind, other.Number, other.Features, other.PtxVersion));

    /// <summary><see cref="CompareTo"/>.</summary>
    public static bool operator <(FatbinArchitecture left, FatbinArchitecture right) => left.CompareTo(right) < 0;

    /// <summary><see cref="CompareTo"/>.</summary>
    public static bool operator >(FatbinArchitecture left, FatbinArchitecture right) => left.CompareTo(right) > 0;

    /// <summary><see cref="CompareTo"/>.</summary>
    public static bool operator <=(FatbinArchitecture left, FatbinArchitecture right) => left.CompareTo(right) <= 0;

    /// <summary><see cref="CompareTo"/>.</summary>
    public static bool operator >=(FatbinArchitecture left, FatbinArchitecture right) => left.CompareTo(right) >= 0;

    /// <inheritdoc />
    public override string ToString() => Name;
}
