using System.Text.Json.Serialization;
using Tomlyn.Serialization;

namespace Plumb.Knowledge;

/// <summary>How the knowledge files that documents are judged with are mapped, generated at build time.</summary>
[TomlSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[TomlSerializable(typeof(ReleaseFile))]
[TomlSerializable(typeof(ProductNameFile))]
[TomlSerializable(typeof(CudnnFile))]
[TomlSerializable(typeof(ModelFileFile))]
[TomlSerializable(typeof(PackageNameFile))]
internal sealed partial class LintKnowledgeToml : TomlSerializerContext;

/// <summary><c>releases.toml</c> as it is written.</summary>
internal sealed class ReleaseFile : SourcedRow
{
    public List<ReleasedPackageRow> Package { get; set; } = [];
}

/// <summary>One <c>[[package]]</c>.</summary>
internal sealed class ReleasedPackageRow : SourcedRow
{
    public string Name { get; set; } = "";

    public bool Complete { get; set; }

    public string Others { get; set; } = "";

    public List<ReleaseRow> Release { get; set; } = [];
}

/// <summary>One <c>[[package.release]]</c>.</summary>
internal sealed class ReleaseRow
{
    public string Versions { get; set; } = "";

    public string Python { get; set; } = "";

    public List<string> Requires { get; set; } = [];

    public string Optional { get; set; } = "";
}

/// <summary><c>product-names.toml</c> as it is written.</summary>
internal sealed class ProductNameFile : SourcedRow
{
    public List<ProductNameRow> Product { get; set; } = [];
}

/// <summary>One <c>[[product]]</c>.</summary>
internal sealed class ProductNameRow : SourcedRow
{
    public string Name { get; set; } = "";

    public string Distribution { get; set; } = "";
}

/// <summary><c>cudnn.toml</c> as it is written.</summary>
internal sealed class CudnnFile : SourcedRow
{
    public List<CudnnBuildRow> Build { get; set; } = [];

    public List<CudnnSupportRow> Support { get; set; } = [];
}

/// <summary>One <c>[[build]]</c>.</summary>
internal sealed class CudnnBuildRow : SourcedRow
{
    public string Torch { get; set; } = "";

    public string Cuda { get; set; } = "";

    public string Cudnn { get; set; } = "";
}

/// <summary>One <c>[[support]]</c>.</summary>
internal sealed class CudnnSupportRow : SourcedRow
{
    public string Cudnn { get; set; } = "";

    public List<string> Cuda { get; set; } = [];

    public string Capability { get; set; } = "";
}

/// <summary><c>model-files.toml</c> as it is written.</summary>
internal sealed class ModelFileFile : SourcedRow
{
    public List<ModelFileRow> Model { get; set; } = [];
}

/// <summary>One <c>[[model]]</c>.</summary>
internal sealed class ModelFileRow : SourcedRow
{
    public string File { get; set; } = "";

    public List<string> Names { get; set; } = [];

    public long Bytes { get; set; }

    public string Sha256 { get; set; } = "";

    public long Unpacked { get; set; }

    public string Folder { get; set; } = "";
}

/// <summary><c>package-names.toml</c> as it is written.</summary>
internal sealed class PackageNameFile : SourcedRow
{
    public List<PackageNameRow> Absent { get; set; } = [];

    public List<PackageNameRow> Other { get; set; } = [];
}

/// <summary>One <c>[[absent]]</c> or <c>[[other]]</c>.</summary>
internal sealed class PackageNameRow : SourcedRow
{
    public string Name { get; set; } = "";

    public string Meant { get; set; } = "";

    public string Is { get; set; } = "";

    public string Instead { get; set; } = "";
}
