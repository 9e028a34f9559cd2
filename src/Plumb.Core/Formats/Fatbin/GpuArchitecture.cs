using System.Diagnostics.CodeAnalysis;
using Plumb.Text;

namespace Plumb.Formats.Fatbin;

/// <summary>What a library holds for a GPU.</summary>
public enum GpuCodeKind
{
    /// <summary>Machine code of one generation.</summary>
    Cubin,

    /// <summary>PTX: text that the driver compiles for the GPU that is there.</summary>
    Ptx,
}

/// <summary>For how many GPUs code was made beyond its number.</summary>
public enum GpuCodeScope
{
    /// <summary>No letter: usable by later GPUs too.</summary>
    Portable,

    /// <summary>"f": uses features of a family of GPUs.</summary>
    Family,

    /// <summary>"a": uses features of exactly one compute capability.</summary>
    Exact,
}

/// <summary>The GPU for which a piece of code was made, such as <c>sm_90a</c> or <c>compute_80</c>.</summary>
/// <param name="Capability">The number.</param>
/// <param name="Scope">The letter.</param>
/// <param name="Kind">Machine code or PTX.</param>
public readonly record struct GpuArchitecture(ComputeCapability Capability, GpuCodeScope Scope, GpuCodeKind Kind)
{
    /// <summary>With <c>sm_</c> for both kinds, as tools list it: <c>sm_90a</c>.</summary>
    public string SmName => Capability.SmName + Letter;

    private string Letter =>
        Scope switch
        {
            GpuCodeScope.Family => "f",
            GpuCodeScope.Exact => "a",
            _ => "",
        };

    /// <summary>
    /// Reads <c>sm_90a</c> (machine code), <c>compute_90</c> (PTX) and what lists of build options hold: <c>9.0a</c>, <c>90</c> (machine code)
    /// and <c>9.0+PTX</c> as PTX alone.
    /// </summary>
    public static bool TryParse(
        string text,
        out GpuArchitecture architecture,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        architecture = default;
        var rest = text.AsSpan();
        var kind = rest.StartsWith("compute_", StringComparison.OrdinalIgnoreCase)
            ? GpuCodeKind.Ptx
            : GpuCodeKind.Cubin;
        if (rest.EndsWith("+PTX", StringComparison.OrdinalIgnoreCase))
        {
            kind = GpuCodeKind.Ptx;
            rest = rest[..^4];
        }

        var scope =
            rest.EndsWith("a", StringComparison.OrdinalIgnoreCase) ? GpuCodeScope.Exact
            : rest.EndsWith("f", StringComparison.OrdinalIgnoreCase) ? GpuCodeScope.Family
            : GpuCodeScope.Portable;
        if (!ComputeCapability.TryParse(scope == GpuCodeScope.Portable ? rest : rest[..^1], out var capability))
        {
            error = new FormatError("an architecture looks like sm_89, sm_90a, compute_90 or 8.9", 0);
            return false;
        }

        architecture = new GpuArchitecture(capability, scope, kind);
        error = null;
        return true;
    }

    /// <summary><c>sm_90a</c> for machine code, <c>compute_90a</c> for PTX.</summary>
    public override string ToString() => Kind == GpuCodeKind.Ptx ? string.Concat("compute_", SmName.AsSpan(3)) : SmName;
}
