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
internal sealed class CudaDriverFile : SourcedRow
{
    public List<CudaReleaseRow> Release { get; set; } = [];

    public List<CudaMajorRow> Major { get; set; } = [];

    public List<GpuGenerationRow> Generation { get; set; } = [];
}

/// <summary>One <c>[[release]]</c>.</summary>
internal sealed class CudaReleaseRow : SourcedRow
{
    public string Cuda { get; set; } = "";

    public int Branch { get; set; }

    public string Ptx { get; set; } = "";

    public string Linux { get; set; } = "";

    public string Windows { get; set; } = "";
}

/// <summary>One <c>[[major]]</c>.</summary>
internal sealed class CudaMajorRow : SourcedRow
{
    public int Cuda { get; set; }

    public string Linux { get; set; } = "";

    public string Windows { get; set; } = "";
}

/// <summary>One <c>[[generation]]</c>.</summary>
internal sealed class GpuGenerationRow : SourcedRow
{
    public string From { get; set; } = "";

    public string To { get; set; } = "";

    public string FirstCuda { get; set; } = "";

    public int LastCuda { get; set; }

    public int LastBranch { get; set; }
}

/// <summary><c>nvidia-gpus.toml</c> as it is written.</summary>
internal sealed class NvidiaGpuFile : SourcedRow
{
    public List<CapabilityRow> Capability { get; set; } = [];

    public List<GpuMemoryRow> Memory { get; set; } = [];
}

/// <summary>One <c>[[capability]]</c>.</summary>
internal sealed class CapabilityRow : SourcedRow
{
    public string Number { get; set; } = "";

    public string Architecture { get; set; } = "";

    public List<string> Products { get; set; } = [];
}

/// <summary>One <c>[[memory]]</c>.</summary>
internal sealed class GpuMemoryRow : SourcedRow
{
    public Dictionary<string, List<int>> Products { get; set; } = [];
}

/// <summary><c>nvidia-pci-ids.toml</c> as it is written.</summary>
internal sealed class NvidiaPciIdFile : SourcedRow
{
    public Dictionary<string, string> Products { get; set; } = [];
}
