using System.Text.Json.Serialization;
using Tomlyn.Serialization;

namespace Plumb.Knowledge;

/// <summary>How the knowledge files about builds for CUDA are mapped, generated at build time.</summary>
[TomlSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[TomlSerializable(typeof(TorchBuildFile))]
[TomlSerializable(typeof(CudaConsumerFile))]
[TomlSerializable(typeof(TorchFamilyFile))]
internal sealed partial class CudaKnowledgeToml : TomlSerializerContext;

/// <summary><c>torch-cuda.toml</c> as it is written.</summary>
internal sealed class TorchBuildFile : SourcedRow
{
    public List<TorchBuildRow> Build { get; set; } = [];
}

/// <summary>One <c>[[build]]</c>.</summary>
internal sealed class TorchBuildRow : SourcedRow
{
    public string Torch { get; set; } = "";

    public string Cuda { get; set; } = "";

    public string Platform { get; set; } = "";

    public List<string> Sm { get; set; } = [];

    public List<string> Ptx { get; set; } = [];
}

/// <summary><c>cuda-consumers.toml</c> as it is written.</summary>
internal sealed class CudaConsumerFile : SourcedRow
{
    public List<CudaConsumerRow> Consumer { get; set; } = [];
}

/// <summary>One <c>[[consumer]]</c>.</summary>
internal sealed class CudaConsumerRow : SourcedRow
{
    public string Distribution { get; set; } = "";

    public string From { get; set; } = "";

    public string Below { get; set; } = "";

    public string Cuda { get; set; } = "";

    public int Cudnn { get; set; }

    public List<string> Linux { get; set; } = [];

    public List<string> Windows { get; set; } = [];
}

/// <summary><c>torch-family.toml</c> as it is written.</summary>
internal sealed class TorchFamilyFile : SourcedRow
{
    public List<TorchSetRow> Set { get; set; } = [];
}

/// <summary>One <c>[[set]]</c>.</summary>
internal sealed class TorchSetRow : SourcedRow
{
    public string Torch { get; set; } = "";

    public string Torchvision { get; set; } = "";

    public string Torchaudio { get; set; } = "";
}
