using System.Globalization;

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
/// <param name="PtxVersion">The PTX ISA version, major and minor; (0, 0) for cubins. A driver older than that version cannot compile it.</param>
public readonly record struct FatbinArchitecture(
    FatbinKind Kind,
    int Number,
    FatbinFeatures Features,
    (int Major, int Minor) PtxVersion
) : IComparable<FatbinArchitecture>
{
    /// <summary>As the compiler names it: <c>sm_90a</c>, or <c>compute_90</c> for PTX.</summary>
    public string Name =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(Kind == FatbinKind.Ptx ? "compute_" : "sm_")}{Number}{Features switch
            {
                FatbinFeatures.Specific => "a",
                FatbinFeatures.Family => "f",
                _ => "",
            }}"
        );

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
