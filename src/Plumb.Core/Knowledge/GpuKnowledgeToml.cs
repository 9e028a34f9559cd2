using System.Text.Json.Serialization;
using Tomlyn.Serialization;

namespace Plumb.Knowledge;

/// <summary>How the knowledge files about GPUs are mapped, generated at build time.</summary>
[TomlSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[TomlSerializable(typeof(CudaDriverFile))]
[TomlSerializable(typeof(NvidiaGpuFile))]
[TomlSerializable(typeof(NvidiaPciIdFile))]
internal sealed partial class GpuKnowledgeToml : TomlSerializerContext;

/// <summary><c>cuda-drivers.toml</c> as it is written.</summary>
internal sealed class CudaDriverFile
{
    public string Grade { get; set; } = "";

    public string Date { get; set; } = "";

    public List<CudaReleaseRow> Release { get; set; } = [];

    public List<CudaMajorRow> Major { get; set; } = [];

    public List<GpuGenerationRow> Generation { get; set; } = [];
}

/// <summary>One <c>[[release]]</c>.</summary>
internal sealed class CudaReleaseRow
{
    public string Cuda { get; set; } = "";

    public int Branch { get; set; }

    public string Ptx { get; set; } = "";

    public string Linux { get; set; } = "";

    public string Windows { get; set; } = "";

    public string Source { get; set; } = "";
}

/// <summary>One <c>[[major]]</c>.</summary>
internal sealed class CudaMajorRow
{
    public int Cuda { get; set; }

    public string Linux { get; set; } = "";

    public string Windows { get; set; } = "";

    public string Source { get; set; } = "";
}

/// <summary>One <c>[[generation]]</c>.</summary>
internal sealed class GpuGenerationRow
{
    public string From { get; set; } = "";

    public string To { get; set; } = "";

    public string FirstCuda { get; set; } = "";

    public int LastCuda { get; set; }

    public int LastBranch { get; set; }

    public string Source { get; set; } = "";
}

/// <summary><c>nvidia-gpus.toml</c> as it is written.</summary>
internal sealed class NvidiaGpuFile
{
    public string Date { get; set; } = "";

    public List<CapabilityRow> Capability { get; set; } = [];

    public List<GpuMemoryRow> Memory { get; set; } = [];
}

/// <summary>One <c>[[capability]]</c>.</summary>
internal sealed class CapabilityRow
{
    public string Number { get; set; } = "";

    public string Architecture { get; set; } = "";

    public List<string> Products { get; set; } = [];

    public string Source { get; set; } = "";

    public string Grade { get; set; } = "";
}

/// <summary>One <c>[[memory]]</c>.</summary>
internal sealed class GpuMemoryRow
{
    public Dictionary<string, List<int>> Products { get; set; } = [];

    public string Source { get; set; } = "";

    public string Grade { get; set; } = "";
}

/// <summary><c>nvidia-pci-ids.toml</c> as it is written.</summary>
internal sealed class NvidiaPciIdFile
{
    public string Source { get; set; } = "";

    public string Grade { get; set; } = "";

    public string Date { get; set; } = "";

    public Dictionary<string, string> Products { get; set; } = [];
}
