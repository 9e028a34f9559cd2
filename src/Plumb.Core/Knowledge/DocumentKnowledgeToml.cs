using System.Text.Json.Serialization;
using Tomlyn.Serialization;

namespace Plumb.Knowledge;

/// <summary>How more of the knowledge files that documents are judged with are mapped, generated at build time.</summary>
[TomlSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[TomlSerializable(typeof(TorchIndexFile))]
[TomlSerializable(typeof(DistributionFileFile))]
[TomlSerializable(typeof(BehaviourFile))]
[TomlSerializable(typeof(SystemPackageFile))]
[TomlSerializable(typeof(ModelPlaceFile))]
[TomlSerializable(typeof(WheelSizeFile))]
internal sealed partial class DocumentKnowledgeToml : TomlSerializerContext;

/// <summary><c>torch-indexes.toml</c> as it is written.</summary>
internal sealed class TorchIndexFile : SourcedRow
{
    public List<TorchIndexRow> Index { get; set; } = [];
}

/// <summary>One <c>[[index]]</c>.</summary>
internal sealed class TorchIndexRow : SourcedRow
{
    public string Tag { get; set; } = "";

    public string Cuda { get; set; } = "";

    public string Torch { get; set; } = "";

    public string Unsure { get; set; } = "";

    public string Last { get; set; } = "";

    public string NightlyUntil { get; set; } = "";
}

/// <summary><c>distribution-files.toml</c> as it is written.</summary>
internal sealed class DistributionFileFile : SourcedRow
{
    public List<DistributionKindRow> Files { get; set; } = [];

    public List<DistributionEndRow> Platform { get; set; } = [];

    public List<DistributionEndRow> Channel { get; set; } = [];
}

/// <summary>One <c>[[files]]</c>.</summary>
internal sealed class DistributionKindRow : SourcedRow
{
    public string Distribution { get; set; } = "";

    public string Versions { get; set; } = "";

    public string Only { get; set; } = "";

    public string Needs { get; set; } = "";
}

/// <summary>One <c>[[platform]]</c> or <c>[[channel]]</c>.</summary>
internal sealed class DistributionEndRow : SourcedRow
{
    public string Distribution { get; set; } = "";

    public string Platform { get; set; } = "";

    public string Name { get; set; } = "";

    public List<string> Packages { get; set; } = [];

    public string Last { get; set; } = "";
}

/// <summary><c>behaviour-changes.toml</c> as it is written.</summary>
internal sealed class BehaviourFile : SourcedRow
{
    public List<BehaviourRow> Change { get; set; } = [];

    public List<BehaviourRow> Moved { get; set; } = [];

    public List<RemovedNameUserRow> User { get; set; } = [];

    public List<VainOptionRow> Cure { get; set; } = [];
}

/// <summary>One <c>[[change]]</c> or <c>[[moved]]</c>.</summary>
internal sealed class BehaviourRow : SourcedRow
{
    public string Package { get; set; } = "";

    public string Version { get; set; } = "";

    public string What { get; set; } = "";

    public List<string> Signs { get; set; } = [];

    public string Message { get; set; } = "";

    public string Module { get; set; } = "";

    public string Now { get; set; } = "";
}

/// <summary>One <c>[[user]]</c>.</summary>
internal sealed class RemovedNameUserRow : SourcedRow
{
    public string Distribution { get; set; } = "";

    public string Versions { get; set; } = "";

    public string Uses { get; set; } = "";

    public string Where { get; set; } = "";
}

/// <summary>One <c>[[cure]]</c>.</summary>
internal sealed class VainOptionRow : SourcedRow
{
    public string Message { get; set; } = "";

    public string Option { get; set; } = "";

    public string Why { get; set; } = "";
}

/// <summary><c>system-packages.toml</c> as it is written.</summary>
internal sealed class SystemPackageFile : SourcedRow
{
    public List<SystemPackageRow> Renamed { get; set; } = [];

    public List<SystemPackageRow> Absent { get; set; } = [];

    public List<SystemPackageRow> Image { get; set; } = [];
}

/// <summary>One <c>[[renamed]]</c>, <c>[[absent]]</c> or <c>[[image]]</c>.</summary>
internal sealed class SystemPackageRow : SourcedRow
{
    public string Name { get; set; } = "";

    public string Now { get; set; } = "";

    public string Debian { get; set; } = "";

    public string Ubuntu { get; set; } = "";

    public bool StillProvided { get; set; }

    public string Why { get; set; } = "";

    public string Prefix { get; set; } = "";

    public List<string> Apt { get; set; } = [];
}

/// <summary><c>model-places.toml</c> as it is written.</summary>
internal sealed class ModelPlaceFile : SourcedRow
{
    public List<ModelPlaceRow> Loader { get; set; } = [];

    public List<ModelPlaceRow> Withdrawn { get; set; } = [];

    public List<ModelPlaceRow> Module { get; set; } = [];
}

/// <summary>One <c>[[loader]]</c>, <c>[[withdrawn]]</c> or <c>[[module]]</c>.</summary>
internal sealed class ModelPlaceRow : SourcedRow
{
    public string Module { get; set; } = "";

    public string Name { get; set; } = "";

    public List<string> Names { get; set; } = [];

    public string Folder { get; set; } = "";

    public string Option { get; set; } = "";

    public string Inside { get; set; } = "";

    public string Address { get; set; } = "";

    public string What { get; set; } = "";

    public string Why { get; set; } = "";

    public List<string> Has { get; set; } = [];
}

/// <summary><c>wheel-sizes.toml</c> as it is written.</summary>
internal sealed class WheelSizeFile : SourcedRow
{
    public List<WheelSizeRow> Size { get; set; } = [];
}

/// <summary>One <c>[[size]]</c>.</summary>
internal sealed class WheelSizeRow : SourcedRow
{
    public string Build { get; set; } = "";

    public int Least { get; set; }

    public int Most { get; set; }
}
