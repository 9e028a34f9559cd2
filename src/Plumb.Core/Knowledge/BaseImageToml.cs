using System.Text.Json.Serialization;
using Tomlyn.Serialization;

namespace Plumb.Knowledge;

/// <summary>How the table of base images is mapped, generated at build time.</summary>
[TomlSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[TomlSerializable(typeof(BaseImageFile))]
internal sealed partial class BaseImageToml : TomlSerializerContext;

/// <summary><c>base-images.toml</c> as it is written.</summary>
internal sealed class BaseImageFile : SourcedRow
{
    public List<ImageSeriesRow> Series { get; set; } = [];
}

/// <summary>One <c>[[series]]</c>.</summary>
internal sealed class ImageSeriesRow : SourcedRow
{
    public string Image { get; set; } = "";

    public string Cuda { get; set; } = "";

    public List<string> Systems { get; set; } = [];

    public List<string> Holds { get; set; } = [];

    public int Cudnn { get; set; }

    public bool Complete { get; set; }
}
